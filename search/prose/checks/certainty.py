"""What is open in what is cited is told as open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.index.lexicon.lexicon import words as lexicon

from .claim import Claim, Token, clauses
from .novelty import forms


_ABLE: Final = re.compile(r"\w{3,}[ai]ble$")


def check_certainty(claim: Claim) -> str | None:
    """Find something told as settled that is open in what is cited."""
    hedges = lexicon("hedges")
    if any(token.lower in hedges or _ABLE.search(token.lower) for token in claim.tokens):
        return None
    stems = {stem for token in claim.tokens for stem in forms(token)}
    best, word = 0, ""
    for text in claim.evidence:
        for clause in clauses(text):
            shared = len({stem for token in clause for stem in forms(token)} & stems)
            if shared > best:
                best = shared
                open_ = (n for n, token in enumerate(clause) if token.lower in hedges)
                word = next((clause[n].text for n in open_ if not _is_denied(clause, n)), "")
    return f"what it cites says “{word}”" if word else None


def _is_denied(clause: Sequence[Token], place: int) -> bool:
    """Whether what a word leaves open is denied: "no risk", "does not want"."""
    return any(token.lower in lexicon("negations") for token in clause[:place])
