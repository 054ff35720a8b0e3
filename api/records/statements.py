"""Lists of statements, and of those who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from .answers import CitationRecord, citation_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.search import Citation, Compared, Speaker


class StatementsRecord(TypedDict):
    """Statements of one speaker, on one topic, or both."""

    by: str | None
    """The speaker asked for."""
    about: str | None
    """The topic asked for."""
    statements: list[CitationRecord]
    """A page of them; `n` counts through all pages."""
    total: int
    """How many there are on all pages."""
    next: str | None
    """Where the next page begins, for `cursor`; null on the last."""


class PairRecord(TypedDict):
    """Two statements of one speaker on the same matter, from different days."""

    earlier: CitationRecord
    later: CitationRecord
    days: int
    """That lie between the articles' days."""
    probability: float
    """How probable it is that they are on the same matter, 0 to 1."""
    denied: list[str]
    """Words that both use and that stand behind a "not" in one of them alone, as they are written there."""
    opposed: bool
    """Whether one has words of being for something, and the other of being against."""


class ComparedRecord(TypedDict):
    """What somebody said on the same matter on different days."""

    by: str
    """The speaker asked for."""
    about: str | None
    """The topic asked for."""
    pairs: list[PairRecord]
    """First those of which one denies or opposes what the other says; `n` counts the statements of all pairs."""


class QuotedSpeakerRecord(TypedDict):
    """Somebody who is quoted."""

    name: str
    """The name that articles use most among the fullest ones."""
    names: list[str]
    """All names that articles use, most frequent first."""
    roles: dict[str, int]
    """What articles call the speaker, with the number of statements, most first."""
    statements: int
    """Number of statements."""


class SpeakersRecord(TypedDict):
    """Who is quoted, most statements first."""

    total: int
    """How many there are; the list may be shorter."""
    speakers: list[QuotedSpeakerRecord]
    next: str | None
    """Where the next page begins, for `cursor`; null on the last."""


def statements_record(
    by: str | None,
    about: str | None,
    statements: Sequence[Citation],
    *,
    total: int,
    begin: int = 0,
    cursor: str | None = None,
) -> StatementsRecord:
    """Put what was asked for and a page of the statements together.

    Args:
        by: The speaker asked for.
        about: The topic asked for.
        statements: The page.
        total: How many there are on all pages.
        begin: How many come before the page.
        cursor: Where the next page begins.
    """
    page = [citation_record(n, one) for n, one in enumerate(statements, start=begin + 1)]
    return {"by": by, "about": about, "statements": page, "total": total, "next": cursor}


def compared_record(by: str, about: str | None, pairs: Sequence[Compared]) -> ComparedRecord:
    """Put what was asked for and the pairs together."""
    found: list[PairRecord] = [
        {
            "earlier": citation_record(2 * number - 1, one.earlier),
            "later": citation_record(2 * number, one.later),
            "days": one.days,
            "probability": one.probability,
            "denied": list(one.denied),
            "opposed": one.opposed,
        }
        for number, one in enumerate(pairs, start=1)
    ]
    return {"by": by, "about": about, "pairs": found}


def speakers_record(total: int, speakers: Iterable[Speaker], *, cursor: str | None = None) -> SpeakersRecord:
    """Describe a page of speakers, of `total` that there are."""
    return {
        "total": total,
        "speakers": [
            {
                "name": one.name,
                "names": list(one.names),
                "roles": dict(one.roles.most_common()),
                "statements": one.statements,
            }
            for one in speakers
        ],
        "next": cursor,
    }
