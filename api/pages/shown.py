"""Article text as a page may show it: words marked, and nothing invisible that turns its order about."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from onrecord.index.days import day_of, in_words

_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WORD: Final = re.compile(r"\w+")


class Piece(NamedTuple):
    """A piece of text, and whether it is marked."""

    text: str
    marked: bool


def plain(text: str | None) -> str:
    """Show controls that turn the order of letters, or ring bells, as their code points."""
    shown = _TURNING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text or "")
    return _CONTROL.sub(" ", shown)


def marked(
    text: str, wanted: Collection[str], words: Callable[[str], Sequence[str]]
) -> tuple[list[Piece], list[str]]:
    """Mark the words of a question in a text.

    Args:
        text: The text.
        wanted: The question's words as the index compares them.
        words: Gives the words of a text so.

    Returns:
        The text in pieces, and the words that were found, as they are written, each once.
    """
    pieces: list[Piece] = []
    found: dict[str, str] = {}
    at = 0
    for word in _WORD.finditer(text):
        same = [one for one in words(word[0]) if one in wanted]
        if not same:
            continue
        found.setdefault(same[0], word[0])
        if at < word.start():
            pieces.append(Piece(plain(text[at : word.start()]), marked=False))
        pieces.append(Piece(plain(word[0]), marked=True))
        at = word.end()
    if at < len(text):
        pieces.append(Piece(plain(text[at:]), marked=False))
    return pieces, list(found.values())


def day(published: str | None) -> str:
    """Write the day of a date for people: 23 October 2025."""
    found = day_of(published)
    return plain(published) if found is None else in_words(found)
