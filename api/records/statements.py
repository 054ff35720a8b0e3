"""Lists of statements, and of those who made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict

from .answers import CitationRecord, citation_records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.search import Citation, Speaker


class StatementsRecord(TypedDict):
    """Statements of one speaker, on one topic, or both."""

    by: str | None
    """The speaker asked for."""
    about: str | None
    """The topic asked for."""
    statements: list[CitationRecord]


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


def statements_record(by: str | None, about: str | None, statements: Iterable[Citation]) -> StatementsRecord:
    """Put what was asked for and the statements together."""
    return {"by": by, "about": about, "statements": citation_records(statements)}


def speakers_record(total: int, speakers: Iterable[Speaker]) -> SpeakersRecord:
    """Describe speakers, of `total` that there are."""
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
    }
