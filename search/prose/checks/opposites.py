"""No word of a sentence is the opposite of one in what it cites; of two told with "or" none is left out."""

from __future__ import annotations

from ...thesaurus import relations
from .claim import Claim
from .novelty import forms


def check_opposites(claim: Claim) -> str | None:
    """Find a word that the quotes have not, where they have an opposite of it that the sentence has not."""
    ours = {stem for token in claim.tokens for stem in forms(token)}
    theirs = {stem: token for text in claim.evidence for token in text for stem in forms(token)}
    for token in claim.tokens:
        if not forms(token) & theirs.keys():
            against = {other for stem in forms(token) for other in relations(stem).against}
            if other := next(iter(sorted(against & theirs.keys() - ours)), ""):
                return f"what it cites says “{theirs[other].text}”, not “{token.text}”"
    return None


def check_alternatives(claim: Claim) -> str | None:
    """Find one of two words told that the quotes part by "or": "full pay" for "full or partial"."""
    words = {token.lower for token in claim.tokens}
    open_ = {one.lower for one, after in zip(claim.tokens, claim.tokens[1:], strict=False) if after.lower == "or"}
    for text in claim.evidence:
        for one, between, other in zip(text, text[1:], text[2:], strict=False):
            apart = between.lower == "or" and one.lower[0].isalpha() and other.lower[0].isalpha()
            if apart and (one.lower in words) != (other.lower in words) and one.lower not in open_:
                return f"what it cites says “{one.text} or {other.text}”"
    return None
