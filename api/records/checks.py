"""Whether the archive holds a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired

from typing_extensions import TypedDict

from .answers import PieceRecord, SpeakerRecord
from .articles import ArticleRecord, article_record

if TYPE_CHECKING:
    from onrecord.search import Checked, QuotePlace


class ChangeRecord(TypedDict):
    """Words that differ."""

    quoted: str
    """What the quotation has; empty where it leaves words out."""
    written: str
    """What the article has in their place; empty where the quotation added words."""


class QuotePlaceRecord(TypedDict):
    """A place that holds the quotation, or something like it."""

    article: ArticleRecord
    start: int
    """First character in the article's text."""
    end: int
    """One past the last."""
    pieces: list[PieceRecord]
    """The stretches between ellipses."""
    likeness: float
    """Share of the words of both that agree, 0 to 1."""
    changes: list[ChangeRecord]
    """What differs, in order."""
    speaker: NotRequired[SpeakerRecord]
    """Whose words they are, where the archive knows."""


class CheckRecord(TypedDict):
    """What the archive says of a quotation."""

    quote: str
    level: Literal["verbatim", "same_words", "changed", "absent"]
    """To the character; but for marks, blanks and capitals; with other words; or not there."""
    places: list[QuotePlaceRecord]
    nearest: list[QuotePlaceRecord]
    """Where it is not there, what comes nearest: never the quotation."""


def check_record(checked: Checked) -> CheckRecord:
    """Describe what was found of a quotation."""
    return {
        "quote": checked.quote,
        "level": checked.level,
        "places": [_place(one) for one in checked.places],
        "nearest": [_place(one) for one in checked.nearest],
    }


def _place(place: QuotePlace) -> QuotePlaceRecord:
    text = place.article.text
    record: QuotePlaceRecord = {
        "article": article_record(place.article),
        "start": place.start,
        "end": place.end,
        "pieces": [{"start": start, "end": end, "text": text[start:end]} for start, end in place.spans],
        "likeness": place.likeness,
        "changes": [{"quoted": one.quoted, "written": one.written} for one in place.changes],
    }
    if (statement := place.statement) is not None:
        record["speaker"] = {
            "name": statement.speaker,
            "as_written": statement.as_written,
            "role": statement.role,
            "listed": statement.speaker is not None,
        }
    return record
