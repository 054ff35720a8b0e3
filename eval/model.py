"""The nouns of evaluation, as in TREC: questions, judgments and runs.

Judgments name articles and characters of articles, never passages, which move when the splitter does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

Qrels: TypeAlias = dict[str, dict[str, int]]
"""Question id -> article id -> grade; a grade of 1 or more is relevant."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in an article that shows a fact which a question needs.

    Attributes:
        fact: Number of the fact among the question's, from 0. Evidence of one number is an alternative:
            any of it shows the fact.
        text: The words, verbatim as the article has them.
        article_id: The article, or None where any article with these words will do.
        start: First character in the article's text, or None where the words are yet to be found in it.
        end: One past the last character, or None.
    """

    fact: int
    text: str
    article_id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question with what would answer it.

    Attributes:
        id: Unique in a dataset.
        text: The question.
        answerable: False where the corpus holds no answer: the right answer is a refusal.
        evidence: Where the facts it needs are shown.
        answers: Short answers, any of which is right.
        speaker: Whose words it asks for, or None.
        kind: The dataset's own class of question, or None.
    """

    id: str
    text: str
    answerable: bool
    evidence: tuple[Evidence, ...] = ()
    answers: tuple[str, ...] = ()
    speaker: str | None = None
    kind: str | None = None

    @property
    def n_facts(self) -> int:
        """How many facts there are to find."""
        return len({evidence.fact for evidence in self.evidence})


@dataclass(frozen=True, slots=True)
class Dataset:
    """Questions and judgments over a corpus.

    Attributes:
        name: The folder's name.
        folder: Where it was read from.
        articles: The files that hold its articles, to be indexed; nothing else in the folder is one.
        queries: The questions, in the order of their file.
        qrels: Judgments of whole articles; only questions of `queries` are in it.
    """

    name: str
    folder: Path
    articles: tuple[Path, ...]
    queries: tuple[Query, ...]
    qrels: Qrels


@dataclass(frozen=True, slots=True)
class Retrieved:
    """An article, or a span of one, as a system returned it.

    Attributes:
        article_id: The article.
        start: First character of the span, or None for the whole article.
        end: One past the last character, or None.
        score: Higher is better; comparable within one question only.
    """

    article_id: str
    start: int | None
    end: int | None
    score: float


@dataclass(frozen=True, slots=True)
class Run:
    """What a system returned for every question.

    Attributes:
        tag: The system's name.
        results: Question id -> what was returned, best first, as `ranked` orders it.
    """

    tag: str
    results: Mapping[str, tuple[Retrieved, ...]]


def ranked(results: Iterable[Retrieved]) -> tuple[Retrieved, ...]:
    """Put one question's results into the order that a run file can carry: by score, ties to the lesser id.

    A system's own order is its ranking. Where its scores contradict that order (lists that were interleaved,
    say), the order is kept and the scores become 1 / rank.
    """
    given = tuple(results)
    if any(former.score < latter.score for former, latter in pairwise(given)):
        return tuple(
            Retrieved(one.article_id, one.start, one.end, 1 / rank) for rank, one in enumerate(given, start=1)
        )
    return tuple(sorted(given, key=lambda one: (-one.score, one.article_id, one.start or 0, one.end or 0)))
