"""What is open in what is cited is told as open, and what is still to come as that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from onrecord.index.lexicon.lexicon import words as lexicon

from .claim import Claim, Token, clauses
from .deeds import is_past
from .novelty import forms, related, told

_ABLE: Final = re.compile(r"(\w{3,})[ai]ble$")
_COMING: Final = frozenset("will would shall should 'll to can could may might must until soon".split())
_MODALS: Final = frozenset("may might could perhaps possibly probably likely maybe".split())
_SOFT: Final = frozenset("may might perhaps possibly maybe".split())
_FUTURE: Final = frozenset("will would shall 'll".split())
_WANTING: Final = re.compile(
    r"(?:plan|want|hop|aim|intend|expect|try|tries|tried|seek|sought|wish|promis|vow|pledg|threaten|going|set|due"
    r"|willing|ready)(?:s|e|es|ed|ing|ning)?$"
)
_BESIDE: Final = frozenset("nevertheless then soon even finally later eventually also".split())
_IS: Final = re.compile(r"^(?:is|are|am|be)$|'(?:s|re|m)$")
_PERFECT: Final = frozenset("has have had 've".split())
_DONE: Final = frozenset("had has have was were been 've 'd".split())
_NEAR: Final = 3
"""Words ahead of a verb among which those that belong to it stand."""


def check_certainty(claim: Claim) -> str | None:
    """Find something told as settled that is open in what is cited, or as done that is still to come."""
    if not _is_open(claim) and (word := _nearest_hedge(claim) or _governing(claim, _MODALS)):
        return f"what it cites says “{word}”"
    if word := _softened(claim):
        return f"nothing in what it cites leaves open what “{word}” does"
    if word := _done(claim):
        return f"what it cites says that “{word}” is still to come"
    return None


def _softened(claim: Claim) -> str:
    """Give a word that leaves open what is settled in all that is cited: "might" for "must"."""
    open_ = lexicon("hedges") | _COMING - {"to", "must"}
    if any(token.lower in open_ or token.lower.endswith("'ll") for text in claim.evidence for token in text):
        return ""
    return next((token.text for token in claim.tokens if token.text in _SOFT), "")


def _is_open(claim: Claim) -> bool:
    """Whether a sentence leaves something open: "may", "repairable"."""
    hedges = lexicon("hedges")
    verbs = {token.stem for text in claim.evidence for token in text} - {""}
    able = (found[1] for token in claim.tokens if (found := _ABLE.match(token.lower)))
    return any(token.lower in hedges for token in claim.tokens) or any(
        "".join(claim.words(verb)) in verbs for verb in able
    )


def _nearest_hedge(claim: Claim) -> str:
    """Give what leaves open the clause that shares most words with a sentence."""
    stems = {stem for token in claim.tokens for stem in forms(token)}
    best, word = 0, ""
    for text in claim.evidence:
        for clause in clauses(text):
            shared = len({stem for token in clause for stem in forms(token)} & stems)
            if shared > best:
                best = shared
                word = next((token.text for token, _ in _governed(clause, lexicon("hedges"))), "")
    return word


def _governing(claim: Claim, kind: frozenset[str]) -> str:
    """Give what leaves open something that a sentence tells by the same word."""
    stems = {stem for token in claim.tokens for stem in forms(token)}
    pairs = (pair for text in claim.evidence for clause in clauses(text) for pair in _governed(clause, kind))
    return next((word.text for word, verb in pairs if verb is not None and forms(verb) & stems), "")


def _governed(clause: Sequence[Token], kind: frozenset[str]) -> Iterator[tuple[Token, Token | None]]:
    """Yield the words of a kind that are not denied, each with the next word that tells something."""
    for place, token in enumerate(clause):
        if token.lower in kind and not any(one.lower in lexicon("negations") for one in clause[:place]):
            verb = next(((n, one) for n, one in told(clause[place + 1 :])), None)
            between = clause[place + 1 : place + 1 + (verb[0] if verb else 0)]
            belongs = all(one.lower in lexicon("auxiliaries") for one in between)
            yield token, verb[1] if verb and belongs else None


def _done(claim: Claim) -> str:
    """Give a word that a sentence tells as done, and that is to come wherever it is cited."""
    verbs = [verb for text in claim.evidence for clause in clauses(text) for verb in _to_come(clause)]
    coming = {stem for verb in verbs for stem in (*forms(verb), *_alike(verb))}
    running = {stem for text in claim.evidence for verb in _running(text) for stem in forms(verb)}
    for clause in claim.clauses:
        for place, token in enumerate(clause):
            if token.lower in _COMING:
                break
            before = {one.lower for one in clause[max(0, place - _NEAR) : place]}
            if not _tells(token) or not (before & _DONE or is_past(token)):
                continue
            if forms(token) & coming or (forms(token) & running and before & _PERFECT and is_past(token)):
                return token.text
    return ""


def _running(text: Sequence[Token]) -> Iterator[Token]:
    """Yield what goes on and is not finished: "is building"."""
    for before, token in pairwise(text):
        if _IS.search(before.lower) and token.lower.endswith("ing"):
            yield token


def _to_come(clause: Sequence[Token]) -> Iterator[Token]:
    """Yield what is to come in a clause: "would nevertheless ask", "plans to raise", "I'll endorse"."""
    passed_over = lexicon("auxiliaries") | _BESIDE
    for place, token in enumerate(clause):
        before = clause[place - 1].lower if place else ""
        wanted = token.lower == "to" and _WANTING.match(before)
        denied = any(one.lower in lexicon("negations") for one in clause[:place])
        if denied or not (wanted or token.lower in _FUTURE or token.lower.endswith("'ll")):
            continue
        behind = (
            one for one in clause[place + 1 :] if one.lower not in passed_over and not one.lower.endswith("ly")
        )
        verb = next(behind, None)
        if verb is not None and _tells(verb):
            yield verb


def _tells(token: Token) -> bool:
    return bool(token.stem) and token.text.islower() and token.lower not in lexicon("plain_words")


def _alike(token: Token) -> set[str]:
    return {other for stem in forms(token) for other in related(stem)}
