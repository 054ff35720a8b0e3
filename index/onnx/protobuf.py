"""Protocol Buffers' wire format, as far as ONNX files need it: no package to read or write one with.

https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_VARINT: Final = 0
_FIXED64: Final = 1
_BYTES: Final = 2  # strings and messages: a length, then as many bytes
_FIXED32: Final = 5

_SEVEN_BITS: Final = 0x7F
_MORE: Final = 0x80


def field(number: int, value: bytes | str | float) -> bytes:
    """Write a field of a message.

    Args:
        number: The field's number.
        value: A message or bytes, a string, an integer that is not negative, or a single-precision float.

    Returns:
        The bytes; fields that follow one another are a message.
    """
    if isinstance(value, int):
        return varint(number << 3 | _VARINT) + varint(value)
    if isinstance(value, float):
        return varint(number << 3 | _FIXED32) + struct.pack("<f", value)
    content = value.encode() if isinstance(value, str) else value
    return prefix(number, len(content)) + content


def prefix(number: int, size: int) -> bytes:
    """Write what stands before the bytes of a field that is a message, bytes or a string.

    Args:
        number: The field's number.
        size: How many bytes follow.
    """
    return varint(number << 3 | _BYTES) + varint(size)


def fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Read the fields of a message one after the other, without copying.

    Args:
        message: The message's bytes.

    Yields:
        Each field's number, and its value: an integer where it is written as one, otherwise the bytes.

    Raises:
        ValueError: These bytes are no message.
    """
    place, end = 0, len(message)
    try:
        while place < end:
            tag, place = _read_varint(message, place)
            kind = tag & 7
            if kind == _VARINT:
                value, place = _read_varint(message, place)
                yield tag >> 3, value
                continue
            if kind == _BYTES:
                size, place = _read_varint(message, place)
            else:
                size = {_FIXED64: 8, _FIXED32: 4}[kind]
            yield tag >> 3, message[place : place + size]
            place += size
    except (IndexError, KeyError):
        raise ValueError("not a protobuf message") from None
    if place != end:
        raise ValueError("a protobuf message that is cut short")


def varint(value: int) -> bytes:
    """Write a number seven bits a byte, the lowest first; the eighth bit says that more follow."""
    if value <= _SEVEN_BITS:
        return bytes((value,))
    out = bytearray()
    while value > _SEVEN_BITS:
        out.append(value & _SEVEN_BITS | _MORE)
        value >>= 7
    out.append(value)
    return bytes(out)


def _read_varint(message: memoryview, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[place]
        value |= (byte & _SEVEN_BITS) << shift
        place, shift = place + 1, shift + 7
        if byte < _MORE:
            return value, place
