"""Quote marks of every style written as one: “ ” for a quotation, ‘ ’ for one within it."""

from __future__ import annotations

import re
from typing import Final

_RARE: Final = re.compile(r"[„‟‚‹›«»「」『』]|,,(?=\w)")
_MARK: Final = re.compile(rf"{_RARE.pattern}|[“”‘’\"\n]")
_LEFT_EDGE: Final = re.compile(r"(?:^|(?<=[\s(\[—–-]))”(?=\w)")
_CLOSES: Final = {
    "„": '“”"',
    "‟": '”"',
    ",,": '“”"',
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "«": "»",
    "‹": "›",
    "»": "«",
    "›": "‹",
}


def restyled(text: str) -> str:
    """Write the quote marks of a text as “ ” and ‘ ’.

    The text shows which of them opens: »so« or «so», „so“ or „so”, ”so” and ‹so›, 「so」 and ,,so".

    Args:
        text: Any text.

    Returns:
        A text of the same length.
    """
    if _RARE.search(text):
        return _paired(text)
    if "”" in text and "“" not in text:
        return _LEFT_EDGE.sub("“", text)
    return text


def _paired(text: str) -> str:
    opens = {"„", "‟", ",,", "‚", "「", "『"}
    for pair in ("«»", "‹›"):
        first = re.search(f"[{pair}]", text)
        opens.add(first[0] if first else pair[0])
    opened: list[str] = []

    def styled(found: re.Match[str]) -> str:
        mark = found[0]
        if mark == "\n":
            opened.clear()
        elif opened and mark in _CLOSES[opened[-1]]:
            return "’" if opened.pop() == "‚" or opened else "”"
        elif mark in opens:
            opened.append(mark)
            return ("‘" if opened[1:] or mark == "‚" else "“").rjust(len(mark))
        elif mark in "«»‹›」』":
            return "”"
        return mark

    return _MARK.sub(styled, text)
