"""Finds the words of a quotation in one text, and tells what differs."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from onrecord.index import Span

Level = Literal["verbatim", "same_words", "changed"]
"""How a text holds a quotation: to the character; but for marks, blanks and capitals; or with other words."""

_MARKS: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_WORD: Final = re.compile(r"\w+(?:['-]\w+)*")
_ELLIPSIS: Final = re.compile(r"\s*(?:\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,4}|…)\s*")
_OUTER: Final = "\"'“”„«»‘’‚‹› \t\r\n"
_LEAST: Final = 60.0
"""Below this likeness of letters (0 to 100) no place of a text is looked at word by word."""
_WINDOW: Final = 40
"""Characters looked at on either side of the likeliest place, for words that were added or left out."""
_BESIDE: Final = 3
"""Words looked at on either side of the stretch that has most words of a quotation."""
_FEWEST: Final = 4
"""Words of both together that must agree."""


class Change(NamedTuple):
    """One difference, in words: what the quotation has, and what the text has in its place; either may be ""."""

    quoted: str
    written: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where a text holds a quotation.

    Attributes:
        level: How.
        spans: Where, a span for each stretch between ellipses.
        likeness: Share of the words of both that agree, 0 to 1.
        changes: What differs, in order.
    """

    level: Level
    spans: tuple[Span, ...]
    likeness: float
    changes: tuple[Change, ...] = ()


def align(quote: str, text: str) -> Aligned | None:
    """Find a quotation in a text.

    An ellipsis stands for anything that was left out; the stretches around it are looked for in their order.

    Args:
        quote: The quotation, with or without its outer marks.
        text: The text.

    Returns:
        The likeliest place, or None where nothing is like it.
    """
    stretches = [one.strip(_OUTER) for one in _ELLIPSIS.split(quote.strip(_OUTER))]
    read = _Reading(text)
    level: Level = "verbatim"
    spans: list[Span] = []
    changes: list[Change] = []
    same = every = 0
    for stretch in filter(_WORD.search, stretches):
        behind = spans[-1].end if spans else 0
        if (exact := text.find(stretch, behind)) >= 0:
            spans.append(Span(exact, exact + len(stretch)))
            count = 2 * len(_WORD.findall(stretch))
            same, every = same + count, every + count
            continue
        needle = _Reading(stretch).letters
        if (place := read.letters.find(needle, read.place(behind))) >= 0:
            spans.append(read.span(place, place + len(needle)))
            level = "changed" if level == "changed" else "same_words"
            count = 2 * len(_WORD.findall(needle))
            same, every = same + count, every + count
            continue
        near = _nearest(needle, read, read.place(behind))
        if near is None:
            return None
        # Where only marks differ, the words are the same.
        level = "changed" if near.changes or level == "changed" else "same_words"
        spans.append(near.span)
        changes += near.changes
        same, every = same + near.same, every + near.every
    if not spans:
        return None
    return Aligned(level, tuple(spans), same / every, tuple(changes))


class _Reading:
    """A text with marks, blanks, invisible characters and capitals made alike, and where each character stands."""

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        places: list[int] = []
        blank = True
        for place, character in enumerate(text):
            if character.isspace():
                if not blank:
                    letters.append(" ")
                    places.append(place)
                blank = True
            elif unicodedata.category(character) != "Cf":
                lower = character.translate(_MARKS).lower()
                letters.append(lower if len(lower) == 1 else character)
                places.append(place)
                blank = False
        self.letters = "".join(letters)
        self._places = places
        self._length = len(text)

    def place(self, character: int) -> int:
        """Give the first letter at or behind a character of the text."""
        return bisect_left(self._places, character)

    def span(self, start: int, end: int) -> Span:
        """Give the characters of some letters."""
        return Span(self._places[start], self._places[end - 1] + 1)


class _Near(NamedTuple):
    span: Span
    changes: list[Change]
    same: int
    every: int

    @property
    def likeness(self) -> float:
        """Share of the words of both that agree."""
        return self.same / self.every


_NONE: Final = _Near(Span(0, 0), [], 0, 1)


def _nearest(needle: str, read: _Reading, behind: int) -> _Near | None:
    """Find the likeliest place of words that stand nowhere as they are."""
    rest = read.letters[behind:]
    found = partial_ratio_alignment(needle, rest, score_cutoff=_LEAST)
    # Of two strings the shorter one is slid along the longer.
    if found is None or len(needle) > len(rest):
        return None
    start = behind + max(0, found.dest_start - _WINDOW)
    window = read.letters[start : behind + found.dest_end + _WINDOW]
    return _compared(_words(needle), list(_WORD.finditer(window)), read, start)


def _compared(ours: list[str], words: list[re.Match[str]], read: _Reading, start: int) -> _Near | None:
    """Tell what differs between words and a stretch of a text that begins at a letter.

    The longest run of common words first misses "bank" of "than the bank" in "than a bank, she told the court",
    and the fewest changes word by word miss a clause that was left out: whichever agrees better is taken.
    """
    theirs = [one[0] for one in words]
    runs = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    end = min(range(len(theirs) + 1), key=lambda n: Levenshtein.distance(ours, theirs[:n]))
    fewest = Levenshtein.opcodes(ours, theirs[:end]).as_matching_blocks()
    nearest = None
    for blocks in (runs, fewest):
        kept = [(a, b, size) for a, b, size in blocks if size]
        if kept and ((near := _between(kept, ours, words, read, start)).likeness > (nearest or _NONE).likeness):
            nearest = near
    return nearest


def _between(
    blocks: list[tuple[int, int, int]], ours: list[str], words: list[re.Match[str]], read: _Reading, start: int
) -> _Near:
    """Tell what differs, where the runs of common words are known."""
    theirs = [one[0] for one in words]
    # Where the quotation's own ends were changed, as many words of the text stand in their place.
    first = max(0, blocks[0][1] - blocks[0][0])
    last = min(len(theirs), blocks[-1][1] + len(ours) - blocks[-1][0])
    changes = []
    i, m = 0, first
    for a, b, size in [*blocks, (len(ours), last, 0)]:
        if (i, m) != (a, b):
            changes.append(Change(" ".join(ours[i:a]), " ".join(theirs[m:b])))
        i, m = a + size, b + size
    same = 2 * sum(size for _, _, size in blocks)
    span = read.span(start + words[first].start(), start + words[last - 1].end())
    return _Near(span, changes, same, len(ours) + last - first)


def nearest(quote: str, text: str) -> Aligned | None:
    """Find the stretch of a text that has most words of a quotation that stands nowhere in it.

    Args:
        quote: The quotation, with or without its outer marks.
        text: A paragraph.

    Returns:
        Where, and what differs; None where no two words are the same.
    """
    read = _Reading(text)
    ours = _words(_Reading(quote.strip(_OUTER)).letters)
    words = list(_WORD.finditer(read.letters))
    known = set(ours)
    held = [one[0] in known for one in words]
    starts = range(max(1, len(words) - len(ours) + 1))
    best = max(starts, key=lambda n: sum(held[n : n + len(ours)]))
    near = _compared(ours, words[max(0, best - _BESIDE) : best + len(ours) + _BESIDE], read, 0)
    if near is None or near.same < _FEWEST:
        return None
    return Aligned("changed", (near.span,), near.same / near.every, tuple(near.changes))


def _words(letters: str) -> list[str]:
    return [one[0] for one in _WORD.finditer(letters)]
