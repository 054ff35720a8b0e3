"""Sums of money and other large numbers, which some write with a letter and some with a word: "$700m", "£3k"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

_WORDS: Final = {
    "million": ("m", "mn", "million"),
    "billion": ("bn", "b", "billion"),
    "trillion": ("tn", "trn", "trillion"),
}
"""What stands right behind the number, without a blank."""

_MEANT: Final = {letters: word for word, each in _WORDS.items() for letters in each}
_FIGURES: Final = r"\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d+)?"
# A letter alone may be of metres, too, and counts behind the sign of a currency.
_SHORT: Final = re.compile(
    rf"(?<![\w.,])(?P<number>{_FIGURES})(?P<letters>mn|bn|tn|trn|{'|'.join(_WORDS)})\b"
    rf"|(?<=[$€£¥])(?P<sum>{_FIGURES})\s?(?P<unit>k|m|b)\b",
    re.IGNORECASE,
)
_LONG: Final = re.compile(rf"(?<![\w.,])(?P<number>{_FIGURES})[\s-](?P<word>{'|'.join(_WORDS)})\b", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"(?<=[$€£¥])(?:(?P<number>\d{1,3}),000|(?P<plain>\d{1,3})000)\b(?!,\d)")


def in_words(text: str) -> str:
    """Write amounts out, as most articles do: "$700m" as "$700 million", "£3k" as "£3,000".

    Args:
        text: A question.
    """
    return _SHORT.sub(_written_out, text)


def _written_out(amount: re.Match[str]) -> str:
    number, letters = amount["number"] or amount["sum"], (amount["letters"] or amount["unit"]).lower()
    if letters == "k":
        return f"{int(Decimal(number.replace(',', '')) * 1000):,}"
    return f"{number} {_MEANT[letters]}"


def with_letters(text: str) -> Iterator[tuple[str, str]]:
    """Yield the amounts of a text that are written out, each with another way to write it.

    Args:
        text: A question whose amounts are in words.
    """
    for one in _LONG.finditer(text):
        for letters in _WORDS[one["word"].lower()]:
            yield one[0], one["number"] + letters
    for one in _THOUSANDS.finditer(text):
        number = one["number"] or one["plain"]
        yield from (
            (one[0], other) for other in (f"{number}k", f"{number}000", f"{number},000") if other != one[0]
        )
