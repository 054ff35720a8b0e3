"""Hypothesis strategies and a small searchable corpus, for the tests of `eval`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from onrecord.eval.model import Retrieved, Run, ranked
from onrecord.index import Article, Hit, Passage

ids = st.text("abAB01#%-+/ \t\né漢", min_size=1, max_size=8)
scores = st.floats(allow_nan=False, allow_infinity=False, width=32)


@st.composite
def retrieved(draw: st.DrawFn) -> Retrieved:
    """A span of an article, or a whole one."""
    if draw(st.booleans()):
        return Retrieved(draw(ids), None, None, draw(scores))
    start = draw(st.integers(0, 10_000))
    return Retrieved(draw(ids), start, start + draw(st.integers(1, 500)), draw(scores))


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """A run in which no question has the same document twice."""
    results = st.lists(
        retrieved(), min_size=1, max_size=6, unique_by=lambda one: (one.article_id, one.start, one.end)
    )
    return Run(draw(ids), {name: ranked(draw(results)) for name in draw(st.sets(ids, min_size=1, max_size=4))})


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited span."""

    article: Article
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """An answer."""

    answered: bool
    confidence: float
    citations: tuple[Cited, ...] = ()
    hits: tuple[Hit, ...] = ()


class WordSearch:
    """Finds paragraphs by the words they share with the question, and answers when most of its words are found."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Split articles into lines."""
        self.passages = [
            Passage(article, match.start(), match.end(), number)
            for article in articles
            for number, match in enumerate(re.finditer(r"[^\n]+", article.text))
        ]

    def search(self, query: str, /, *, k: int) -> list[Hit]:
        """The paragraphs with the largest share of the question's words, first come first."""
        wanted = _words(query)
        hits = [
            Hit(passage, (wanted & _words(passage.text)).total() / wanted.total(), row)
            for row, passage in enumerate(self.passages)
        ]
        return sorted(hits, key=lambda hit: -hit.score)[:k]

    def ask(self, question: str, /) -> Told:
        """Cite the first half of the best paragraph."""
        hits = tuple(self.search(question, k=3))
        best = hits[0].passage
        cited = Cited(best.article, best.start, (best.start + best.end) // 2)
        return Told(hits[0].score > 0.5, hits[0].score, (cited,) if hits[0].score > 0.5 else (), hits)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))
