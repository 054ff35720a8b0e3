"""What belongs together in what is cited belongs together in the sentence: words have not changed places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from .claim import Claim, Token
from .novelty import told


def check_order(claim: Claim) -> str | None:
    """Find two words that have changed places: "Roe beat Doe" for "Doe beat Roe".

    Each of them then stands beside what the other stands beside in the quote. Where two clauses change places,
    what stands beside a word comes along.
    """
    ours = _places(_telling(claim.tokens))
    for text in claim.evidence:
        line = _telling(text)
        theirs = _places(line)
        mine = [stem for stem in _telling(claim.tokens) if stem in theirs and stem in ours]
        line = [stem for stem in line if stem in theirs and stem in ours]
        for step in (1, -1):
            beside, there = _beside(mine, step), _beside(line, step)
            for a, b in combinations(line, 2):
                c, d = there.get(a), there.get(b)
                if c and d and len({a, b, c, d}) == 4 and beside.get(a) == d and beside.get(b) == c:  # noqa: PLR2004
                    return f"“{a}” and “{b}” have changed places"
    return None


def _beside(line: Sequence[str], step: int) -> dict[str, str]:
    """Give the word on one side of each."""
    return dict(pairwise(line) if step > 0 else pairwise(reversed(line)))


def _telling(text: Sequence[Token]) -> list[str]:
    """List the words that tell something, numbers and names included, as stems."""
    telling = {id(token) for _, token in told(text)}
    return [
        token.stem or token.lower
        for token in text
        if token.text[0].isalnum() and (id(token) in telling or token.text[0].isdigit() or token.text[0].isupper())
    ]


def _places(line: Sequence[str]) -> dict[str, int]:
    """Say where each word stands that stands once."""
    return {word: place for place, word in enumerate(line) if line.count(word) == 1}
