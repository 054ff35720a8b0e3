"""Prose as the page shows it, below the quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .links import Asked
from .quotes import Quote, quote_of
from .shown import plain

if TYPE_CHECKING:
    from onrecord.search import Answer, Filters
    from onrecord.search.prose import Writer


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of prose, its marks of citation apart, and the words of what it cites."""

    text: str
    marks: str
    grade: str
    reason: str
    beside: Sequence[str]


@dataclass(frozen=True, slots=True)
class Written:
    """Prose.

    Attributes:
        model: Who wrote it.
        sentences: What may be shown.
        quotes: What it cites beyond the quotes of the answer.
        dropped: How many sentences are left out.
        notice: Why there is none, or "".
    """

    model: str
    sentences: Sequence[Sentence]
    quotes: Sequence[Quote]
    dropped: int
    notice: str


def prose_of(writer: Writer, answer: Answer, asked: Asked, filters: Filters) -> Written | None:
    """Have a model write from an answer; None where the question is refused."""
    prose = writer.write(answer, filters=filters, previous=asked.previous)
    if prose is None:
        return None
    return Written(
        model=plain(prose.model),
        sentences=[
            Sentence(
                plain(one.text),
                "".join(f"[{n}]" for n in one.cites),
                one.grade,
                plain(one.reason),
                [plain(quote.text) for quote in one.quotes],
            )
            for one in prose.sentences
        ],
        quotes=[quote_of(one.citation, f"[{one.n}]") for one in prose.beside(answer)],
        dropped=len(prose.dropped),
        notice=plain(prose.notice),
    )
