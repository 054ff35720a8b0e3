"""Numbers of a text, in digits or words: what they come to, what they count, on which side they are bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.index.lexicon.lexicon import rows

from .claim import Token

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL: Final = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_SCALES: Final = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "m": 1e6,
    "bn": 1e9,
}
_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_FRACTIONS: Final = {form: 1 / n for word, n in _PARTS.items() for form in (word, f"{word}s")} | dict.fromkeys(
    ("halve", "halves", "halved"), 1 / 2
)
_TIMES: Final = {
    "twice": 2.0,
    "double": 2.0,
    "doubled": 2.0,
    "doubling": 2.0,
    "triple": 3.0,
    "tripled": 3.0,
    "treble": 3.0,
}
_ORDINALS: Final = {
    word: float(n)
    for n, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 2
    )
}
_QUARTERS: Final = _ORDINALS | {"first": 1.0}
_QUARTER: Final = re.compile(r"q([1-4])")
_DIGITS: Final = re.compile(r"(?P<whole>\d[\d,]*(?:\.\d+)?)(?P<rest>st|nd|rd|th|m|bn|c|k|am|pm)?(?:-[a-z].*)?")
_NO_COUNT: Final = frozenset(
    "of another who day thing else can should might may must could will would has knows".split()
)
_BEFORE_ONE: Final = frozenset("the no any every this that each which such a good last next latter only".split())

_UP: Final = re.compile(
    r"(?:more than|over|at least|above|upwards of|no fewer than|exceed\w*|beyond|minimum of|a low of|between"
    r"|topp\w*|surpass\w*|in excess of|\bmore(?: \S+){1,5} than(?: the)?)\s*[$£€]?$"
)
_DOWN: Final = re.compile(
    r"(?:less than|fewer than|under|below|up to|as (?:much|many) as|at most|no more than|nearly|almost|close to"
    r"|maximum of|a high of)\s*[$£€]?$"
)


_UP_BEHIND: Final = re.compile(r"(?:\w+ )?or (?:more|better|higher|above|over)\b")
_DOWN_BEHIND: Final = re.compile(r"(?:\w+ )?or (?:less|fewer|lower|below|under)\b")
_FROM: Final = re.compile(r"\b(?:between|from)\b(?: \S+){1,6} (?:and|to)\s*[$£€]?$")
_FOLD: Final = re.compile(r"(\w+?)-?fold")


class Number(NamedTuple):
    """A number.

    Attributes:
        value: What it comes to.
        unit: What it counts, "" where that is no known measure.
        bound: 1 where it is the least ("more than"), -1 where it is the most ("up to"), else 0.
        start: Where it begins in its text.
        end: One past its last character.
    """

    value: float
    unit: str
    bound: int
    start: int
    end: int


def unit(word: str) -> str:
    """Give the measure that a word names, or ""."""
    return _measures().get(word, "")


def is_number(word: str) -> bool:
    """Whether a word is a number in letters."""
    head, _, tail = word.partition("-")
    return (
        word in _SMALL
        or word in _SCALES
        or word in _FRACTIONS
        or word in _TIMES
        or word in _ORDINALS
        or (head in _TENS and tail in _ONES)
    )


def numbers(found: Sequence[Token]) -> Iterator[Number]:
    """Yield the numbers of a text, in digits or words."""
    place = 0
    while place < len(found):
        read = _read(found, place)
        if read is None:
            place += 1
            continue
        value, behind = read
        line = " ".join(token.lower for token in found[max(0, place - 8) : place])
        after = " ".join(token.lower for token in found[behind : behind + 4])
        bound = 1 if _UP.search(line) or _UP_BEHIND.match(after) else 0
        if not bound and (_DOWN.search(line) or _DOWN_BEHIND.match(after) or _is_end(found, place)):
            bound = -1
        counted = _unit(found, place, behind) or ("place" if _is_place(found[place].lower, value) else "")
        yield Number(value, counted, bound, found[place].start, found[behind - 1].end)
        place = behind


def _is_end(found: Sequence[Token], place: int) -> bool:
    """Whether a number is the end of a range: "from 4 to 25"."""
    return bool(_FROM.search(" ".join(token.lower for token in found[max(0, place - 8) : place])))


def _is_place(word: str, value: float) -> bool:
    """Whether a number tells which of several: "the tenth manager" is not one of ten years."""
    return _ORDINALS.get(word) == value or re.fullmatch(r"\d+(?:st|nd|rd|th)", word) is not None


def _read(found: Sequence[Token], place: int) -> tuple[float, int] | None:
    """Read a number that begins at a place: its value, and the place behind it."""
    return _joint(found, place) or _single(found, place)


def _joint(found: Sequence[Token], place: int) -> tuple[float, int] | None:
    """Read what is a number with the next words alone: "third quarter" (which is "Q3", too), "half a billion"."""
    word, after, last = (found[n].lower if n < len(found) else "" for n in range(place, place + 3))
    if quarter := _QUARTER.fullmatch(word):
        return float(quarter[1]), place + 1
    if word in _QUARTERS and after == "quarter":
        return _QUARTERS[word], place + 2
    return (_SCALES[last] / 2, place + 3) if (word, after) == ("half", "a") and last in _SCALES else None


def _single(found: Sequence[Token], place: int) -> tuple[float, int] | None:
    word = found[place].lower
    total: float | None = None
    behind = place + 1
    if digits := _DIGITS.fullmatch(word):
        total = float(digits["whole"].replace(",", "")) * _SCALES.get(digits["rest"] or "", 1.0)
    elif (word in _FRACTIONS and word not in _ORDINALS) or (word in _ORDINALS and _is_fraction(found, place)):
        return _FRACTIONS.get(word, 0.1), behind
    elif word in _TIMES:
        return _TIMES[word], behind
    elif word in _ORDINALS:
        return _ORDINALS[word], behind
    else:
        total = _spelt(found, place)
    if total is None:
        return None
    while behind < len(found) and found[behind].lower in _SCALES and found[behind].lower not in {"m", "c"}:
        total *= _SCALES[found[behind].lower]
        behind += 1
    if behind < len(found) and found[behind].lower in _FRACTIONS and found[behind].lower.endswith("s"):
        return total * _FRACTIONS[found[behind].lower], behind + 1
    return total, behind


def _spelt(found: Sequence[Token], place: int) -> float | None:
    """Read a number in words, but for what follows it: "twenty-seven", "a hundred", "a couple"."""
    word = found[place].lower
    before = found[place - 1].lower if place else ""
    after = found[place + 1].lower if place + 1 < len(found) else ""
    if word == "one" and (before in _BEFORE_ONE or after in _NO_COUNT or not after.isalpha()):
        return None
    if word in _SMALL:
        return float(_SMALL[word])
    if (joined := _joined(word)) is not None:
        return joined
    return (
        1.0 * _SCALES[word]
        if word in _SCALES and word not in {"m", "bn"} and before in {"a", "the", "one"}
        else None
    )


def _joined(word: str) -> float | None:
    """Read a number that is joined with what follows it: "twenty-seven", "one-third", "two-year", "fourfold"."""
    fold = _FOLD.fullmatch(word)
    head, _, tail = ("", "", "") if fold else word.partition("-")
    if head in _TENS and tail in _ONES:
        return float(_SMALL[head] + _SMALL[tail])
    if head in _SMALL and tail in _FRACTIONS:
        return _SMALL[head] * _FRACTIONS[tail]
    if fold and fold[1] in _SMALL:
        return float(_SMALL[fold[1]])
    if head in _SMALL and tail in _measures():
        return float(_SMALL[head])
    return _FRACTIONS[head] if head in _FRACTIONS and tail else None


def _is_fraction(found: Sequence[Token], place: int) -> bool:
    """Whether "third" is a part: "a third of", "one third"; not "the third ship"."""
    before = found[place - 1].lower if place else ""
    return before in {"a", "one", "by", "two", "half"} and found[place].lower in _FRACTIONS


@lru_cache(maxsize=1)
def _measures() -> dict[str, str]:
    return {form: unit for unit, *forms in rows("measures") for form in forms}


def _unit(found: Sequence[Token], place: int, behind: int) -> str:
    """Tell what is counted: the word behind a number, or a sign beside it."""
    measures = _measures()
    before = found[place - 1].text if place else ""
    if before in measures and not before.isalpha():
        return measures[before]
    near = [token.lower for token in found[behind : behind + 2]]
    for word in (found[place].lower.partition("-")[2], *near):
        if word == "per" and "cent" in near:
            return "percent"
        if word in measures:
            return measures[word]
        if word in {"-", "of", "to", "and", ",", "."}:
            break
    return ""
