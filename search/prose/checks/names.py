"""Every name of a sentence stands in what it cites: in the quote, its sentence, its speaker or its outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from onrecord.index import skeleton
from onrecord.index.lexicon.lexicon import words as lexicon
from onrecord.index.lexicon.word_classes import CALENDAR, COURTESY, FUNCTION_WORDS, TITLES, given_name

from ..model import Quote
from .claim import Claim, Token

_SAME: Final = (
    ("united states", "u.s.", "US", "usa", "america", "american", "americans", "washington"),
    ("united kingdom", "u.k.", "uk", "britain", "british"),
    ("european union", "EU", "e.u."),
    ("united nations", "UN", "u.n."),
)
"""Names that news prose uses for one another; Washington is told as a place where it stands for the country."""

_ENDINGS: Final = ("ians", "ian", "ans", "an", "ns", "n", "ese", "ish", "es", "s", "ia", "a", "e", "i", "y")
_SHORTEST: Final = 4
_NOT_NAMES: Final = frozenset("i mr mrs ms dr sir no so an a the".split())
_OWNER: Final = re.compile(r"['’]s?$")


def check_names(claim: Claim) -> str | None:
    """Find a name that stands nowhere in what is cited."""
    known = {key for quote in claim.quotes for text in _texts(quote) for key in keys(text)}
    plain = {token.lower for text in (*claim.evidence, *claim.around) for token in text}
    for name in _capitals(claim.tokens, plain):
        own = _keys_of(name)
        if not own & known:
            return f"{name} is not named in what it cites"
    return None


def _texts(quote: Quote) -> Iterable[str]:
    return quote.text, quote.around, quote.speaker or "", quote.role, quote.outlet


def keys(text: str) -> set[str]:
    """Give what the words of a text are compared by."""
    lowered = text.lower().replace("’", "'")
    found = {key for word in re.findall(r"\w+(?:[.'’-]\w+)*\.?", text) for key in _keys_of(word)}
    for family in _SAME:
        if any(
            re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text if name.isupper() else lowered) for name in family
        ):
            found.add(family[0])
    return found


@lru_cache(maxsize=4096)
def _keys_of(word: str) -> frozenset[str]:
    """Give the keys of a name: of "Bankman-Fried" each part's, of "Russians" that of "Russia"."""
    found = set()
    for part in [_OWNER.sub("", word), *re.split(r"[-]", _OWNER.sub("", word))]:
        lower = part.lower().strip(".")
        found |= {family[0] for family in _SAME if part in family or lower in family or f"{lower}." == family[1]}
        key = skeleton(part) or lower
        found.add(_root(key))
    return frozenset(found - {""})


def _root(key: str) -> str:
    """Take the endings off that make a people of a place."""
    shorter = True
    while shorter:
        shorter = False
        for ending in _ENDINGS:
            if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST:
                key, shorter = key[: -len(ending)], True
                break
    return key


def _capitals(found: Sequence[Token], plain: set[str]) -> Iterable[str]:
    """Yield the words of a sentence that are names, as it writes them."""
    for place, token in enumerate(found):
        bare = _OWNER.sub("", token.lower)
        if not token.text[0].isupper() or bare in _NOT_NAMES or bare in CALENDAR or bare.strip(".") in COURTESY:
            continue
        if (place == 0 or found[place - 1].text in '.!?:"“‘«') and _opens(
            bare, found[place + 1 : place + 2], plain
        ):
            continue
        if bare in TITLES and place + 1 < len(found) and found[place + 1].text[0].isupper():
            continue
        yield token.text


def _opens(word: str, after: Sequence[Token], plain: set[str]) -> bool:
    """Whether the first word of a sentence is a common one, which a sentence writes in upper case all the same."""
    if word in FUNCTION_WORDS or word in plain or word in _common():
        return True
    # Any other is held against the quotes as a word, by `check_novelty`.
    return given_name(word) is None and not (after and after[0].text[0].isupper())


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words of people, things and places that are no names."""
    kinds = (
        "roles jobs kin people_nouns public_nouns body_nouns company_nouns documents quantities small_words titles"
    )
    return frozenset().union(*(lexicon(kind) for kind in kinds.split()))
