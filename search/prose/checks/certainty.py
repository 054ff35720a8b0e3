"""What is open in what is cited is told as open, and what is still to come as that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.index.lexicon.lexicon import words as lexicon

from .claim import Claim, Token, clauses
from .novelty import forms, related, told

_ABLE: Final = re.compile(r"(\w{3,})[ai]ble$")
_COMING: Final = frozenset("will would shall should 'll to can could may might must until soon".split())
_MODALS: Final = frozenset("may might could perhaps possibly probably likely maybe".split())
_FUTURE: Final = frozenset("will would shall 'll".split())
_DONE: Final = frozenset("had has have was were been 've 'd".split())
_NEAR: Final = 3
"""Words ahead of a verb among which those that belong to it stand."""


def check_certainty(claim: Claim) -> str | None:
    """Find something told as settled that is open in what is cited, or as done that is still to come."""
    if not _is_open(claim) and (word := _nearest_hedge(claim) or _governing(claim, _MODALS)):
        return f"what it cites says “{word}”"
    if word := _done(claim):
        return f"what it cites says that “{word}” is still to come"
    return None


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
    pairs = [pair for text in claim.evidence for clause in clauses(text) for pair in _governed(clause, _FUTURE)]
    coming = {stem for _, verb in pairs if verb is not None for stem in (*forms(verb), *_alike(verb))}
    for clause in claim.clauses:
        if any(token.lower in _COMING for token in clause):
            continue
        for place, token in told(clause):
            before = {one.lower for one in clause[max(0, place - _NEAR) : place]}
            if forms(token) & coming and (before & _DONE or token.lower.endswith("ed")):
                return token.text
    return ""


def _alike(token: Token) -> set[str]:
    return {other for stem in forms(token) for other in related(stem)}
