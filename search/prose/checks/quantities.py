"""Every number of a sentence stands in what it cites, of the same things, and bounded on the same side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from .claim import Claim, Token
from .dates import date_spans
from .numbers import Number, is_number, numbers, unit


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
        if not same:
            return f"the number {claim.text[one.start : one.end]} does not stand in what it cites"
        if one.bound and not any(other.bound == one.bound for other in same):
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
    if abs(one.value - other.value) > 1e-6 * max(1.0, abs(one.value)):
        return False
    return not one.unit or not other.unit or one.unit == other.unit
