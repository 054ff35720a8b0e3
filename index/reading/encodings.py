"""Bytes to text, in whatever encoding can be told."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_HEAD: Final = 4096
_SAMPLE: Final = 64 * 2**10
_SURE: Final = 0.5
_MOST_SURE: Final = 0.99  # of a guess


class Decoded(NamedTuple):
    """A text, the encoding it was read in, and how sure that is, 0 to 1; 1 where the bytes themselves tell."""

    text: str
    encoding: str
    certainty: float


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
        if (found := _read(data, name, 0.99)) is not None:
            return found
    return _guessed(data)


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
