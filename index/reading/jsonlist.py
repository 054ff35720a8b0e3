"""The elements of a list of JSON, one at a time: of a file of hundreds of megabytes only the bytes are held."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from .large import LARGE

_WINDOW: Final = 2**20
# A string is taken whole and never tried again, however long it is.
_TOKEN: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]]', re.DOTALL)
_WORD: Final = re.compile(rb"[^\s,\"\[\]{}]+")
_OPENS_LIST: Final = re.compile(rb"\s*:\s*\[")
_BETWEEN: Final = re.compile(r"[\s,]*")
_BLANK: Final = re.compile(rb"[\s,]*")


class Element(NamedTuple):
    """An element: its value, or, where that is large, its bytes alone."""

    value: object
    raw: bytes = b""


class BrokenJsonError(ValueError):
    """A list that ends before its end; its text says why and where."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


def list_start(data: bytes, keys: Collection[str]) -> int | None:
    """Find the list that a file consists of, or that its object has under one of some keys.

    Args:
        data: The file, in UTF-8.
        keys: Keys of the outermost object.

    Returns:
        The place behind the list's opening bracket; None where there is no such list.
    """
    depth = 0
    for token in _TOKEN.finditer(data):
        start = data[token.start()]
        if start in b"[{":
            depth += 1
            if depth == 1 and start == ord("["):
                return token.end()
        elif start in b"]}":
            depth -= 1
        elif depth == 1 and (opens := _OPENS_LIST.match(data, token.end())) and _key(token[0]) in keys:
            return opens.end()
        if depth == 0:
            break
    return None


def elements(data: bytes, start: int) -> Iterator[Element]:
    """Yield the elements of a list.

    Args:
        data: A file, in UTF-8.
        start: The place behind the list's opening bracket.

    Raises:
        BrokenJsonError: It is no JSON, or goes beyond what Python reads.
    """
    decode, size = json.JSONDecoder().raw_decode, _WINDOW
    while True:
        start = _skipped(data, start)
        text = codecs.getincrementaldecoder("utf-8")().decode(data[start : start + size])
        last, here, some = start + size >= len(data), 0, False
        while True:
            here = _end(text, here)
            if text[here : here + 1] == "]":
                return
            try:
                value, end = decode(text, here)
                # A number at the end of the window may go on behind it.
                whole = last or (end < len(text) and text[end] in ",] \t\r\n")
            except json.JSONDecodeError as error:
                if last:
                    raise _broken(data, start + len(text[: error.pos].encode()), error.msg) from None
                whole = False
            except (ValueError, RecursionError):
                raise BrokenJsonError("a number too long, or nested too deeply") from None
            if not whole:
                break
            yield Element(value)
            some, here = True, end
        start += len(text[:here].encode())
        if some:
            size = _WINDOW
        elif size < LARGE:
            size *= 2
        else:
            end = _large(data, start)
            yield Element(None, data[start:end])
            start, size = end, _WINDOW


def _key(string: bytes) -> str:
    try:
        return str(json.loads(string))
    except ValueError:
        return ""


def _end(text: str, here: int) -> int:
    found = _BETWEEN.match(text, here)
    return found.end() if found else here


def _skipped(data: bytes, start: int) -> int:
    found = _BLANK.match(data, start)
    return found.end() if found else start


def _large(data: bytes, start: int) -> int:
    """Give the end of an element without parsing it."""
    if word := _WORD.match(data, start):
        return word.end()
    depth = 0
    for token in _TOKEN.finditer(data, start):
        first = data[token.start()]
        depth += (first in b"[{") - (first in b"]}")
        if depth == 0:
            return token.end()
    raise BrokenJsonError("an element without an end", data.count(b"\n", 0, start) + 1)


def _broken(data: bytes, place: int, reason: str) -> BrokenJsonError:
    line = data.count(b"\n", 0, place) + 1
    column = place - data.rfind(b"\n", 0, place)
    return BrokenJsonError(f"{reason} at column {column}", line)
