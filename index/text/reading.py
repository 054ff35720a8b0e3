"""A text as it is meant to be read, with a way back to the characters as published."""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ..model import Span
from .capitals import printed
from .dateline import dateline
from .quote_styles import restyled

_INVISIBLE: Final = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_BLOCK: Final = (
    "address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header"
    "|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_INLINE: Final = (
    "a|abbr|acronym|audio|b|bdi|bdo|big|button|center|cite|code|data|del|dfn|em|font|i|iframe|img|ins|kbd|label"
    "|mark|picture|q|s|samp|script|small|source|span|strike|strong|style|sub|sup|time|tt|u|var|video|wbr"
)
_SPACE: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HYPHEN: Final = "\u2010\u2011"
_ACCENT: Final = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
_TELLING: Final = re.compile(rf"[&<\[\]{_INVISIBLE}{_SPACE}{_HYPHEN}\ufb00-\ufb06{_ACCENT}\u1100-\u1112]")
"""What `_MARKED` finds begins with one of these, or has it for its second character: its search alone is slow."""
_MARKED: Final = re.compile(
    rf"(?P<invisible>[{_INVISIBLE}]+)"
    r"|(?P<entity>&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|(?P<comment><!--.{0,2000}?-->)"
    rf"|(?P<block></?(?:{_BLOCK})(?:\s[^<>]{{0,2000}})?/?>)"
    rf"|(?P<inline></?(?:{_INLINE})(?:\s[^<>]{{0,2000}})?/?>)"
    r"|(?P<link>\[(?=[^\[\]\n]{1,200}\]\(https?://[^\s()]{1,500}\))|\]\(https?://[^\s()]{1,500}\))"
    r"|(?P<note>(?<=[\w.,;:!?”\"’)])\[(?:\d{1,3}|[a-z]|note \d{1,2}|citation needed)\])"
    rf"|(?P<space>[{_SPACE}])"
    rf"|(?P<hyphen>[{_HYPHEN}])"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    rf"|(?P<composed>\w[{_ACCENT}]+|[\u1100-\u1112][\u1161-\u11c2]+)",
    re.IGNORECASE | re.DOTALL,
)
_EMPHASIS: Final = re.compile(
    r"(?<![\w*@#/])(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_][^\n]{0,300}?(?<![\s*_])(?P<close>(?P=mark))(?![\w*]))"
)
_GLUED: Final = re.compile(
    r"(?P<end>[.!?”’»](?:(?<=[^\W\d_A-Z]{2}[.!?])|(?<=\d\d[.!?])|(?<=[.!?,][”’»])))(?P<mark>[\"”’»]?)"
    r"(?=[\"“‘«„]?[A-ZÀ-ÖØ-Þ][^\WA-Z_]|[\"“‘«„]?(?:[AI] |I[’']))"
)
_STAMP: Final = (
    r"[\[(]?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)[\])]?"
    r"(?:\s[A-Z]{2,4}\b(?!:))?\s*[-–—:|•·]*\s+(?=[\"“‘'«„\w])"
)
_DATELINE: Final = (
    r"(?!(?:SIR|MADAM)\b)[A-ZÀ-Þ][A-ZÀ-Þ.’' /-]{2,40}(?:,\s[A-Z][\w. ]{1,25}){0,2}"
    r"(?:(?:,\s|\s)\d{1,2}(?:\s[A-Z][a-z]{2,8}\.?)?)?\s?(?:\([^()\n]{1,40}\)\s*)?[—–-]{1,2}\s+(?=[\"“‘'«„\w])"
)
_HEAD: Final = re.compile(rf"(?<![^\n])[ \t]*(?:{_STAMP}|{_DATELINE})")
_WAITING: Final = re.compile(
    r"[LA](?:(?<![^\n].)|(?<=[.!?”’\"] .))(?:(?<=L)oading|(?<=A)dvertisement)(?=\s+[\"“‘'«„A-ZÀ-Þ])"
)
_CREDIT: Final = re.compile(
    r"\((?=[^()\n]{0,120}(?:Getty Images|AP Photo|Image credit|(?:Photo|Picture)(?:graph)?(?: by|:)))[^()\n]+\)"
    r"|\b(?:Mandatory )?Credit: [^.\n“”\"]{2,60}?(?=\s+[“\"]|\s*(?:\n|\Z))"
)
_LINE: Final = re.compile(r"[^\n]+")
_LABEL: Final = re.compile(r"(?:[^\s:]+\s){0,2}[^\s:]+:")
_HEADLINE: Final = 4
"""Fewest words of a line in capitals that is the headline of another article."""
_LINK: Final = re.compile(r"www\.|@|://")
_LONGEST_WORD: Final = 200

