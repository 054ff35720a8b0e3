"""Whom an article means by an office: "the Russian leader", "the senator"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..lexicon.word_classes import COUNTRIES, HEADS_OF_STATE, TITLES, plain
from .document_entities import People
from .head_mentions import ARTICLE
from .organisations import is_adjective
from .person import Person
from .speaker import Source

DEFINITE: Final = re.compile(r"(?:the|this|that|his|her|their|its)\s", re.IGNORECASE)
"""The beginning of what somebody is called who is known already."""

_SINGULAR: Final = re.compile(r"(?:the|this|that|an?|one|another|his|her|their|its)\s", re.IGNORECASE)
AGED: Final = re.compile(r"(?P<age>\d{1,3})-year-old$")
"""The last word of "the 44-year-old"."""

_LEADERS: Final = frozenset({"leader", "head", "ruler", "strongman"})
_PARTS: Final = re.compile(r",| (?:of|for|in|at|from|who|after|with|on) ")


def described(words: str) -> list[str]:
    """Give the words of a description up to its head noun, folded; none for what describes nobody.

    "The Russian leader of the party" gives "russian", "leader".
    """
    if not _SINGULAR.match(words):
        return []
    return [plain(word) for word in _PARTS.split(ARTICLE.sub("", words))[0].split()]


def is_of_another(person: Person, head: Sequence[str]) -> bool:
    """Tell whether somebody is called by another country than a description: "the US leader" is no French one."""
    said = {plain(word) for role in person.roles for word in role.split() if _is_national(plain(word))}
    asked = set(filter(_is_national, head))
    return bool((said or head[-1] in HEADS_OF_STATE) and asked and not said & asked)


def holder(people: People, source: Source, head: Sequence[str]) -> Person | None:
    """Find whom an office means: who agrees in most words, spoke last or was named last.

    Args:
        people: Everybody whom the article names.
        source: The words and where they stand.
        head: From `described`.
    """
    start = source.span.start
    office = HEADS_OF_STATE if head[-1] in _LEADERS & HEADS_OF_STATE else {head[-1]}
    capitals = {plain(word) for word in source.words.split()[1:] if word[0].isupper()} & set(head)
    best: tuple[tuple[int, int, int], Person] | None = None
    for person in people.persons:
        said = {plain(word) for word in " ".join([*person.roles, *(m.title for m in person.mentions)]).split()}
        said = said if head[-1] == "minister" else said - {"minister"}
        if not said & office or not (capitals <= said or not any(map(_is_national, said))):
            continue
        before = [m.span.start for m in person.mentions if m.span.start < start]
        if not before or not DEFINITE.match(source.words):
            continue
        recent = source.last is not None and source.last[1] is person
        rank = (
            len(said & set(head[:-1])),
            int(recent) + len(capitals) * len(before),
            before[-1],
        )
        best = (rank, person) if best is None or rank > best[0] else best
    return best[1] if best else None


def _is_national(word: str) -> bool:
    word = word.removesuffix("'s")
    return word in COUNTRIES or word in {"us", "u.s", "uk"} or (is_adjective(word) and word not in TITLES)
