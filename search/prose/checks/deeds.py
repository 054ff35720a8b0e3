"""Who does what, and on which condition: the order of words, voices of verbs, "if"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ...thesaurus import base
from .claim import Claim, Token
from .novelty import claimed, exact, forms, related, told

_BE: Final = frozenset("is are was were be been being 's 're get gets got".split())
_HAVE: Final = frozenset("has have had 've 'd".split())
_COMING: Final = frozenset("will would shall should could can may might must to 'll".split())
_IF: Final = frozenset("if unless provided".split())
_CONDITIONS: Final = _IF | frozenset(
    "whether when only without until condition long otherwise could might".split()
)
_NEAR: Final = 3
"""Words ahead of a verb among which those that belong to it stand."""


def check_sequence(claim: Claim) -> str | None:
    """Find words that come in another order within a clause than in what is cited."""
    for clause in claim.clauses:
        ours = [one for one in _content(clause) if not claim.said or claim.is_in_said(one)]
        found = [[(one, places) for one in ours if (places := _places(one, text))] for text in claim.evidence]
        last = -1
        for token, places in max(found, key=len):
            behind = [place for place in places if place >= last]
            if not behind:
                return f"“{token.text}” stands elsewhere in what it cites"
            last = behind[0]
    return None


def check_deeds(claim: Claim) -> str | None:
    """Find a deed told as done by whom it is done to, the other way round, or without its condition."""
    for token, mine, theirs in _deeds(claim):
        if mine.done and not mine.suffered and all(one.suffered for one in theirs):
            return f"“{token.text}” is done to somebody in what it cites"
        if mine.suffered and not any(one.suffered for one in theirs):
            return f"“{token.text}” is done by somebody in what it cites"
    words = {token.lower for token in claim.tokens}
    found = (token.lower for text in claim.evidence for token in text)
    if not words & _CONDITIONS and (condition := next((one for one in found if one in _IF), "")):
        return f"what it cites says “{condition}”"
    return None


def _deeds(claim: Claim) -> Iterator[tuple[Token, _State, list[_State]]]:
    """Yield the words that can tell of deeds, with what is said of them in the sentence and in the quotes."""
    held = [(text, n, one) for text in claim.evidence for n, one in _verbs(text)]
    for clause in claim.clauses:
        for place, token in _verbs(clause):
            if theirs := [_state(text, n) for text, n, one in held if forms(one) & forms(token)]:
                yield token, _state(clause, place), theirs


def _verbs(text: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    telling = {token.start for _, token in told(text)}
    for place, token in enumerate(text):
        if token.start in telling or (token.stem and is_past(token)):
            yield place, token


def is_past(token: Token) -> bool:
    """Whether a word has the form of what was done: "raised", "brought"."""
    return token.lower.endswith("ed") or (base(token.stem) != token.stem and token.lower not in exact())


class _State(NamedTuple):
    """What a text says of a deed: that it is done, is done to what stands before it."""

    done: bool
    suffered: bool


def _state(text: Sequence[Token], place: int) -> _State:
    word = text[place].lower
    before = [one.lower for one in reversed(text[max(0, place - _NEAR) : place])]
    done = not _COMING & set(before) and (word.endswith("ed") or bool(_HAVE & set(before)))
    return _State(done, is_past(text[place]) and bool(_BE & set(before[:2])))


def _content(clause: Sequence[Token]) -> Iterator[Token]:
    telling = {token.start for _, token in told(clause)}
    for token in clause:
        named = token.text[0].isdigit() or (token.text[0].isupper() and token.stem)
        if named or token.start in telling or token.lower in claimed():
            yield token


def _key(token: Token) -> tuple[str, ...]:
    by_stem = token.stem and token.lower not in claimed() and not token.text[0].isupper()
    return () if by_stem else (token.lower.removesuffix("'s"),)


def _places(token: Token, text: Sequence[Token]) -> list[int]:
    """Say where a word stands, or else one that means the same."""
    own = {*forms(token), *_key(token)}
    near = {other for stem in own for other in related(stem)}
    held = [{*forms(one), *_key(one)} for one in text]
    return [n for n, one in enumerate(held) if one & own] or [n for n, one in enumerate(held) if one & near]