_Edit: TypeAlias = tuple[int, int, str]
_Located: TypeAlias = "tuple[str, array[int], array[int]]"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader sees of a text.

    Letters are composed (NFC), entities decoded, markup and note marks gone, invisible characters too; sentences
    glued together are parted, and a dateline or time stamp at the head of a paragraph is blank; so are credits of
    pictures and headlines in capitals between paragraphs. What is in capitals throughout is in print's letters.

    Attributes:
        text: The reading.
        starts: For each character of the reading, where what it stands for begins in the source; empty where both
            are the same length throughout.
        ends: The same, for where it ends.
    """

    text: str
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)

    def located(self, span: Span) -> Span:
        """Say where a span of the reading, which is not empty, stands in the source."""
        return Span(self.starts[span.start], self.ends[span.end - 1]) if self.starts else span


def read(text: str) -> Reading:
    """Make the reading of a text."""
    clean, starts, ends = _edited((text, array("l"), array("l")), _marks(text))
    clean = restyled(clean)
    clean, starts, ends = _edited((clean, starts, ends), _gaps(clean))
    clean = _LINE.sub(_without_dateline, clean)
    for furniture in (_HEAD, _WAITING, _CREDIT):
        clean = furniture.sub(_blank, clean)
    return Reading(printed(_without_headlines(clean)), starts, ends)


def normalized(words: str) -> str:
    """Give the reading of a name or a question alone."""
    return _edited((words, array("l"), array("l")), _marks(words))[0]


def _without_dateline(line: re.Match[str]) -> str:
    found = dateline(line[0])
    return line[0] if found is None else " " * found[1] + line[0][found[1] :]


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _without_headlines(text: str) -> str:
    """Blank lines in capitals, which link to other articles, in a text that is not written so throughout."""
    without = _LINE.sub(lambda line: _blank(line) if _is_headline(line[0].strip()) else line[0], text)
    return without if 2 * sum(map(str.isalpha, without)) > sum(map(str.isalpha, text)) else text


def _is_headline(line: str) -> bool:
    """Whether a line is in capitals, and neither a quotation, a sentence nor somebody's turn to speak."""
    if not line.isupper() or len(line.split()) < _HEADLINE or line[0] in "\"“‘'«„" or line[-1] in ".!":
        return False
    return _LABEL.match(line) is None


def _edited(given: _Located, edits: Sequence[_Edit]) -> _Located:
    """Put other characters in place of stretches of a text.

    Args:
        given: The text, and where what each character stands for begins and ends (none: it stands for itself).
        edits: Where stretches begin and end, and what stands for all of each; of two that overlap one counts.
    """
    text, starts, ends = given
    if not edits:
        return given
    starts, ends = starts or array("l", range(len(text))), ends or array("l", range(1, len(text) + 1))
    pieces: list[str] = []
    begun, ended = array("l"), array("l")
    place = 0
    for start, end, put in [*edits, (len(text), len(text), "")]:
        if start < place:
            continue
        pieces += text[place:start], put
        first = starts[start : start + 1] if start < end else ends[start - 1 : start]
        begun += starts[place:start] + first * len(put)
        ended += ends[place:start] + ends[end - 1 : end] * len(put)
        place = end
    return "".join(pieces), begun, ended


def _marks(text: str) -> list[_Edit]:
    """Find what stands for nothing, or for other characters."""
    marks = [(*found.span(), _replaced(found)) for found in _marked(text)]
    if "*" in text or "_" in text:
        emphasis = [(*found.span(mark), "") for found in _EMPHASIS.finditer(text) for mark in ("mark", "close")]
        marks = sorted(set(marks + emphasis))
    return marks


def _marked(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for telling in _TELLING.finditer(text):
        for place in (telling.start() - 1, telling.start()):
            if place >= end and (found := _MARKED.match(text, place)):
                end = found.end()
                yield found


def _replaced(found: re.Match[str]) -> str:
    kind, marked = found.lastgroup, found[0]
    if kind == "entity":
        decoded = html.unescape(marked)
        return marked if decoded == marked else re.sub(f"[{_INVISIBLE}]", "", decoded).replace("\u00a0", " ")
    if kind in {"composed", "ligature"}:
        return unicodedata.normalize("NFKC" if kind == "ligature" else "NFC", marked)
    return {"block": "\n", "space": " ", "hyphen": "-"}.get(str(kind), "")


def _gaps(text: str) -> list[_Edit]:
    """Find where one sentence is glued to the next, and a space is to be put."""
    return [(cut, cut, " ") for found in _GLUED.finditer(text) if (cut := _cut(text, found))]


def _cut(text: str, found: re.Match[str]) -> int:
    """Say where the space goes; 0 for the inside of an address."""
    word = text[max(0, found.start() - _LONGEST_WORD) : found.end()].rsplit(maxsplit=1)[-1]
    if _LINK.search(word):
        return 0
    if found["mark"] == '"':
        paragraph = text.rfind("\n", 0, found.start()) + 1
        if text.count('"', paragraph, found.start()) % 2 == 0:
            return found.end("end")  # the mark opens what follows
    return found.end()
