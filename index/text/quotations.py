"""Quote marks paired into quotations: curly, straight, doubled apostrophes, single, or left open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from ..model import Span

_MARK = re.compile(r"''|``|[\"“”„‟«»‘’']")
_OPENING = {"“", "„", "‟", "«", "``"}
_CLOSING = {"”", "»"}
_DOUBLE = _OPENING | _CLOSING | {'"', "''"}
_INCHES = re.compile(r"\d[’'] ?\d{1,2}$")
_STRONG = re.compile(r"[,.?!…—-][’'](?!\w)|[’'](?=[.,;:!?)—]|\s*$|\s*\n)")
_SINGLE_OPENS = re.compile(r"(?:^|(?<=[\s(\[—–-]))[‘'](?=\w)")
_ELISION = re.compile(r"(?:twas|tis|em|til|cause|bout|n)\b|\d\ds?\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*\n\s*[‘'](?=[^\W\d_])")
_CLOSES = re.compile(r"(?<=\S)\"(?!\w)")
_REOPENS = re.compile(r"[.!?]\s$")
_POSSESSIVE = re.compile(r"s[’']\s\w")
_REPORTING_CLAUSE = re.compile(
    r",\s(?=(?:[Hh]e|[Ss]he|they|[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,3})\s(?:said|says|added|told|wrote)\b"
    r"|(?:said|says|added|wrote)\s(?:he|she|they|(?:the\s)?(?:\w+\s){0,3}[A-ZÀ-Þ]\w+))"
)
"""Ends a quotation that was left open."""

_LEAST_WORDS = 4
"""A quotation of fewer words is taken for a scare quote, a title or a term."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quote marks, within one paragraph.

    Attributes:
        outer: The span with its marks.
        inner: The span between the marks, without the space at its ends.
        closed: False where the paragraph ends before the quotation does.
    """

    outer: Span
    inner: Span
    closed: bool


def is_within(place: int, spans: Sequence[Span]) -> bool:
    """Whether a place stands in one of some spans, which are in order."""
    i = bisect_right(spans, place, key=itemgetter(0)) - 1
    return i >= 0 and place < spans[i].end


def quotations(text: str, paragraph: Span) -> list[Quotation]:
    """Pair the quote marks of one paragraph; quotations inside a quotation belong to it.

    A mark without a partner opens a quotation that runs to the paragraph's end only if it stands where a
    quotation may open and no other mark of its kind follows; a single mark only if the next paragraph begins with
    one too. A stray closing mark is passed over.

    Returns:
        Quotations in order, none empty or overlapping another.
    """
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    marks = list(_MARK.finditer(text, *paragraph))
    goes_on = _GOES_ON.match(text, paragraph.end) is not None
    partner = paragraph.end if goes_on else _last_partner(marks)
    for mark in marks:
        if opened is None:
            opened = mark if _may_open(mark, partner) else None
        elif _opens_anew(mark, opened):
            found.append(_quotation(opened, Span(mark.start(), mark.start()), closed=False))
            opened = mark
        elif _may_close(mark, opened, goes_on=goes_on):
            found.append(_quotation(opened, Span(*mark.span()), closed=True))
            opened = None
        elif opened[0] in "‘'" and mark[0] in _DOUBLE and _may_open(mark, partner):
            opened = opened if _STRONG.search(text, mark.end(), paragraph.end) else mark
    if opened is not None and opened[0] != "''" and (goes_on or opened[0] not in "'‘"):
        clause = _REPORTING_CLAUSE.search(text, opened.end(), paragraph.end)
        end = clause.start() + 1 if clause else paragraph.end
        found.append(_quotation(opened, Span(end, end), closed=clause is not None))
    return [quote for quote in found if quote.inner.start < quote.inner.end]


def is_spoken(text: str, quote: Quotation) -> bool:
    """Tell a quotation that may be somebody's words from a scare quote: it begins and ends like speech."""
    inner = text[quote.inner.start : quote.inner.end].strip(" \"'“”‘’")
    words = inner.split(maxsplit=_LEAST_WORDS)
    if len(words) < _LEAST_WORDS:
        return False
    ends = inner[-1] in ".,!?…—-" or text[quote.outer.end : quote.outer.end + 1] in {".", ",", "!", "?"}
    return (ends or not quote.closed) and (inner[0].isupper() or not inner[0].isalpha() or words[0] == "i")


def _quotation(opened: re.Match[str], closing: Span, *, closed: bool) -> Quotation:
    said = opened.string[opened.end() : closing.start]
    inner = Span(closing.start - len(said.lstrip()), opened.end() + len(said.rstrip()))
    return Quotation(Span(opened.start(), closing.end), inner, closed)


def _around(mark: re.Match[str]) -> tuple[str, str]:
    """Give the characters before and behind a mark; at either end of the paragraph it is a line break."""
    text, start, end = mark.string, mark.start(), mark.end()
    return text[start - 1] if start > mark.pos else "\n", text[end] if end < mark.endpos else "\n"


def _may_open(mark: re.Match[str], partner: int) -> bool:
    if mark[0] in _OPENING:
        return True
    if mark[0] in _CLOSING or mark[0] == "’":
        return False
    before, after = _around(mark)
    if mark[0] in "‘'":
        fits = not before.isalnum() and (after.isalnum() or after in "[$…")
        return fits and mark.start() < partner and not _ELISION.match(mark.string, mark.end())
    return not after.isspace() and not (before.isalnum() and not after.isalnum())


def _last_partner(marks: Sequence[re.Match[str]]) -> int:
    """Find the last single mark that can close a quotation: no letter follows it; -1 if there is none."""
    fitting = (mark.start() for mark in reversed(marks) if mark[0] in "’'" and not _around(mark)[1].isalnum())
    return next(fitting, -1)


def _opens_anew(mark: re.Match[str], opened: re.Match[str]) -> bool:
    """Tell a mark that opens a quotation's next paragraph, where line breaks were lost: `… came. "They left."`."""
    if mark[0] != '"' or opened[0] != '"' or not _REOPENS.search(mark.string, opened.end(), mark.start()):
        return False
    return _around(mark)[1].isalpha() and _CLOSES.search(mark.string, mark.end(), mark.endpos) is not None


def _may_close(mark: re.Match[str], opened: re.Match[str], *, goes_on: bool) -> bool:
    if mark[0] not in ("’'" if opened[0] in "‘'" else _DOUBLE):
        return False
    before, after = _around(mark)
    if mark[0] in '”"' and _INCHES.search(mark.string, max(mark.pos, mark.start() - 6), mark.start()):
        return after in '”"\n'
    if mark[0] in "’'":
        return not (before.isspace() or after.isalnum() or _is_plural_possessive(mark, goes_on=goes_on))
    if mark[0] in _OPENING:
        return mark[0] == opened[0] and before in ",.!?" and not after.isalnum()
    return mark[0] in _CLOSING or not (before.isspace() and after.isalnum()) or opened[0] in ('"', "''")


def _is_plural_possessive(mark: re.Match[str], *, goes_on: bool) -> bool:
    """Tell "the traders’ pier" in single marks: the quotation ends behind it, where no other one begins first."""
    if not _POSSESSIVE.match(mark.string, mark.start() - 1):
        return False
    closes, opens = (one.search(mark.string, mark.end(), mark.endpos) for one in (_STRONG, _SINGLE_OPENS))
    return goes_on or (closes is not None and (opens is None or closes.start() < opens.start()))
