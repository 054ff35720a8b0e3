"""Questions on one's own corpus: samples what there is to ask about, and makes the file in which people ask it.

A line is a question of a dataset (`dataset.py`) that lacks its words: `text` is empty. Its evidence stands, and
`look_at` shows it in its paragraph. Whoever fills it in writes the question that the evidence answers into `text`,
and takes out the lines that are worth no question. Lines that stay empty are left out when the file is read.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from onrecord.index import Index, JudgmentError

if TYPE_CHECKING:
    from onrecord.index import Passage, Statement

Thing = TypeVar("Thing")
QUESTIONS: Final = "questions.jsonl"
_TRIED: Final = 40
"""Passages that are looked at for each line: most hold no statement, or one of somebody who was taken already."""
_SHORTEST: Final = 40


def sample_questions(
    index: Index, *, statements: int = 20, passages: int = 20, unanswerable: int = 10, seed: int = 0
) -> list[dict[str, Any]]:
    """Choose what to ask about, as lines of a question file; as many as the corpus has.

    Args:
        index: The corpus.
        statements: Lines on what somebody said; no speaker twice before each has had a turn.
        passages: Lines on any passage; no article twice before each has had a turn.
        unanswerable: Lines on what somebody did not say: a speaker, and a topic of another one.
        seed: The same seed gives the same lines.

    Raises:
        StoreError: The index cannot be read.
    """
    rng = random.Random(seed)  # noqa: S311 - samples, keeps no secret
    rows = index.rows.tolist()
    looked = rng.sample(rows, min(len(rows), _TRIED * max(statements, passages, unanswerable, 1)))
    said = [one.statement for one in index.statements(rows=looked)]
    said = [one for one in said if one.speaker and one.is_listed and _is_long(one.start, one.end)]
    rng.shuffle(said)
    by_speaker = list(_in_turns(said, [one.speaker for one in said]))
    chosen = by_speaker[:statements]
    read = [one for one in index.passages(looked[: _TRIED * passages]) if _is_long(one.start, one.end)]
    others = list(_in_turns(read, [one.article.id for one in read]))[:passages]
    lines = [_of_statement(f"said-{n:03}", one) for n, one in enumerate(chosen, start=1)]
    lines += [_of_passage(f"passage-{n:03}", one) for n, one in enumerate(others, start=1)]
    lines += [
        _of_none(f"none-{n:03}", one, other)
        for n, (one, other) in enumerate(_strangers(by_speaker, unanswerable), 1)
    ]
    return lines


def write_questions(folder: Path, lines: Iterable[dict[str, Any]]) -> Path:
    """Write a question file into a folder, which is made.

    Raises:
        JudgmentError: There is one already, or it cannot be written.
    """
    path = folder / QUESTIONS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{json.dumps(one, ensure_ascii=False)}\n" for one in lines)
    except FileExistsError:
        raise JudgmentError(path, None, "is there already; name another folder") from None
    except OSError as error:
        raise JudgmentError(path, None, error.strerror or "cannot be written") from None
    return path


def _is_long(start: int, end: int) -> bool:
    return end - start >= _SHORTEST  # fewer characters are seldom worth a question


def _in_turns(things: Sequence[Thing], owners: Sequence[str | None]) -> Iterator[Thing]:
    """Yield the first of everybody, then the second, and so on."""
    turns: dict[int, list[Thing]] = {}
    taken: dict[str | None, int] = {}
    for thing, owner in zip(things, owners, strict=True):
        taken[owner] = taken.get(owner, 0) + 1
        turns.setdefault(taken[owner], []).append(thing)
    for turn in sorted(turns):
        yield from turns[turn]


def _strangers(said: Sequence[Statement], n: int) -> Iterator[tuple[Statement, Statement]]:
    """Yield statements with one of somebody else in another article."""
    places = range(len(said))
    pairs = ((said[place], said[(place + len(said) // 2) % len(said)]) for place in places)
    different = ((a, b) for a, b in pairs if a.speaker != b.speaker and a.article.id != b.article.id)
    yield from list(different)[:n]


def _of_statement(id_: str, one: Statement) -> dict[str, Any]:
    line = _line(id_, one, "who_said", one.speaker)
    return {**line, "look_at": {**_about(one), "speaker": one.speaker, "as_written": one.as_written}}


def _of_passage(id_: str, one: Passage) -> dict[str, Any]:
    return {**_line(id_, one, "passage", None), "look_at": _about(one)}


def _of_none(id_: str, one: Statement, other: Statement) -> dict[str, Any]:
    """A question that has no answer: the one speaker on what the other spoke of."""
    return {
        "_id": id_,
        "text": "",
        "answerable": False,
        "speaker": one.speaker,
        "metadata": {"question_type": "not_said"},
        "look_at": {**_about(other), "speaker": other.speaker, "as_written": other.as_written},
    }


def _line(id_: str, one: Statement | Passage, kind: str, speaker: str | None) -> dict[str, Any]:
    words = one.article.text[one.start : one.end]
    fact = {"fact": words, "article_id": one.article.id, "start": one.start, "end": one.end}
    metadata = {"question_type": kind, "evidence": [fact]}
    return {"_id": id_, "text": "", "answerable": True, "speaker": speaker, "metadata": metadata}


def _about(one: Statement | Passage) -> dict[str, Any]:
    """Where it stands: what helps to ask about it, and is not read again."""
    article = one.article
    begin, end = article.text.rfind("\n", 0, one.start) + 1, article.text.find("\n", one.end)
    return {
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "paragraph": article.text[begin : end if end >= 0 else len(article.text)],
        "words": article.text[one.start : one.end],
    }
