"""Sentences about the sample corpus that a model might write, faithful or invented, each with what it cites."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from onrecord.index import Store, sentences
from onrecord.search import Citation
from onrecord.search.prose import Quote, numbered

CASES: Final = Path(__file__).parent / "data" / "prose" / "cases.jsonl"

Half = Literal["tuning", "held-back", "fresh"]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and what it cites.

    Attributes:
        id: Its article and a number.
        article: The article's id.
        cites: Words of the article, each in one of the quotes that it cites.
        sentence: What a model wrote.
        faithful: Whether the quote says so.
        kind: What is invented, "" where nothing is.
        why: What the quote says instead.
        fresh: Whether it was written after the rules, and before they first ran on it.
    """

    id: str
    article: str
    cites: tuple[str, ...]
    sentence: str
    faithful: bool
    kind: str = ""
    why: str = ""
    fresh: bool = False

    @property
    def half(self) -> Half:
        """Whether rules and the cut may be fitted to it: by article, so that no quote is in both halves."""
        if self.fresh:
            return "fresh"
        return "held-back" if hashlib.sha256(self.article.encode()).digest()[-1] % 2 else "tuning"


def read_cases(path: Path = CASES) -> list[Case]:
    """Read the cases in their order."""
    cases = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [Case(**{**case, "cites": tuple(case["cites"])}) for case in cases]


def quotes_of(index: Store, cases: Sequence[Case]) -> Iterator[tuple[list[Quote], list[Case]]]:
    """Yield the quotes of each article, numbered from 1, with its cases.

    Args:
        index: Of the sample corpus.
        cases: Some, in their order.
    """
    for id_ in dict.fromkeys(case.article for case in cases):
        its = [case for case in cases if case.article == id_]
        words = dict.fromkeys(one for case in its for one in case.cites)
        yield [numbered(index, n, _cited(index, id_, one)) for n, one in enumerate(words, start=1)], its


def numbers_of(quotes: Sequence[Quote], case: Case) -> tuple[int, ...]:
    """Give the numbers of the quotes that a case cites."""
    held = (next(one.n for one in quotes if " ".join(words.split()) in one.text) for words in case.cites)
    return tuple(dict.fromkeys(held))


def _cited(index: Store, id_: str, words: str) -> Citation:
    """Cite the statement that holds words, the closest around them, or else their sentence."""
    article = index.article(id_)
    if article is None:
        raise ValueError(f"{id_}: no such article in this index")
    start = article.text.index(words)
    end = start + len(words)
    holding = [one for one in index.statements_in(article) if one.start <= start and end <= one.end]
    if holding:
        said = min(holding, key=lambda one: one.end - one.start)
        return Citation(article, said.start, said.end, said.paragraph, 1.0, said)
    span = next(one for one in sentences(article.text) if one.start <= start and end <= one.end)
    return Citation(article, span.start, span.end, 0, 1.0)
