"""Near misses made of faithful sentences by one change: a number, a denial, a name, a certainty, a time.

Written inventions keep the quote's words more often than written paraphrases do, and a reader that learns from
them alone takes words of one's own for faithful. These are as free as what they were made of.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

_NUMBER: Final = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_WORDS: Final = (
    "one two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred".split()
)
_SPELT: Final = re.compile(rf"\b(?:{'|'.join(_WORDS[1:])})\b")
_AUXILIARY: Final = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|should|must|may|might|has|had|have)\b(?! not)"
)
_DENIAL: Final = re.compile(r"\b(?:not|never|hardly) |(?<=ca)nnot|n't\b")
_NAME: Final = re.compile(r"(?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*")
_OPEN: Final = re.compile(r"\b(?:may|might|could)\b(?: perhaps| possibly)?")
_TURNED: Final = (
    ("before", "after"),
    ("more", "less"),
    ("most", "few"),
    ("many", "few"),
    ("all", "some"),
    ("first", "last"),
    ("always", "never"),
    ("everybody", "nobody"),
    ("every", "no"),
    ("good", "bad"),
    ("better", "worse"),
    ("with", "without"),
    ("for", "against"),
    ("up", "down"),
    ("increase", "decrease"),
    ("higher", "lower"),
    ("strong", "weak"),
    ("support", "oppose"),
    ("supports", "opposes"),
    ("easy", "hard"),
    ("early", "late"),
    ("win", "lose"),
    ("true", "false"),
    ("right", "wrong"),
    ("safe", "dangerous"),
    ("only", "also"),
    ("because", "although"),
    ("rose", "fell"),
)
"""Words that say the opposite in most places; what they make is learnt from, not measured by."""

_OTHER: Final = {one: other for a, b in _TURNED for one, other in ((a, b), (b, a))}
_OPPOSITE: Final = re.compile(rf"\b(?:{'|'.join(_OTHER)})\b")


def corruptions(sentence: str, names: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Make near misses of a faithful sentence, at most one of each kind.

    Args:
        sentence: What a quote says.
        names: Of others, who may stand in a name's place.
        chance: Chooses where.
    """
    for made in (
        _changed(sentence, _NUMBER, _other_number, chance),
        _changed(
            sentence, _SPELT, lambda word, chance: chance.choice([one for one in _WORDS if one != word]), chance
        ),
        _changed(sentence, _DENIAL, lambda *_: "", chance) or _changed(sentence, _AUXILIARY, _denied, chance),
        _changed(sentence, _OPEN, lambda *_: "will", chance),
        _changed(sentence, _OPPOSITE, lambda word, _: _OTHER[word], chance),
        _changed(sentence, _NAME, lambda _, chance: chance.choice(names), chance) if names else "",
        _swapped(sentence, chance),
    ):
        if made and made != sentence:
            yield made


def _changed(
    sentence: str, what: re.Pattern[str], other: Callable[[str, random.Random], str], chance: random.Random
) -> str:
    found = list(what.finditer(sentence))
    if not found:
        return ""
    one = chance.choice(found)
    return " ".join(f"{sentence[: one.start()]}{other(one[0], chance)}{sentence[one.end() :]}".split())


def _other_number(word: str, chance: random.Random) -> str:
    """Change one digit, so that the number looks like the right one."""
    places = [n for n, one in enumerate(word) if one.isdigit()]
    at = chance.choice(places)
    digit = chance.choice([one for one in "123456789" if one != word[at]])
    return f"{word[:at]}{digit}{word[at + 1 :]}"


def _denied(word: str, _: random.Random) -> str:
    return f"{word} not"


def _swapped(sentence: str, chance: random.Random) -> str:
    """Let two names change places."""
    found = [one for one in _NAME.finditer(sentence) if one.start() or " " in one[0]]
    pairs = [(a, b) for a in found for b in found if a.start() < b.start() and a[0] != b[0]]
    if not pairs:
        return ""
    a, b = chance.choice(pairs)
    return f"{sentence[: a.start()]}{b[0]}{sentence[a.end() : b.start()]}{a[0]}{sentence[b.end() :]}"
