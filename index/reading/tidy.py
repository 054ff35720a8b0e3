"""Text as an article has it: composed letters, nothing invisible, lines that were broken for width joined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BLANKS: Final = re.compile(r"[ \t\u00a0]+")
_NARROW: Final = 30
_WIDE: Final = 100
_FULL: Final = 0.6


def tidy(text: str) -> str:
    """Normalise a text that is taken out of another format: NFC, one kind of line end, nothing invisible."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def unwrap(text: str) -> str:
    """Join lines that were broken at a width, as in mail and plain text; blank lines part paragraphs.

    A text whose lines are no block of such lines is given back as it is.
    """
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", text)]
    lengths = sorted(len(line) for block in blocks for line in block[:-1])
    if not lengths or not _NARROW <= lengths[len(lengths) // 2] <= _WIDE:
        return text
    return "\n\n".join(joined(block, lengths[-1]) for block in blocks)


def joined(lines: Sequence[str], width: float) -> str:
    """Join the lines of a block, but for those that end well before the width: verses, lists, addresses."""
    out = ""
    for line in lines:
        if not out:
            out = line
        elif line[:1] in "-*•>" or len(out.rsplit("\n", 1)[-1]) < _FULL * width:
            out += "\n" + line
        else:
            out = dehyphenated(out, line)
    return out


def dehyphenated(before: str, behind: str) -> str:
    """Join two lines; a hyphen that divides a word between them goes."""
    if re.search(r"[^\W\d_]-$", before) and behind[:1].islower():
        return before[:-1] + behind
    return f"{before} {behind}"
