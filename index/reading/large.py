"""Texts of hundreds of megabytes, a piece at a time: only the bytes of the file are ever held as a whole.

A text with one curly quote takes two bytes a character in memory, one with an emoji four; decoded, copied and cut
as a whole, a file of 200 MB would take more than a gigabyte.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Final

LARGE: Final = 8 * 2**20
"""Bytes from which on a line or file is read in pieces."""
_PIECE: Final = 2**20
_KEY: Final = re.compile(rb'"text"\s*:\s*"')
_LONGEST_ESCAPE: Final = 12
_LOOK_BACK: Final = 2**16
_CONTINUES: Final = 0xC0
_CONTINUATION: Final = 0x80


def json_text(line: bytes) -> tuple[int, int] | None:
    """Find the text of a JSON object without parsing it.

    Inside a string of JSON every quote has a backslash before it, so that `"text":` can be nothing but a key.

    Returns:
        Where the text's string begins and ends, without its quotes; None where there is none.
    """
    found = _KEY.search(line)
    if found is None:
        return None
    end = start = found.end()
    while (end := line.find(b'"', end)) >= 0:
        before = end
        while before > start and line[before - 1] == ord("\\"):
            before -= 1
        if (end - before) % 2 == 0:
            return start, end
        end += 1
    return None


def json_pieces(line: bytes, start: int, end: int) -> Iterator[str]:
    """Yield the characters of a JSON string, in order, some at a time.

    Raises:
        ValueError: It is no JSON string in UTF-8.
    """
    while start < end:
        cut = _cut(line, start, end)
        yield json.loads(b'"%b"' % line[start:cut])
        start = cut


def _cut(line: bytes, start: int, end: int) -> int:
    """Give a place that divides neither a character nor an escape."""
    reach = start + _PIECE
    if reach >= end:
        return end
    if (blank := line.rfind(b" ", start + 1, reach)) > start:
        return blank
    for cut in range(reach, max(reach - _LOOK_BACK, start + _LONGEST_ESCAPE), -1):
        divides = line[cut] & _CONTINUES == _CONTINUATION
        if not divides and b"\\" not in line[cut - _LONGEST_ESCAPE : cut]:
            return cut
    return end


def decoded_pieces(data: bytes, encoding: str) -> Iterator[str]:
    """Yield the characters of a file, in order, some at a time.

    Raises:
        UnicodeDecodeError: It is not in this encoding.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    whole = memoryview(data)
    for start in range(0, len(data), _PIECE):
        yield decoder.decode(bytes(whole[start : start + _PIECE]), final=start + _PIECE >= len(data))
