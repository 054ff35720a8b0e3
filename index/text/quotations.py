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
_POSSESSIVE = re.compile(r"s[’'] [a-z]")

_WORKS = re.compile(
    r"(?:[’']s|\b(?:on|in|podcast|show|program|programme|film|movie|book|series|magazine|song|album|play|novel))\s*$"
)
_REPORTING_CLAUSE = re.compile(
    r",\s(?=(?:[Hh]e|[Ss]he|they|[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,3})\s(?:said|says|added|told|wrote)\b"
    r"|(?:said|says|added|wrote)\s(?:he|she|they|(?:the\s)?(?:\w+\s){0,3}[A-ZÀ-Þ]\w+))"
)
"""Ends a quotation that was left open."""

_SMALL = frozenset("a an and at by for from in is not of on or the to with".split())

LONGEST_TITLE = 7
"""Words of a title in quote marks, at most."""

LEAST_WORDS = 4
"""A quotation of fewer words is taken for a scare quote, a title or a term."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quote marks, within one paragraph.

    Attributes:
        outer: The span with its marks.
        inner: The span between the marks, without the space at its ends.
        closed: False where the paragraph ends before the quotation does.
        single: Whether the marks are single ones.
    """

    outer: Span
    inner: Span
    closed: bool
    single: bool


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
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    goes_on = _GOES_ON.match(text, paragraph.end) is not None
    partner = paragraph.end if goes_on else _last_partner(text, marks, paragraph)
    for mark in marks:
        if opened is None:
            if _may_open(text, mark, paragraph, partner):
                opened = mark
        elif _opens_anew(text, mark, opened, paragraph):
            found.append(_quotation(opened, Span(mark.start(), mark.start()), closed=False))
            opened = mark
        elif goes_on and _POSSESSIVE.match(text, mark.start() - 1):
            continue
        elif _same_level(opened[0], mark[0]) and _may_close(text, mark, opened, paragraph):
            found.append(_quotation(opened, Span(mark.start(), mark.end()), closed=True))
            opened = None
        elif opened[0] in "‘'" and mark[0] in _DOUBLE and _may_open(text, mark, paragraph, partner):
            opened = opened if _STRONG.search(text, mark.end(), paragraph.end) else mark
    if opened is not None and opened[0] != "''" and (goes_on or opened[0] not in "'‘"):
        clause = _REPORTING_CLAUSE.search(text, opened.end(), paragraph.end)
        end = clause.start() + 1 if clause else paragraph.end
        found.append(_quotation(opened, Span(end, end), closed=clause is not None))
    return [quote for quote in found if quote.inner.start < quote.inner.end]


def is_spoken(text: str, quote: Quotation) -> bool:
    """Tell a quotation that may be somebody's words from a scare quote: it begins and ends like speech."""
    inner = text[quote.inner.start : quote.inner.end].strip(" \"'“”‘’")
    words = inner.split(maxsplit=LEAST_WORDS)
    if len(words) < LEAST_WORDS:
        return False
    ends = inner[-1] in ".,!?…—-" or text[quote.outer.end : quote.outer.end + 1] in {".", ",", "!", "?"}
    return (ends or not quote.closed) and (inner[0].isupper() or not inner[0].isalpha() or words[0] == "i")


def is_title(text: str, quote: Quotation) -> bool:
    """Tell a work's title, in capitals behind what has it: on MSNBC's "Morning Joe", the film "Duck Soup"."""
    words = re.findall(r"[\w’'-]+", text[quote.inner.start : quote.inner.end])
    capital = all(word in _SMALL or not word[0].islower() for word in words)
    before = text[max(0, quote.outer.start - 20) : quote.outer.start]
    return 0 < len(words) <= LONGEST_TITLE and capital and _WORKS.search(before) is not None


def _quotation(opened: re.Match[str], closing: Span, *, closed: bool) -> Quotation:
    said = opened.string[opened.end() : closing.start]
    return Quotation(
        outer=Span(opened.start(), closing.end),
        inner=Span(closing.start - len(said.lstrip()), opened.end() + len(said.rstrip())),
        closed=closed,
        single=opened[0] in "‘'",
    )


def _same_level(opening: str, closing: str) -> bool:
    if opening in "‘'":
        return closing in "’'"
    return closing in _DOUBLE


def _before(text: str, mark: re.Match[str], paragraph: Span) -> str:
    return text[mark.start() - 1] if mark.start() > paragraph.start else " "


def _after(text: str, mark: re.Match[str], paragraph: Span) -> str:
    return text[mark.end()] if mark.end() < paragraph.end else " "


def _may_open(text: str, mark: re.Match[str], paragraph: Span, partner: int) -> bool:
    if mark[0] in _OPENING:
        return True
    if mark[0] in _CLOSING or mark[0] == "’":
        return False
    before, after = _before(text, mark, paragraph), _after(text, mark, paragraph)
    if mark[0] in "‘'":
        if before.isalnum() or not (after.isalnum() or after in "[$…") or _ELISION.match(text, mark.end()):
            return False
        return mark.start() < partner
    return not after.isspace() and not (before.isalnum() and not after.isalnum())


def _last_partner(text: str, marks: Sequence[re.Match[str]], paragraph: Span) -> int:
    """Find the last single mark that can close a quotation: no letter follows it; -1 if there is none."""
    fitting = (m.start() for m in reversed(marks) if m[0] in "’'" and not _after(text, m, paragraph).isalnum())
    return next(fitting, -1)


def _opens_anew(text: str, mark: re.Match[str], opened: re.Match[str], paragraph: Span) -> bool:
    """Tell a mark that opens a quotation's next paragraph, where line breaks were lost: `… came. "They left."`."""
    if mark[0] != '"' or opened[0] != '"' or not _REOPENS.search(text, opened.end(), mark.start()):
        return False
    return _after(text, mark, paragraph).isalpha() and _CLOSES.search(text, mark.end(), paragraph.end) is not None


def _is_plural_possessive(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Tell "the traders’ pier" in single marks: the quotation ends behind it, where no other one begins first."""
    if text[mark.start() - 1] != "s" or not re.match(r"\s\w", text[mark.end() : mark.end() + 2]):
        return False
    closes = _STRONG.search(text, mark.end(), paragraph.end)
    opens = _SINGLE_OPENS.search(text, mark.end(), paragraph.end)
    return closes is not None and (opens is None or closes.start() < opens.start())


def _may_close(text: str, mark: re.Match[str], opened: re.Match[str], paragraph: Span) -> bool:
    before, after = _before(text, mark, paragraph), _after(text, mark, paragraph)
    if mark[0] in '”"' and _INCHES.search(text, max(paragraph.start, mark.start() - 6), mark.start()):
        return after in '”"' or mark.end() == paragraph.end
    if mark[0] in "’'":
        return not before.isspace() and not after.isalnum() and not _is_plural_possessive(text, mark, paragraph)
    if mark[0] in _OPENING:
        return mark[0] == opened[0] and before in ",.!?" and not after.isalnum()
    if mark[0] in _CLOSING:
        return True
    return not (before.isspace() and after.isalnum()) or opened[0] in ('"', "''")
