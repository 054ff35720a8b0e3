"""Which entity of an annotated article a name means."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from .standoff import AnnotatedStatement

_WORD: Final = re.compile(r"[^\W_]+")
_POSSESSIVE: Final = re.compile(r"['’]s\b")
_UP_TO_ROLE: Final = re.compile(r",| who | \(|—| – ")
_SMALL: Final = frozenset("the a an of for and in at s".split())
_HONORIFICS: Final = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady prof professor president prime minister senator sen rep"
    " representative gov governor judge justice king queen prince princess pope captain capt coach chancellor"
    " secretary former mayor".split()
)
_SUFFIXES: Final = frozenset("jr sr ii iii iv".split())


def name_words(name: str) -> tuple[str, ...]:
    """Give the words of a name for comparison: folded, without accents, articles and possessive endings."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = tuple(word for word in _WORD.findall(plain) if word not in _SMALL)
    return tuple(word for word in words if word not in _HONORIFICS) or words


class Cast:
    """The entities of an annotated article, by all the names that its annotated sources give them.

    Args:
        text: The article's text.
        statements: What is annotated in it.
    """

    def __init__(self, text: str, statements: Iterable[AnnotatedStatement]) -> None:
        self._text = text
        self._names: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._persons: set[str] = set()
        for one in statements:
            if one.entity is None:
                continue
            self._names[one.entity].add(name_words(one.entity))
            if one.speaker_type == "person":
                self._persons.add(one.entity)
            if one.mention in {"name", "organisation"} and one.source is not None:
                self._names[one.entity].add(name_words(_UP_TO_ROLE.split(text[slice(*one.source)])[0]))

    def is_right(self, name: str | None, statement: AnnotatedStatement) -> bool:
        """Tell whether a speaker's name means the entity that spoke, and no other one of the article.

        A shorter name ("Lee" for "Ann Lee") is right if it fits nobody else who speaks. Where nobody can tell who
        spoke, no name is right, and so are the words of the source ("officials"). A body or document that has only
        a description ("the regulator") may go without a name where the description itself is written.

        Args:
            name: Found; None for nobody.
            statement: As annotated.
        """
        mention = "" if statement.source is None else self._text[slice(*statement.source)]
        if statement.entity is None:
            return name is None or _begins(name, mention)
        if name is None:
            return statement.mention in {"nominal", "organisation"} and (
                statement.speaker_type == "document" or is_description(statement.entity)
            )
        meant = {entity for entity in self._names if self._fits(name, entity)}
        exact = {entity for entity in meant if name_words(name) in self._names[entity]}
        return (exact or meant) == {statement.entity}

    def _fits(self, name: str, entity: str) -> bool:
        words = name_words(name)
        rule = _same_person if entity in self._persons else _same_body
        return any(rule(words, own) for own in self._names[entity])


def _begins(name: str, mention: str) -> bool:
    """Whether a name is the head of a mention: "Lawyers" of "Lawyers for Lee", but not "Lee" of "Lee's aides"."""
    words, written = name_words(name), name_words(_UP_TO_ROLE.split(mention)[0])
    owner = _POSSESSIVE.search(mention)
    return words == written or (
        words == written[: len(words)] and not (owner and words == name_words(mention[: owner.start()]))
    )


def is_description(entity: str) -> bool:
    """Tell descriptions ("The regulator", "its board") from names: only the first word may have a capital."""
    words = entity.split()
    return not any(word[0].isupper() for word in words[1:]) and (
        len(words) > 1 or not words[0][0].isupper() or words[0].lower() == "police"
    )


def means_same(name: str, other: str) -> bool:
    """Tell whether two names in one article may mean one person or body: one is the other, or a part of it."""
    words, own = name_words(name), name_words(other)
    return _same_person(words, own) or _same_body(words, own)


def _same_person(name: tuple[str, ...], own: tuple[str, ...]) -> bool:
    if (set(name) & _SUFFIXES) and (set(own) & _SUFFIXES) and set(name) & _SUFFIXES != set(own) & _SUFFIXES:
        return False
    name, own = (tuple(word for word in words if word not in _SUFFIXES) for words in (name, own))
    if not name or not own:
        return False
    return set(name) <= set(own) or (set(own) <= set(name) and name[-1] == own[-1])


def _same_body(name: tuple[str, ...], own: tuple[str, ...]) -> bool:
    if not name or not own or not (set(name) <= set(own) or set(own) <= set(name)):
        return False
    return name[-1] == own[-1] or name[0] == own[0]
