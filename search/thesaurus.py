"""Which words mean the same, nearly the same or the opposite, as WordNet and the Moby Thesaurus have it."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

THESAURUS: Final = Path(__file__).with_name("thesaurus.txt.gz")
"""Relations of stems, and irregular forms; `eval/make_thesaurus.py` makes it."""


PARTICLES: Final = frozenset("about ahead apart aside away back down forth in off on out over through up".split())
"""Words that make another verb of a verb: "put off", whose key here is "put_off"."""


class Relations(NamedTuple):
    """Stems that have to do with one.

    Attributes:
        same: Synonyms, and words made of it or that it is made of.
        above: What it is a kind of.
        loose: Words behind it in the alphabet that can stand for it in some sense; see `are_alike`.
        against: Its opposites.
    """

    same: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def relations(stem: str) -> Relations:
    """Look a stem up."""
    line = _lines()[0].get(stem)
    return Relations() if line is None else Relations(*(frozenset(one.split()) for one in line.split("\t")))


def are_alike(one: str, other: str) -> bool:
    """Whether two stems can stand for one another in some sense."""
    return max(one, other) in relations(min(one, other)).loose


def base(stem: str) -> str:
    """Give the stem of the plain form of an irregular one: of "written" that of "write"."""
    return _lines()[1].get(stem, stem)


@lru_cache(maxsize=1)
def _lines() -> tuple[dict[str, str], dict[str, str]]:
    found: dict[str, str] = {}
    bases: dict[str, str] = {}
    for line in gzip.decompress(THESAURUS.read_bytes()).decode().splitlines():
        stem, _, rest = line.partition("\t")
        if rest.startswith("\t\t\t\t"):
            bases[stem] = rest.strip()
        else:
            found[stem] = rest
    return found, bases
