"""What no sentence that is put freely may have either: a word in another's place, an opposite, a denial more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.index.lexicon.lexicon import words as lexicon

from ...thesaurus import relations
from .claim import Claim, Token, clauses
from .novelty import claimed, exact, forms, loose, told
from .polarity import negates

_LIGHT: Final = frozenset("again already before currently earlier last later now present still today".split())
"""Small words that tell when, and that a free sentence may add."""

_TURNING: Final = ("un", "in", "im", "dis", "non", "ir")
_ROOT: Final = 5
"""Letters by which a word and one made of it are compared."""

_MOST: Final = 1
"""Words of a quote whose place a word can take."""


def check_free_words(claim: Claim) -> str | None:
    """Find a word that stands in another's place, is the opposite of one, or measures otherwise."""
    people = (lexicon(kind) for kind in ("roles", "jobs", "people_nouns", "titles"))
    counting = exact() - frozenset().union(*people)
    for _, token in loose(claim):
        if token.lower in counting:
            return f"“{token.text}” is another person, measure, day or direction than what it cites"
        if token.text[0].isupper() and not relations(token.stem).same:
            return f"{token.text} is not named in what it cites"
        if other := _opposite(claim, token) or _replaced(claim, token):
            return f"what it cites says “{other}”, not “{token.text}”"
    return None


def check_free_small_words(claim: Claim) -> str | None:
    """Find a small word that makes more of what is cited, or that stands in another small word's place."""
    held = {token.lower for text in claim.evidence for token in text}
    left = held & claimed().keys() - {token.lower for token in claim.tokens}
    for token in claim.tokens:
        rows = claimed().get(token.lower, ())
        known = token.lower in lexicon("plain_words") | held or any(row & held for row in rows)
        if rows and not known and (left or token.lower not in _LIGHT):
            return f"nothing in what it cites says “{token.text}”"
    return None


def check_free_denials(claim: Claim) -> str | None:
    """Find a sentence with a denial more or less than the clause of the quotes that it shares most words with."""
    ours = {stem for token in claim.tokens for stem in forms(token)}
    held = [clause for text in claim.evidence for clause in clauses(text)]
    shared = [len(ours & {stem for token in clause for stem in forms(token)}) for clause in held]
    nearest = {_denials(clause) for clause, count in zip(held, shared, strict=True) if count == max(shared)}
    mine = _denials(claim.tokens) + sum(_lacks(token, claim) for token in claim.tokens)
    return None if mine and mine in nearest else "what is denied in it is not what is denied there"


def _denials(text: Sequence[Token]) -> int:
    return sum(negates(text, place) for place in range(len(text)))


def _lacks(token: Token, claim: Claim) -> bool:
    """Whether a word denies within itself what is cited: "irreplaceable" for what cannot be replaced."""
    if token.lower in lexicon("negations"):
        return False
    bare = next((token.lower.removeprefix(one) for one in _TURNING if token.lower.startswith(one)), "")
    held = {one.stem[:_ROOT] for text in claim.evidence for one in text if len(one.stem) >= _ROOT}
    return len(bare) >= _ROOT and bare[:_ROOT] in held


def _opposite(claim: Claim, token: Token) -> str:
    """Give a word of what is cited whose opposite a word or a synonym of it is."""
    near = {other for stem in forms(token) for other in (stem, *relations(stem).same)}
    against = {other for stem in near for other in relations(stem).against}
    for one in (one for text in claim.evidence for one in text):
        pair = sorted((one.lower, token.lower), key=len)
        if forms(one) & against or any(f"{prefix}{pair[0]}" == pair[1] for prefix in _TURNING):
            return one.text
    return ""


def _replaced(claim: Claim, token: Token) -> str:
    """Give what is cited in whose place a word stands: between the same words, or at the same end."""
    within = [one for one in claim.tokens if not claim.said or claim.is_in_said(one)]
    line = [one for _, one in told(within)]
    if token not in line:
        return ""
    at = line.index(token)
    ours = {stem for one in line for stem in forms(one)}
    for quote, text in zip(claim.quotes, claim.evidence, strict=True):
        their = [one for _, one in told([one for one in text if one.start > len(quote.cue)])]
        for first, one in enumerate(their):
            last = first
            while last < len(their) and last - first < _MOST and not forms(their[last]) & ours:
                last += 1
                if _meet(line, at - 1, their, first - 1) and _meet(line, at + 1, their, last):
                    return one.text
    return ""


def _meet(line: Sequence[Token], at: int, their: Sequence[Token], there: int) -> bool:
    """Whether the same word stands at two places, or both are past the same end."""
    if 0 <= at < len(line) and 0 <= there < len(their):
        return bool(forms(line[at]) & forms(their[there]))
    return not 0 <= at < len(line) and not 0 <= there < len(their)
