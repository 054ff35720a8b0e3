"""Every number of a sentence stands in what it cites, of the same things, and bounded on the same side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from .claim import Claim, Token
from .dates import date_spans
from .numbers import Number, is_number, numbers, unit

_IN: Final = {"decade": (10, "year"), "century": (100, "year"), "week": (7, "day"), "hour": (60, "minute")}
"""How much of a lesser measure of time a greater one is."""

_ROUNDED: Final = 0.2
"""Share by which what is told as "more than" so much may be more."""

_NEARLY: Final = re.compile(r"(?:nearly|almost|close to|under|below|less than|fewer than)\s*[$£€]?$")


def check_numbers(claim: Claim) -> str | None:
    """Find a number that no cited quote has, or has of other things."""
    days = date_spans(claim.text)
    held = list(chain.from_iterable(map(numbers, (*claim.evidence, *claim.known))))
    held += list(chain.from_iterable(map(_shares, claim.evidence)))
    shares = list(_shares(claim.tokens))
    for one in numbers(claim.tokens):
        parts = [share for share in shares if share.start <= one.start < share.end]
        if any(start <= one.start < end for start, end in days) or (not parts and _is_loose_one(claim, one)):
            continue
        same = [other for other in held if any(_same(number, other) for number in (one, *parts))]
        if not same and not any(_is_rounded(claim, one, other) for other in held):
            return f"the number {claim.text[one.start : one.end]} does not stand in what it cites"
        if same and one.bound and not any(other.bound == one.bound for other in same):
            return f"the number {claim.text[one.start : one.end]} is bounded otherwise in what it cites"
    return None


def _is_loose_one(claim: Claim, one: Number) -> bool:
    """Whether "one" counts nothing that is counted otherwise in what is cited: "one of his reasons"."""
    if claim.text[one.start : one.end].lower() != "one":
        return False
    behind = next((token for token in claim.tokens if token.start >= one.end), None)
    if behind is None or not behind.stem or unit(behind.lower) or is_number(behind.lower):
        return behind is None or not behind.stem
    return not any(token.stem == behind.stem for text in claim.evidence for _, token in _counted(text))


def _counted(text: Sequence[Token]) -> Iterator[tuple[Number, Token]]:
    """Yield the numbers of a text, each with the words close behind it."""
    for one in numbers(text):
        behind = [token for token in text if token.start >= one.end][:3]
        yield from ((one, token) for token in behind)


def _shares(found: Sequence[Token]) -> Iterator[Number]:
    """Yield what "nine trains in ten" comes to."""
    for one, other in pairwise(numbers(found)):
        between = " ".join(token.lower for token in found if one.end <= token.start < other.start)
        if re.fullmatch(r"(?:\w+ ){0,2}(?:in|out of)", between) and 0 < one.value < other.value:
            yield Number(one.value / other.value, "", 0, one.start, other.end)


def _same(one: Number, other: Number) -> bool:
    if {one.unit, other.unit} == {"percent", ""}:  # half is 50 per cent
        part, share = (one, other) if other.unit else (other, one)
        if abs(share.value / 100 - part.value) < 1e-6:  # noqa: PLR2004
            return True
    (value, counted), (theirs, others) = _measured(one), _measured(other)
    if abs(value - theirs) > 1e-6 * max(1.0, abs(value)):
        return False
    return not counted or not others or counted == others


def _measured(one: Number) -> tuple[float, str]:
    times, counted = _IN.get(one.unit, (1, one.unit))
    return one.value * times, counted


def _is_rounded(claim: Claim, one: Number, other: Number) -> bool:
    """Whether a number is another one, rounded and told as that: "more than half" of 58 per cent."""
    (value, counted), (theirs, others) = _measured(one), _measured(other)
    if others == "percent" and not counted:
        theirs, others = theirs / 100, ""
    if other.bound or value <= 0 or (counted and others and counted != others):
        return False
    more = theirs / value - 1
    nearly = _NEARLY.search(claim.text[: one.start].lower().rstrip()) is not None
    return 0 < more <= _ROUNDED if one.bound > 0 else nearly and -_ROUNDED <= more < 0
