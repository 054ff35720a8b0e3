"""Answers as flat rows: a row a question, with the first citation beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from onrecord.index import QueryError

from .rows import STATEMENT, Row, Rows, about, said, statement_row

if TYPE_CHECKING:
    from onrecord.search import Answer, Citation

_COLUMNS: Final[Mapping[str, type]] = {
    **dict.fromkeys(("id", "question"), str),
    "answered": bool,
    **dict.fromkeys(("refusal", "reason"), str),
    "confidence": float,
    "answer": str,
    "citations": int,
    **STATEMENT,
    "error": str,
}


class Asked(NamedTuple):
    """A question of a file, and what the file calls it."""

    id: str
    question: str


def answer_rows(questions: Iterable[Asked], ask: Callable[[str], Answer]) -> Rows:
    """Ask questions while their rows are taken.

    Args:
        questions: In the order of the rows.
        ask: Answers one; a question that cannot be used has its error in the row.
    """
    return Rows(_COLUMNS, _rows(questions, ask))


def _rows(questions: Iterable[Asked], ask: Callable[[str], Answer]) -> Iterator[Row]:
    nothing = dict.fromkeys(_COLUMNS)
    for one in questions:
        row: dict[str, str | int | float | None] = {**nothing, "id": one.id, "question": one.question}
        try:
            answer = ask(one.question)
        except QueryError as error:
            yield {**row, "answered": False, "error": str(error)}
            continue
        row |= {
            "answered": answer.answered,
            "refusal": answer.refusal,
            "reason": answer.reason,
            "confidence": float(answer.confidence),
            "answer": answer.text,
            "citations": len(answer.citations),
        }
        yield {**row, **_cited(answer.citations[0])} if answer.citations else row


def _cited(citation: Citation) -> Row:
    if citation.statement is not None:
        row = dict(statement_row(citation.statement))
    else:
        row = dict(about(citation.article)) | {"paragraph": citation.paragraph}
    # The span that is cited may join pieces which the statement has apart.
    words = said(citation.article.text, citation.start, citation.end, citation.statement)
    return {**row, "words": citation.words, **words}
