"""Quote marks of every style written as one: “ ” for a quotation, ‘ ’ for one within it."""

from __future__ import annotations

import re
from typing import Final

_RARE: Final = re.compile(r"[„‟‚‹›«»「」『』]|,,(?=\w)")
_MARK: Final = re.compile(r"[„‟‚‹›«»「」『』“”‘’\"]|,,(?=\w)|\n")
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
    if "”" in text and "“" not in text and _LEFT_EDGE.search(text):
        return _LEFT_EDGE.sub("“", text)
    return text


def _paired(text: str) -> str:
    first = re.search("[«»]", text)
    opens = {"„", "‟", ",,", "‚", "「", "『"} | ({"»"} if first and first[0] == "»" else {"«"})
    first = re.search("[‹›]", text)
    opens |= {"›"} if first and first[0] == "›" else {"‹"}
    pieces: list[str] = []
    opened: list[str] = []
    place = 0
    for found in _MARK.finditer(text):
        mark = found[0]
        put = mark
        if mark == "\n":
            opened.clear()
        elif opened and mark in _CLOSES[opened[-1]]:
            if mark not in "‘’" or not text[found.end() : found.end() + 1].isalnum():
                put = "’" if opened.pop() == "‚" or opened else "”"
        elif mark in opens:
            put = "“" if not opened and mark != "‚" else "‘"
            opened.append(mark)
        elif mark in "«»‹›」』":
            put = "”"
        pieces += [text[place : found.start()], put.rjust(len(mark))]
        place = found.end()
    return "".join([*pieces, text[place:]])
