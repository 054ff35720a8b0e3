"""Spellings of a name: which words of a corpus are one name written in several ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from anyascii import anyascii
from rapidfuzz import fuzz, process

# Families that no rule of transliteration joins: one name after a change of language, or of its letters.
_FAMILIES: Final = tuple(
    frozenset(family.split())
    for family in (
        "kyiv kiev kyjiv",
        "odesa odessa",
        "kharkiv kharkov",
        "lviv lvov lemberg",
        "dnipro dnepr dnieper",
        "chernobyl chornobyl",
        "mykolaiv nikolaev nikolayev",
        "zaporizhzhia zaporizhia zaporozhye zaporizhzhya",
        "luhansk lugansk",
        "beijing peking",
        "mumbai bombay",
        "kolkata calcutta",
        "chennai madras",
        "yangon rangoon",
        "myanmar burma",
        "turkey turkiye",
        "czechia czech",
        "belarus belorussia byelorussia",
        "moldova moldavia",
        "chisinau kishinev",
        "gaddafi qaddafi kadafi kaddafi gadhafi gadaffi qadhafi kadhafi khadafi khaddafi qathafi gathafi ghaddafi"
        " ghadafi gheddafi qadhdhafi qadafi kazzafi gadafy qudhafi gaddafy",
        "khamenei khamenai khameni chamenei",
        "netanyahu netanjahu nethanyahu",
        "zelensky zelenskyy zelenskiy zelenskij selenskyj zelenskyi selenski zelenski",
        "volodymyr vladimir wolodymyr",
        "tchaikovsky chaikovsky tschaikowski",
        "khrushchev chruschtschow krushchev khruschev",
        "yeltsin jelzin eltsin",
        "gorbachev gorbatschow gorbachov",
        "lukashenko lukashenka lukaschenko",
        "navalny nawalny navalniy navalnyj",
        "isis daesh isil",
        "quran koran qoran",
        "hezbollah hizbullah hizbollah hezbullah",
        "muhammad mohammed mohamed mohammad muhammed mohamad mehmed",
        "alqaeda alqaida",
    )
)
_FAMILY_OF: Final = {word: min(family) for family in _FAMILIES for word in family}

_RULES: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[^a-z]", ""),
        (r"(?:skyy|skiy|skij|skyi|skyj|skii|sky|ski|skiy|zky|tzky|tsky)$", "ski"),
        (r"(?:iy|yy|yi|ij|ii|yj|ey|ei)$", "i"),
        (r"tsch|tch|tsh", "ch"),
        (r"sch", "sh"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"zh", "z"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"(?<=[aeiou])y(?=[aeiou])|j", "i"),
        (r"ye|ie", "e"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_SHORTEST: Final = 4
_ALIKE: Final = 84.0


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Reduce a word to what the ways of writing it in Latin letters have in common.

    Args:
        word: One word of a name, in any script.

    Returns:
        Lower-case letters: `skeleton("Zelenskyy") == skeleton("Zelenskiy")`.
    """
    plain = anyascii(word).lower().removesuffix("'s")
    plain = re.sub(r"[^a-z]", "", plain)
    if plain in _FAMILY_OF:
        return _FAMILY_OF[plain]
    for pattern, to in _RULES:
        plain = pattern.sub(to, plain)
    return _FAMILY_OF.get(plain, plain)


class NameBook:
    """The names of a corpus, each with the ways it is spelt there."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Group spellings.

        Args:
            counts: How many passages each word that is written as a name stands in.
        """
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for word in counts:
            if len(word) >= _SHORTEST:
                groups[skeleton(word)].append(word)
        self._groups = {
            key: tuple(sorted(words, key=lambda word: (-counts[word], word))) for key, words in groups.items()
        }
        self._keys = [key for key in self._groups if len(key) >= _SHORTEST]

    def spellings(self, word: str) -> tuple[str, ...]:
        """Give the corpus's spellings of a name, the most frequent first.

        Args:
            word: One word, as somebody typed it.

        Returns:
            Spellings that stand in the corpus; none where the word is no name there, not even misspelt.
        """
        if len(word) < _SHORTEST:
            return ()
        key = skeleton(word)
        if key in self._groups:
            return self._groups[key]
        return ()

    def nearest(self, word: str) -> tuple[str, ...]:
        """Give the spellings of the name that a misspelt word is most like.

        Args:
            word: One word that the corpus does not have.

        Returns:
            Spellings, the most frequent first; none where nothing is alike enough.
        """
        key = skeleton(word)
        if len(key) <= _SHORTEST:
            return ()
        best = process.extractOne(key, self._keys, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if best is None or best[0][0] != key[0]:
            return ()
        return self._groups[best[0]]


_NAME: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_STARTS: Final = re.compile(r"(?:^|[.!?:;…]\s*|[\"“”‘’'(\[«—–-]\s*|\n\s*)$")


def count_names(texts: Iterable[str]) -> dict[str, int]:
    """Count the words of a corpus that are written as names.

    A word is one if it is capitalised where no sentence begins, and more often so than not.

    Args:
        texts: The passages.

    Returns:
        For each name, the number of texts that it stands in.
    """
    upper: defaultdict[str, int] = defaultdict(int)
    lower: defaultdict[str, int] = defaultdict(int)
    for text in texts:
        seen: set[str] = set()
        for match in _NAME.finditer(text):
            word = match[0].removesuffix("'s").removesuffix("’s")
            if word in seen or len(word) < _SHORTEST:
                continue
            seen.add(word)
            if not word[0].isupper():
                lower[word] += 1
            elif not _STARTS.search(text, max(0, match.start() - 3), match.start()):
                upper[word] += 1
    return {word: n for word, n in upper.items() if n > lower.get(word.lower(), 0)}
