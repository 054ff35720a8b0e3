"""Every word of a sentence that tells something stands in what it cites, or means what one there means."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from onrecord.index.lexicon.lexicon import rows
from onrecord.index.lexicon.lexicon import words as lexicon

from .claim import Claim, Token
from .numbers import is_number

THESAURUS: Final = Path(__file__).with_name("thesaurus.txt.gz")
"""Synonyms, kinds and irregular forms, as stems; `eval/make_thesaurus.py` makes it from WordNet."""

_SHORTEST: Final = 5


def check_novelty(claim: Claim) -> str | None:
    """Find a word that brings in what is not told in what is cited."""
    texts = (*claim.evidence, *claim.known, *claim.around)
    held = {stem for text in texts for token in text for stem in forms(token)}
    near = held | {other for stem in held for other in related(stem)}
    for token in told(claim.tokens):
        if not forms(token) & near:
            return f"nothing in what it cites says “{token.text}”"
    return None


def check_small_words(claim: Claim) -> str | None:
    """Find a small word that says more than what is cited: all, only, because, before."""
    held = {token.lower for text in (*claim.evidence, *claim.around) for token in text}
    for token in claim.tokens:
        kinds = _claimed().get(token.lower, ())
        if (
            kinds
            and token.lower not in held
            and token.lower not in lexicon("plain_words")
            and not any(kind & held for kind in kinds)
        ):
            return f"nothing in what it cites says “{token.text}”"
    return None


def told(found: list[Token]) -> Iterator[Token]:
    """Yield the words that tell something: no words of grammar, no names, no numbers."""
    plain = lexicon("plain_words")
    for place, token in enumerate(found):
        if (
            not token.lower[0].isalpha()
            or token.lower in plain
            or token.lower in _claimed()
            or is_number(token.lower)
        ):
            continue
        if token.text[0].isupper() and place and found[place - 1].text not in '"“‘':
            continue
        if token.stem:
            yield token


def forms(token: Token) -> set[str]:
    """Give the stem of a word, of its parts where it has a hyphen, and of its plain form where it is irregular."""
    bases = _thesaurus()[2]
    found = {token.stem, bases.get(token.stem, token.stem)} if token.stem else set()
    if token.stem.endswith(("er", "est")) and len(token.stem) >= _SHORTEST:
        found |= {token.stem.removesuffix("er"), token.stem.removesuffix("est")}
    return found


@lru_cache(maxsize=8192)
def related(stem: str) -> frozenset[str]:
    """Give the stems of words that mean the same as one, or of which it is a kind."""
    alike, kinds, _ = _thesaurus()
    return alike.get(stem, frozenset()) | kinds.get(stem, frozenset())


def synonyms(stem: str) -> frozenset[str]:
    """Give the stems of words that mean the same."""
    return _thesaurus()[0].get(stem, frozenset())


@lru_cache(maxsize=1)
def _thesaurus() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, str]]:
    alike: dict[str, frozenset[str]] = {}
    kinds: dict[str, frozenset[str]] = {}
    bases: dict[str, str] = {}
    for line in gzip.decompress(THESAURUS.read_bytes()).decode().splitlines():
        stem, same, above, *base = line.split("\t")
        if base:
            bases[stem] = base[0]
        else:
            alike[stem], kinds[stem] = frozenset(same.split()), frozenset(above.split())
    return alike, kinds, bases


@lru_cache(maxsize=1)
def _claimed() -> dict[str, tuple[frozenset[str], ...]]:
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for row in rows("claimed"):
        for word in row:
            found[word] = (*found.get(word, ()), frozenset(row))
    return found
