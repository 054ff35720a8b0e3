"""Chooses which statements found are cited, and puts them into prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from onrecord.index import Statement, is_attitude

from ..model import Citation
from .confidence import ENOUGH
from .pieces import close_pieces
from .statement_retriever import Fit, Found
from .wording import who

MAX_CITATIONS: Final = 3
_KIND_ORDER: Final = {"direct": 0, "mixed": 1, "indirect": 2, "stance": 3}
_AS_GOOD: Final = 0.15


def good_ones(found: Iterable[Found]) -> list[Found]:
    """Keep the statements that answer; of those as good as the best, direct ones come first."""
    rated = sorted((one for one in found if one.probability >= ENOUGH), key=lambda one: -one.probability)
    floor = rated[0].probability - _AS_GOOD if rated else 0.0
    best = [one for one in rated if one.probability >= floor]
    # What somebody thinks is no word of his.
    best.sort(key=lambda one: (_KIND_ORDER[one.statement.kind], is_attitude(one.statement.cue), -one.probability))
    return best + rated[len(best) :]


def cite(found: Iterable[Found], *, most: int = MAX_CITATIONS) -> tuple[Citation, ...]:
    """Cite statements; one that is carried by several articles, or stands inside another, counts once."""
    citations: list[Citation] = []
    for one in found:
        statement = close_pieces(one.statement)
        article = statement.article
        if any(_overlap(statement, other) for other in citations):
            continue
        words = _plain(article.text[statement.start : statement.end])
        copy = next((n for n, other in enumerate(citations) if _plain(other.quote) == words), None)
        if copy is not None:
            citations[copy] = replace(citations[copy], also=(*citations[copy].also, article))
        elif len(citations) < most:
            citations.append(
                Citation(article, statement.start, statement.end, statement.paragraph, one.probability, statement)
            )
    return tuple(citations)


def certain(statement: Statement) -> Found:
    """Give a statement that no topic was asked of."""
    return Found(statement, 1.0, Fit(0.0, 0.0, 0.0, 0.0))


def _overlap(statement: Statement, citation: Citation) -> bool:
    apart = statement.end <= citation.start or citation.end <= statement.start
    return statement.article.id == citation.article.id and not apart


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def prose(citations: Sequence[Citation]) -> str:
    """Put citations into prose: who said it, the words, the mark."""
    return " ".join(f"{_told(citation)} [{n}]" for n, citation in enumerate(citations, start=1))


def _told(citation: Citation) -> str:
    statement = citation.statement
    if statement is None:
        return citation.quote
    cue = statement.cue.strip(" ,:") or "said"
    quote = f"“{citation.quote}”" if statement.kind == "direct" else citation.quote
    return f"{who(statement)} {cue}: {quote}"
