"""Questions that people wrote after reading articles, in their own words, with what answers them.

`eval/data/questions` holds them by halves: one may be learnt from, the other is held back. An article's questions
are all in one half, by the last byte of the SHA-256 of its id; a question on several goes with the first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from onrecord.index import Article, JudgmentError

Half = Literal["learn", "held-back"]
HALVES: Final[tuple[Half, ...]] = ("learn", "held-back")
FOLDER: Final = Path(__file__).with_name("data") / "questions"
SAMPLE: Final = Path(__file__).with_name("data") / "sample"


_PARTLY: Final = 1
_ANSWERS: Final = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands: `start` to `end` of the text of an article whose text has this SHA-256."""

    article_id: str
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question.

    Attributes:
        id: Unique among all.
        corpus: Which articles it is asked of.
        articles: Ids of those that it was written from.
        text: As it is typed.
        previous: The question before it, where it leaves something unsaid.
        kind: said, who, fact, stance, broad, time, two or followup.
        form: plain, telegraph, misspelt, lowercase, longwinded, nickname or formal.
        answerable: Whether the corpus answers it.
        near_miss: Why not: topic, speaker, fact or stranger.
        speaker: Whose words it asks for, or None.
        evidence: Places any of which answers it, as its writer marked them.
        answer: The answer in a few words, or None.
        judged: Other places that answer it, as somebody else judged what was found for it.
        partly: Places that were judged to answer it in part.
    """

    id: str
    corpus: str
    articles: tuple[str, ...]
    text: str
    previous: str | None
    kind: str
    form: str
    answerable: bool
    near_miss: str | None
    speaker: str | None
    evidence: tuple[Place, ...]
    answer: str | None
    judged: tuple[Place, ...] = ()
    partly: tuple[Place, ...] = ()

    @property
    def series(self) -> int:
        """The number that its id begins with: of whoever wrote it, in the order of writing."""
        return int(self.id.partition("-")[0])


def half_of_article(article_id: str) -> Half:
    """Tell which half an article's questions are in."""
    return HALVES[sha256(article_id.encode()).digest()[-1] % 2]


def read_questions(half: Half, folder: Path = FOLDER) -> list[WrittenQuestion]:
    """Read the questions of one half.

    Args:
        half: Which.
        folder: Where their files are.

    Raises:
        JudgmentError: A line cannot be read, or is in the wrong half.
    """
    path, judgments = folder / f"{half}.jsonl", folder / f"judged-{half}.jsonl"
    questions = [_question(path, number, line, half) for number, line in _lines(path)]
    if not judgments.exists():
        return questions
    found = dict(_judgment(judgments, number, line) for number, line in _lines(judgments))
    return [
        replace(one, judged=found[one.id][_ANSWERS], partly=found[one.id][_PARTLY]) if one.id in found else one
        for one in questions
    ]


def check_evidence(question: WrittenQuestion, articles: Mapping[str, Article], path: Path) -> None:
    """Make sure that a corpus holds the texts that a question's evidence was marked in.

    Raises:
        JudgmentError: An article is missing, or has another text.
    """
    for place in (*question.evidence, *question.judged, *question.partly):
        article = articles.get(place.article_id)
        if article is None or sha256(article.text.encode()).hexdigest() != place.sha256:
            raise JudgmentError(path, None, f"{place.article_id!r} is not the article of question {question.id}")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8") as lines:
            yield from enumerate(lines, 1)
    except OSError as error:
        raise JudgmentError(path, None, f"cannot be read: {error.strerror}") from error


def _judgment(path: Path, number: int, line: str) -> tuple[str, dict[int, tuple[Place, ...]]]:
    try:
        record: dict[str, Any] = json.loads(line)
        graded: dict[int, tuple[Place, ...]] = {
            grade: tuple(_place(one) for one in record["places"] if one["grade"] == grade)
            for grade in (_PARTLY, _ANSWERS)
        }
        return record["id"], graded
    except (ValueError, KeyError, TypeError) as error:
        raise JudgmentError(path, number, f"not a judgment: {error}") from error


def _place(record: Mapping[str, Any]) -> Place:
    return Place(record["article"], record["start"], record["end"], record["sha256"])


def _question(path: Path, number: int, line: str, half: Half) -> WrittenQuestion:
    try:
        record: dict[str, Any] = json.loads(line)
        places = tuple(map(_place, record["evidence"]))
        question = WrittenQuestion(
            record["id"],
            record["corpus"],
            tuple(record["articles"]),
            record["text"],
            record.get("previous"),
            record["kind"],
            record["form"],
            record["answerable"],
            record["near_miss"],
            record["speaker"],
            places,
            record["answer"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise JudgmentError(path, number, f"not a question: {error}") from error
    if half_of_article(question.articles[0]) != half:
        raise JudgmentError(path, number, f"{question.id} belongs to the other half")
    return question
