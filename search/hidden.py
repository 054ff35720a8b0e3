"""Inner values of an ONNX model as further outputs, without the onnx package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# Field numbers of ModelProto.graph, GraphProto.output and ValueInfoProto.name in onnx.proto.
_GRAPH: Final = 7
_OUTPUT: Final = 12
_NAME: Final = 1

_MESSAGE: Final = 2  # wire type of strings and messages: a length, then as many bytes
_SEVEN_BITS: Final = 0x7F


def further_outputs(names: Sequence[str]) -> bytes:
    """Give the bytes that, put after a serialised ONNX model, make it hand out inner values too.

    Protocol Buffers merge messages that stand one after the other, and append their repeated fields: a second
    `graph` that holds nothing but outputs adds these to the first one's.
    https://protobuf.dev/programming-guides/encoding/#last-one-wins

    Args:
        names: Inner values, as the graph's nodes name them.

    Returns:
        What to append; the model then has these outputs after its own, in this order.
    """
    outputs = b"".join(_field(_OUTPUT, _field(_NAME, name.encode())) for name in names)
    return _field(_GRAPH, outputs)


def _field(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | _MESSAGE) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    """Write a number seven bits a byte, the lowest first; the eighth bit says that more follow."""
    out = bytearray()
    while value > _SEVEN_BITS:
        out.append(value & _SEVEN_BITS | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
