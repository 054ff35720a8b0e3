"""What stands over or under a name: contributions of several writers, posts, letters, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ..entities.mentions import mentions
from ..model import Span
from ..text.document import Document, is_heading
from .span_decoder import Draft

_SIGNATURE: Final = re.compile(
    r"(?<=[.!?…”\"’)])\s?[—–]\s?(?P<who>[A-Z][\w.’'-]*(?: (?:[a-z]{2,3} )?[A-Z][\w.’'-]+){1,3})\s*$"
)
_QUOTED: Final = re.compile(r"\s*[“\"«„]")
_HANDLE: Final = re.compile(
    r"^(?P<who>[^\W\d_a-z][\w.’'-]+(?:\s[^\W\d_a-z][\w.’'-]+){0,3})\s(?:[^\w\s]\s)?\(?@\w{2,30}\)?"
    r"(?:\s?[·•|–-][^\n]{0,30}|[\s,][^\n]{0,20}\d[^\n]{0,25})?$(?:\n{1,2}(?:Replying to )?(?:@\w{2,30}\s?)+$)?"
    r"\n?(?P<post>(?:\n(?![^\n@]{2,60}@\w{2,30}\)?.{0,40}$).+)+)",
    re.MULTILINE,
)
"""A name and a handle on a line of their own, and the lines below up to a blank one or to the next such line."""
_SIGNED_POST: Final = re.compile(
    r"(?:<[a-z][^<>]*+>\s*+)*+(?P<post>.+?)\s*(?:(?:https?://|pic\.)\S+\s*)*[—–]\s"
    r"(?P<who>[^\W\d_][\w./’'&-]*(?: [\w./’'&]+)*)[^(\n—–]{0,40}"
    r"\(@\w{2,30}\)\s[A-Z][a-z]+ \d{1,2}, \d{4}(?:</?[a-z]\w*>|\W)*+",
    re.DOTALL,
)
_BLANK: Final = 2
_FEW: Final = 4
_LONGEST_POST: Final = 400  # characters, addresses and signature among them
_CELL: Final = re.compile(
    r"\n|(?<=\|)[ \t]*(?:(?P<who>[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){1,3})"
    r"|[“\"«„](?P<words>[^“”\"«»„|\n]{3,})[”\"»])[ \t]*(?=\|)"
)
_LETTER: Final = re.compile(
    r"(?:Dear\s)?(?:(?:(?:To\s)?the\s)?Editor|Sirs?(?:\sor\sMadam)?|Madam)\s?[–—,:-]\s*", re.IGNORECASE
)
_NAME_LINE: Final = re.compile(
    r"(?P<who>[^\W\d_a-z][^\n,;:()!?“”\"]{2,50}?)(?:\s\([^()\n]{1,20}\))?(?:,\s[^\n.:;!?“”\"]{2,60})?\s*(?:\n|$)"
)
_ADDRESS: Final = 3  # lines of a signature, at most
_FEWEST: Final = 2  # signatures of an article: one by itself may be anything
_FEWEST_WORDS: Final = 12


def signed(document: Document) -> list[Draft]:
    """Find whatever stands over or under a name that speaks for all of it."""
    by_several = list(_contributions(document))
    kept = by_several if len({one.source for one in by_several}) >= _FEWEST else []
    return [*_posts(document), *_letters(document), *_rows(document), *kept]


def _contributions(document: Document) -> Iterator[Draft]:
    """Find what is signed with a dash and a name: reviews of a list, notes of a live blog, readers' letters.

    "... every minute. —Jane Roe" goes back to the line without a full stop that heads it, or to the signature
    before; where it has neither it is the last paragraph. A quotation with a name behind it is left to
    `floating_quotations`, and so is the one signature of an article.
    """
    text = document.text
    begun: list[Span] = []
    headed = False
    for span in document.paragraphs:
        if signature := _SIGNATURE.search(text, *span):
            own = Span(span.start, signature.start())
            if not _QUOTED.match(text, *own) and len(text[slice(*own)].split()) >= _FEWEST_WORDS:
                for said in [*begun, own] if headed else [own]:
                    place = document.paragraph_at(said.start)
                    yield named(place, Span(*signature.span("who")), [said], signature["who"])
        if signature or is_heading(text, span):
            begun, headed = [], True
        else:
            begun.append(span)


def named(place: int, source: Span, pieces: list[Span], name: str) -> Draft:
    """Draft what stands in a paragraph under or over a name."""
    return Draft(place, Span(source.end, source.end + 1), source, pieces, name=name)


def spelt(name: str) -> str:
    """Write a name in capitals as a name: "De La GARZA" is De La Garza."""
    return " ".join(word.capitalize() if word.isupper() else word for word in name.split())


def _posts(document: Document) -> Iterator[Draft]:
    """Find posts that stand under a name and a handle, or over them and a day."""
    for place, span in enumerate(document.paragraphs):
        if document.text.find("@", *span) < 0:
            continue
        if found := _SIGNED_POST.fullmatch(document.text, *span):
            said = _joined(document, [*_lines_above(document, place), Span(*found.span("post"))])
            yield named(place, Span(*found.span("who")), said, found["who"])
    for found in _HANDLE.finditer(document.text):
        source, (begins, ends) = Span(*found.span("who")), found.span("post")
        parts = (Span(max(a, begins + 1), min(b, ends)) for a, b in document.paragraphs)
        said = [part for part in parts if part.start < part.end]
        yield named(document.paragraph_at(source.start), source, said, found["who"])


def _lines_above(document: Document, place: int) -> list[Span]:
    """List the paragraphs of a post above its last one: more than one blank line parts some of these."""
    first, spans, parted = place, document.paragraphs, place
    while first and spans[place].end - spans[first - 1].start <= _LONGEST_POST:
        gap = document.text.count("\n", spans[first - 1].end, spans[first].start)
        if gap <= _BLANK and not all(_is_line(document.text, spans[i]) for i in (first - 1, first)):
            break
        first -= 1
        parted = first if gap > _BLANK else parted
    return list(spans[parted:place])


def _joined(document: Document, spans: list[Span]) -> list[Span]:
    """Join lines of a few words with those behind them."""
    joined = spans[:1]
    for before, span in pairwise(spans):
        if _is_line(document.text, before) and _is_line(document.text, span):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _is_line(text: str, span: Span) -> bool:
    """Whether few words stand for themselves: "4 TDs"."""
    post = _SIGNED_POST.fullmatch(text, *span)
    line = post["post"] if post else text[slice(*span)]
    return len(line.split()) <= _FEW and line[-1] not in ".!?"


def _rows(document: Document) -> Iterator[Draft]:
    """Find the rows of a table that have somebody's name in one cell and words in quote marks in a later one."""
    holder: re.Match[str] | None = None
    for cell in _CELL.finditer(document.text):
        if cell["words"] is None:
            holder = cell if cell["who"] else None
        elif holder is not None:
            place = document.paragraph_at(cell.start())
            yield named(place, Span(*holder.span("who")), [Span(*cell.span("words"))], holder["who"])


