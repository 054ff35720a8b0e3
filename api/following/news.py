"""What an archive holds now for a saved question that it did not hold before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NewType

from onrecord.index import QueryError

from ..citing import fingerprint

if TYPE_CHECKING:
    from onrecord.search import Citation, Engine

Seen = NewType("Seen", str)
"""What names a statement whatever becomes of the index: its article's id and the fingerprint of its words."""
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class News:
    """What is new for a question.

    Attributes:
        question: The question.
        citations: New ones, latest first.
        seen: Every statement that answers it now.
    """

    question: str
    citations: Sequence[Citation]
    seen: Sequence[Seen]


def find_news(engine: Engine, question: str, seen: Collection[str]) -> News:
    """Ask a question again.

    Where it asks for somebody's words, every statement of theirs on the topic counts, not the few that an answer
    cites.

    Args:
        engine: The archive.
        question: The question.
        seen: What was told of before.

    Raises:
        QueryError: The question is empty or too long.
    """
    answer = engine.ask(question)
    found = {_name(one): one for one in answer.citations}
    read = answer.understood
    if answer.answered and read.speaker:
        # Who is asked for by a description may have no list of statements: then what the answer cites is all.
        with suppress(QueryError):
            found |= {_name(one): one for one in engine.said(read.speaker, read.topic, _MOST)}
    new = [one for name, one in found.items() if name not in seen]
    new.sort(key=lambda one: one.article.published or "", reverse=True)
    return News(question, new, list(found))


def _name(citation: Citation) -> Seen:
    return Seen(f"{citation.article.id}:{fingerprint(citation.quote)}")
