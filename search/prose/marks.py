"""Cuts what a model writes into sentences, while it writes, and reads the numbers that they cite."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from onrecord.index import sentences

_MARK: Final = re.compile(
    r"\s*[\[【]\s*(?:quotes?\s*)?(?P<numbers>\d+(?:\s*[,;&]\s*\d+)*)\s*[\]】]", re.IGNORECASE
)
_BEHIND: Final = re.compile(
    rf"(?P<stop>[.!?…]+[\"”’)]*)(?P<marks>(?:{_MARK.pattern.replace('?P<numbers>', '?:')})+)"
)
_BULLET: Final = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_DRESS: Final = re.compile(r"\*\*|__|^#+\s*|`")
_BEGINS_WITH_MARK: Final = re.compile(r"\s*[\[【]")


class Written(NamedTuple):
    """A sentence as a model wrote it.

    Attributes:
        text: Its words, without marks of citation.
        cites: The numbers that it cites, each once, in order; any number may stand there.
    """

    text: str
    cites: tuple[int, ...]


class SentenceCutter:
    """Takes text piece by piece, and gives each sentence once the next has begun."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> list[Written]:
        """Take a piece; give the sentences that are complete."""
        self._held += piece
        complete: list[Written] = []
        *lines, last = self._held.split("\n")
        for line in lines:
            complete += _read(line)
        spans = sentences(_inward(last))
        # "Roe said so." may still be followed by "[1]".
        if len(spans) > 1 and not _BEGINS_WITH_MARK.match(_inward(last)[spans[-1].start :]):
            moved = _inward(last)
            complete += _read(moved[: spans[-1].start])
            last = moved[spans[-1].start :]
        self._held = last
        return complete

    def rest(self) -> list[Written]:
        """Give what is left in the end."""
        left, self._held = self._held, ""
        return [one for line in left.split("\n") for one in _read(line)]


def written(text: str) -> list[Written]:
    """Cut a whole text into sentences."""
    cutter = SentenceCutter()
    return [*cutter.feed(text), *cutter.rest()]


def _inward(text: str) -> str:
    """Put the marks behind a full stop before it: they are of the sentence that ends there."""
    return _BEHIND.sub(lambda found: f"{found['marks']}{found['stop']}", text)


def _read(line: str) -> list[Written]:
    line = _inward(_DRESS.sub("", _BULLET.sub("", _printable(line))))
    found = []
    for start, end in sentences(line):
        sentence = line[start:end]
        numbers = [int(n) for mark in _MARK.finditer(sentence) for n in re.findall(r"\d{1,6}", mark["numbers"])]
        text = " ".join(_MARK.sub("", sentence).split())
        if any(letter.isalnum() for letter in text) or numbers:
            found.append(Written(text, tuple(dict.fromkeys(numbers))))
    return found


def _printable(text: str) -> str:
    """Take out what is no letter, mark or blank: control characters, and those that turn the direction of text."""
    return "".join(
        one for one in text if one.isspace() or unicodedata.category(one) not in {"Cc", "Cf", "Co", "Cs"}
    )
