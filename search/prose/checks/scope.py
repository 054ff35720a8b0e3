"""What a number tells of in what is cited, it tells of in the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...thesaurus import are_alike
from .claim import Claim, Token, clauses
from .novelty import forms, related, told
from .numbers import numbers


def check_scope(claim: Claim) -> str | None:
    """Find a number that has gone over to other things: "ten ships and two boats" for "two and ten"."""
    theirs = [clause for text in claim.evidence for clause in _short(text)]
    for clause in _short(claim.tokens):
        ours = _stems(clause)
        for one in numbers(clause):
            holding = [other for other in theirs if any(abs(n.value - one.value) < 1e-6 for n in numbers(other))]  # noqa: PLR2004
            words = [_stems(other) for other in holding]
            elsewhere = any(_share(ours, _stems(other)) for other in theirs if other not in holding)
            if ours and words and all(words) and elsewhere and not any(_share(ours, other) for other in words):
                return f"the number {claim.text[one.start : one.end]} is of other things in what it cites"
    return None


def _stems(clause: Sequence[Token]) -> set[str]:
    return {stem for _, token in told(clause) for stem in forms(token)}


def _share(ours: set[str], theirs: set[str]) -> bool:
    return any(
        stem in theirs or related(stem) & theirs or any(are_alike(stem, other) for other in theirs)
        for stem in ours
    )


def _short(text: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield clauses, parted at "and", too."""
    for clause in clauses(text):
        parted: list[list[Token]] = [[]]
        for token in clause:
            if token.lower == "and":
                parted.append([])
            else:
                parted[-1].append(token)
        yield from filter(None, parted)
