"""What is open in what is cited is told as open."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.index.lexicon.lexicon import words as lexicon

from .claim import Claim, Token
from .novelty import forms


def check_certainty(claim: Claim) -> str | None:
    """Find something told as settled that is open in what is cited."""
    hedges = lexicon("hedges")
    if any(token.lower in hedges for token in claim.tokens):
        return None
    stems = {stem for token in claim.tokens for stem in forms(token)}
    best, word = 0, ""
    for text in claim.evidence:
        for clause in _clauses(text):
            shared = len({stem for token in clause for stem in forms(token)} & stems)
            if shared > best:
                best = shared
                word = next((token.text for token in clause if token.lower in hedges), "")
    return f"what it cites says “{word}”" if word else None


def _clauses(text: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    for token in text:
        if token.text in ".!?;," or token.lower == "but":
            found.append([])
        else:
            found[-1].append(token)
    return found