def _letters(document: Document) -> Iterator[Draft]:
    """Find letters to the editor, which end with a line that begins with a name: "Jane Roe, florist, Orlo"."""
    begun: list[Span] = []
    for place, span in enumerate(document.paragraphs):
        opening = _LETTER.match(document.text, *span)
        if opening is None and not begun:
            continue
        own, source = _signature_of(document.text, Span(opening.end(), span.end) if opening else span)
        begun = [own] if opening else [*begun, own]
        if source is not None:
            said = [one for one in begun if one.end > one.start and document.text[one.end - 1] != ","]
            if said:  # "Editor: Jane Roe" is a credit, and no letter
                yield named(place, source, said, spelt(document.text[slice(*source)]))
            begun = []


def _signature_of(text: str, paragraph: Span) -> tuple[Span, Span | None]:
    """Part a paragraph into what stands above the line that tells who signs it, and the name in that line.

    It is the first line or one of the last, below which an address may stand: "Jane Roe", "Lower Quay".
    """
    begin, end = paragraph
    starts = [begin, *(begin + found.end() for found in re.finditer("\n", text[begin:end]))]
    for start in dict.fromkeys((begin, *starts[-_ADDRESS:])):
        line = _NAME_LINE.match(text, start, paragraph.end)
        if line is not None:
            head = Span(*line.span("who"))
            for one in mentions(text, head):
                if one.personal and one.span.end == head.end:
                    return Span(paragraph.start, max(paragraph.start, start - 1)), one.span
    return paragraph, None
