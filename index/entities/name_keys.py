"""Ways of writing one name in Latin letters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from ..lexicon.lexicon import rows

_FAMILY_OF: Final = {word: family[0] for family in rows("name_families") for word in family}

# What is written for these letters in names, where it is not what they look like.
_LETTERS: Final = str.maketrans({"ə": "a", "Ə": "A"})

_RULES: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^(?:al|el)-", ""),
        (r"[^a-z]", ""),
        (r"^mac(?=[bcdfgklmnpqrstvw])", "mc"),
        (r"(?:sk[iy][iyj]?|t?[sz]ky)$", "ski"),
        (r"(?:[iy][iyj]|e[iy])$", "i"),
        (r"tsch|tch|tsh", "ch"),
        (r"sch", "sh"),
        (r"kh", "h"),
        (r"([dgz])h", r"\1"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"x", "ks"),
        (r"ou|oo", "u"),
        (r"(?<=[aeiou])ye", "e"),
        (r"([aou])e", r"\1"),
        (r"(?<=[aeiou])y(?=[aeiou])|j", "i"),
        (r"ye", "e"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
    )
)


def _reduced(plain: str) -> str:
    for pattern, to in _RULES:
        plain = pattern.sub(to, plain)
    return plain


_FAMILY_LIKE: Final = {_reduced(word): head for word, head in _FAMILY_OF.items()}


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Reduce a word to what the ways of writing it in Latin letters have in common.

    Args:
        word: One word of a name, in any script.

    Returns:
        Lower-case letters: `skeleton("Zelenskyy") == skeleton("Zelenskiy")`.
    """
    plain = _plain(word)
    if (letters := re.sub(r"[^a-z]", "", plain)) in _FAMILY_OF:
        return _FAMILY_OF[letters]
    reduced = _reduced(plain)
    return _FAMILY_LIKE.get(reduced, reduced)


def name_key(word: str) -> str:
    """Give what a word of a name is compared by: its skeleton, or itself where nothing of it is left in one."""
    return skeleton(word) or word.lower()


def one_family(word: str, other: str) -> bool:
    """Whether two spellings are known to be one name, such as Kiev and Kyiv."""
    families = [_FAMILY_OF.get(re.sub(r"[^a-z]", "", _plain(one))) for one in (word, other)]
    return families[0] is not None and families[0] == families[1]


def _plain(word: str) -> str:
    return anyascii(word.translate(_LETTERS)).lower().removesuffix("'s")
