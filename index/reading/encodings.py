"""Bytes to text, in whatever encoding can be told."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from ..errors import CorpusError
from .inputs import Input, Options, Remark
from .large import decoded_pieces

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF_16: Final = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"{\0", "utf-16-le"),
    (b"\0{", "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_TWICE: Final = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf]|\u00e2[\u0080\u20ac](?=[\u0080-\u00bf\u0152-\u0178\u02dc\u2013-\u2122])"
)
_SEEN_TWICE: Final = 2
_HEAD: Final = 4096
_SAMPLE: Final = 64 * 2**10
_SURE: Final = 0.5
_AS_DECLARED: Final = 0.99
_MOST_SURE: Final = 0.98  # of a guess


class Decoded(NamedTuple):
    """A text, the encoding it was read in, and how sure that is, 0 to 1; 1 where the bytes themselves tell."""

    text: str
    encoding: str
    certainty: float


def utf_16(line: bytes) -> str | None:
    """Tell the UTF-16 of a line of JSON, by its mark or by how its first letter is written; None for none."""
    return next((encoding for start, encoding in _UTF_16 if line.startswith(start)), None)


def recoded_lines(first: bytes, file: BinaryIO, encoding: str) -> Iterator[bytes]:
    """Yield the lines of a file in UTF-16 in UTF-8; half a pair of surrogates stays one, which is no UTF-8.

    Args:
        first: What was read of it already.
        file: The rest.
        encoding: Its own.
    """
    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    held: list[str] = []
    for data in chain([first], iter(lambda: file.read(_SAMPLE), b"")):
        *lines, rest = decoder.decode(data).split("\n")
        for line in lines:
            held.append(line)
            yield "".join(held).encode("utf-8", "surrogatepass")
            held.clear()
        held.append(rest)
    yield "".join(held).encode("utf-8", "surrogatepass")


def decode(data: bytes, *, declared: bool = False) -> Decoded | None:
    """Decode bytes.

    A byte order mark tells, then UTF-8 where it fits, then what a page or message declares, then
    charset-normalizer's guess over a sample.

    Args:
        data: The bytes.
        declared: Whether the head of the data may declare its encoding, as HTML and XML do.

    Returns:
        The text, or None where no encoding is likely.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _read(data, encoding, 1.0)
    if (found := _read(data, "utf-8", 1.0)) is not None:
        return found
    if declared and (named := _DECLARED.search(data[:_HEAD])):
        name = named[1].decode("ascii")
        # What the web calls Latin-1 is Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
        name = "windows-1252" if name.lower() in {"iso-8859-1", "latin1", "ascii", "us-ascii"} else name
        if (found := _read(data, name, _AS_DECLARED)) is not None:
            return found
    return _guessed(data)


def encoded_twice(text: str) -> str | None:
    """Give what shows that UTF-8 was taken for another encoding and encoded again: "Ã©" where "é" was.

    Returns:
        The first word that has such letters; None where there are not several.
    """
    found = [] if text.isascii() else list(islice(_TWICE.finditer(text), _SEEN_TWICE))
    if len(found) < _SEEN_TWICE:
        return None
    begins = max(text.rfind(mark, 0, found[0].start()) for mark in " \n\t") + 1
    return text[begins:].split(maxsplit=1)[0]


def text_of(data: bytes, path: Path, options: Options, *, declared: bool = False) -> str:
    """Decode a file; a guess is told, with its certainty.

    Args:
        data: The file.
        path: Where it stands, for errors.
        options: Told of a guess.
        declared: Whether its head may declare its encoding.

    Raises:
        CorpusError: No encoding is likely.
    """
    found = decode(data, declared=declared)
    if found is None:
        raise CorpusError(path, None, "in no encoding that can be told; save it as UTF-8")
    if found.certainty < _AS_DECLARED:
        options.tell(Remark(path, None, f"not UTF-8; read as {found.encoding} ({found.certainty:.0%} sure)"))
    return found.text


def stream_encoding(file: Input, options: Options) -> str:
    """Tell the encoding of a file that is never held as a whole; a guess is told, with its certainty.

    Raises:
        CorpusError: It cannot be read, is empty, or no encoding is likely.
    """
    decoder, before = codecs.getincrementaldecoder("utf-8")(), b""
    try:
        with file.open() as stream:
            while data := stream.read(_SAMPLE):
                if not before and (marked := next((one for mark, one in _BOMS if data.startswith(mark)), None)):
                    return marked
                try:
                    decoder.decode(data)
                except UnicodeDecodeError:
                    # What is not UTF-8 begins here: a sample of nothing but ASCII would tell nothing.
                    return _told(file.path, _guessed((before + data)[-_SAMPLE:]), options)
                before = data
    except OSError as error:
        raise CorpusError(file.path, None, f"cannot be read: {error.strerror or error}") from None
    if not before:
        raise CorpusError(file.path, None, "empty")
    return "utf-8"


def _told(path: Path, found: Decoded | None, options: Options) -> str:
    if found is None:
        raise CorpusError(path, None, "in no encoding that can be told; save it as UTF-8")
    options.tell(Remark(path, None, f"not UTF-8; read as {found.encoding} ({found.certainty:.0%} sure)"))
    return found.encoding


def encoding_of(data: bytes) -> tuple[str, float] | None:
    """Tell the encoding of a large text, not made whole, and how sure that is; None where none is likely."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, 1.0
    try:
        for _ in decoded_pieces(data, "utf-8"):
            pass
    except UnicodeDecodeError:
        found = _guessed(data[:_SAMPLE])
        return None if found is None else (found.encoding, found.certainty)
    return "utf-8", 1.0


def _read(data: bytes, encoding: str, certainty: float) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, certainty)
    except (UnicodeError, LookupError):
        return None


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    if b"\0" in data[:_SAMPLE]:
        return None
    best = from_bytes(data[:_SAMPLE], cp_exclusion=["utf_7"]).best()
    if best is None:
        return None
    # Its own measure is mess: the share of a text that reads like another encoding's.
    certainty = min(round(1.0 - float(best.chaos), 2), _MOST_SURE)
    encoding = "windows-1252" if best.encoding in {"latin_1", "cp1252", "cp1250", "iso8859_15"} else best.encoding
    return _read(data, encoding, certainty) if certainty >= _SURE else None
