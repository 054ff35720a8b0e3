"""Messages as they are on the wire."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.onnx.protobuf import field, fields, prefix, varint

NUMBERS = st.integers(1, 2**29 - 1)
VALUES = st.one_of(st.integers(0, 2**63 - 1), st.text(), st.binary(), st.floats(width=32, allow_nan=False))


def test_the_examples_of_the_format_s_own_page() -> None:
    assert varint(150) == b"\x96\x01"
    assert field(1, 150) == b"\x08\x96\x01"
    assert field(2, "testing") == b"\x12\x07testing"
    assert field(3, field(1, 150)) == b"\x1a\x03\x08\x96\x01"


@given(st.lists(st.tuples(NUMBERS, VALUES)))
def test_what_is_written_is_read_back(written: list[tuple[int, int | str | bytes | float]]) -> None:
    message = b"".join(field(number, value) for number, value in written)
    read = list(fields(memoryview(message)))
    assert [number for number, _ in read] == [number for number, _ in written]
    for (_, value), (_, found) in zip(written, read, strict=True):
        if isinstance(value, int):
            assert found == value
            continue
        assert not isinstance(found, int)
        if isinstance(value, float):
            assert struct.unpack("<f", found) == (value,)
        else:
            assert bytes(found) == (value.encode() if isinstance(value, str) else value)


@given(NUMBERS, st.binary())
def test_a_prefix_and_the_bytes_are_a_field(number: int, value: bytes) -> None:
    assert prefix(number, len(value)) + value == field(number, value)


@pytest.mark.parametrize("message", [b"\x12\x07test", b"\x08", b"\x96", b"\x0b\x01", b"\x15\x00"])
def test_bytes_that_are_no_message_are_refused(message: bytes) -> None:
    with pytest.raises(ValueError, match="protobuf"):
        list(fields(memoryview(message)))
