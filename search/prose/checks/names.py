"""Every name of a sentence stands in what it cites: in the quote, its sentence, its speaker or its outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import Final

from onrecord.index import skeleton
from onrecord.index.lexicon.lexicon import rows
from onrecord.index.lexicon.lexicon import words as lexicon
from onrecord.index.lexicon.word_classes import CALENDAR, COUNTRIES, COURTESY, FUNCTION_WORDS, TITLES, given_name

from ..model import Quote
from .claim import Claim, Token
from .context import context, owner
from .novelty import forms, is_whole

_SAME: Final = (
    ("united states", "u.s.", "US", "usa", "america", "american", "americans", "washington"),
    ("united kingdom", "u.k.", "uk", "britain", "british"),
    ("european union", "EU", "e.u."),
    ("united nations", "UN", "u.n."),
)
"""Names that news prose uses for one another; Washington is told as a place where it stands for the country."""

_LONG: Final = {family[0]: frozenset(family[0].title().split()) for family in _SAME}
"""The words of their longest, each of which stands for "US" where both stand there."""

_ENDINGS: Final = tuple("ians ian ans an ns n ese ish ers er es s ic ia a e i o y".split())
_SHORTEST: Final = 4
_FOR_A_NAME: Final = frozenset("we us our it its they them their this these".split())
_NOT_NAMES: Final = frozenset("i mr mrs ms dr sir no so an a the".split())
_HANDLE: Final = re.compile(r"[@#]\w+")
_DOMAIN: Final = re.compile(r"\.(?:com|net|org|co\.[a-z]{2})\b", re.IGNORECASE)
_OWNER: Final = re.compile(r"['’]s?$")


def check_names(claim: Claim) -> str | None:
    """Find a name that stands nowhere in what is cited."""
    return _unknown(claim, {key for quote in claim.quotes for text in _texts(quote) for key in keys(text)})


def check_near_names(claim: Claim) -> str | None:
    """Find a name that stands neither in what is cited nor ahead of it in the article."""
    cited = {key for quote in claim.quotes for text in (*_texts(quote), *context(quote)) for key in keys(text)}
    return _unknown(claim, cited)


def _unknown(claim: Claim, known: set[str]) -> str | None:
    known |= {_capital(key) for key in known} - {""}
    pairs = {pair for text in claim.context for pair in pairwise(token.text for token in text)}
    plain = {token.lower for text in (*claim.evidence, *claim.around) for token in text}
    lowered = claim.text.lower()
    handles = " ".join(_HANDLE.findall(" ".join(text for quote in claim.quotes for text in _texts(quote)).lower()))
    for before, name in _capitals(claim.tokens, plain):
        own = _keys_of(name) | {family for family, its in _LONG.items() if name in its and family in lowered}
        if _keys_of(before) & known and before.lower() not in TITLES and (before, name) in pairs:
            continue  # "Brightwater Biologics", where the quote has the first of them
        if len(name) >= _SHORTEST and name.lower() in handles:
            continue  # "Jack Harlow" is @jackharlow
        if not (own | {_capital(key) for key in own}) & known and not _stands_for_a_pronoun(claim, own):
            return f"{name} is not named in what it cites"
    return _other_country(claim)


def _other_country(claim: Claim) -> str | None:
    """Find a country that stands beside the quote alone, in a sentence without one that stands in the quote."""
    ours = {token.text: _country(token.text) for token in claim.tokens if token.text[0].isupper()}
    cited = {_country(token.text) for text in claim.evidence for token in text if token.text[0].isupper()}
    for token, after in zip_longest(claim.tokens, claim.tokens[1:]):
        if given_name(token.text) is not None and after is not None and after.text[0].isupper():
            continue  # "Bernie Sanders" is nobody's capital
        country = ours.get(token.text, "")
        told = not claim.said or claim.is_in_said(token)  # what is around that may be the speaker's own country
        if country and told and country not in cited and cited - {"", *ours.values()}:
            return f"what it cites says that of another country, not of {token.text}"
    return None


@lru_cache(maxsize=4096)
def _country(word: str) -> str:
    """Give what all names of a country and its people are compared by, or ""."""
    own = _keys_of(word)
    families = {family[0] for family in _SAME} & own
    seats = {_capital(key) for key in own} - {""}
    return min(families or seats or own & _countries(), default="")


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(key for word in COUNTRIES | lexicon("demonyms") for key in _keys_of(word))


def _stands_for_a_pronoun(claim: Claim, own: Iterable[str]) -> bool:
    """Whether a name of the title can be whom "we" or "it" is, where a sentence leaves nothing of a quote out."""
    ours = {stem for token in claim.tokens for stem in forms(token)}
    for quote, text in zip(claim.quotes, claim.evidence, strict=True):
        titled = keys(quote.citation.article.title) & set(own)
        if titled and is_whole(text, ours) and any(token.lower in _FOR_A_NAME for token in text):
            return True
    return False


def _texts(quote: Quote) -> Iterable[str]:
    return quote.text, quote.around, quote.speaker or "", quote.role, quote.outlet, owner(quote)


def _capital(key: str) -> str:
    """Give the seat of a country's government, for either of them."""
    return _capitals_of().get(key, "")


@lru_cache(maxsize=1)
def _capitals_of() -> dict[str, str]:
    found: dict[str, str] = {}
    for first, *others in rows("capitals"):
        seat = f"the seat {first}"
        found |= {key: seat for name in (first, *others) for key in _keys_of(name.replace("-", " "))}
    return found


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


def without_domain(name: str) -> str:
    """Give an outlet's name without the end of its address: "ESPN" of "ESPN.com"."""
    return _DOMAIN.sub("", name)


@lru_cache(maxsize=4096)
def _keys_of(word: str) -> frozenset[str]:
    """Give the keys of a name: of "Bankman-Fried" each part's, of "Russians" that of "Russia"."""
    found = set()
    bare = _OWNER.sub("", word)
    for part in [bare, without_domain(bare), *bare.split("-")]:
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


def _capitals(found: Sequence[Token], plain: set[str]) -> Iterable[tuple[str, str]]:
    """Yield the words of a sentence that are names, as it writes them, each with the name before it or ""."""
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
        before = found[place - 1].text if place else ""
        yield before if before[:1].isupper() else "", token.text


def _opens(word: str, after: Sequence[Token], plain: set[str]) -> bool:
    """Whether the first word of a sentence is a common one, which a sentence writes in upper case all the same."""
    if word in FUNCTION_WORDS or word in lexicon("auxiliaries") or word in plain or word in _common():
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
