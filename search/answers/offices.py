"""Finds who holds an office or speaks for a body that a question names: "Orlo's CEO", "an Orlo spokesperson"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

import numpy as np

from onrecord.index import (
    MOUTHPIECES,
    Directory,
    Index,
    Selection,
    Speaker,
    Statement,
    is_role,
    plain_words,
    skeleton,
    stems,
)

from .statement_retriever import Found, StatementSearch
from .wording import who

_MOUTHPIECES: Final = MOUTHPIECES | {"spokesmen", "spokespeople"}
_PASSING: Final = frozenset("acting ex former formerly interim late onetime outgoing previous then".split())
_BODY_AND_OFFICE: Final = 2
_FULL_NAME: Final = 2
_CLOSE: Final = 60
_STOP: Final = re.compile(r"[.,;:?!()“”\"—–](?:\s|$)")
_APPOSITION: Final = re.compile(r"(?:['’]s)?(?:,| \(| is| was| —| –)\s?[^.;:?!)“”\"—–,]+")


def holder(directory: Directory, asked: str) -> Speaker | None:
    """Find the speaker whom articles call by a role.

    Args:
        directory: Of the corpus.
        asked: As the question has it: "the Russian president".

    Returns:
        The speaker with most statements among those whose role it is, or None. Who only was it once, or is it
        for the time being, is not meant.
    """
    words = plain_words(asked)
    # "Senate Republicans" are many, and no one of them.
    if not any(is_role(word) and not word.endswith("s") for word in words):
        return None
    wanted, owners = stems(asked), _owners(asked.split())
    return next(
        (
            speaker
            for speaker in directory.speakers_with_stems(wanted)
            if not owners & set(plain_words(speaker.name))
            and any(
                wanted <= stems(f"{role} {speaker.name}") and not _passes(role, wanted) for role in speaker.roles
            )
        ),
        None,
    )


def mouthpieces(directory: Directory, asked: str) -> Speaker | None:
    """Find those who speak for a body.

    Args:
        directory: Of the corpus.
        asked: As the question has it: "a Google spokesperson", "an official of the UN".

    Returns:
        All who articles call so, with or without names, as one; None where a question asks for somebody else.
    """
    wanted = stems(asked)
    if len(wanted) < _BODY_AND_OFFICE or not {word.lower() for word in plain_words(asked)} & _MOUTHPIECES:
        return None
    near = [*directory.speakers_with_stems(wanted)]
    bones = [skeleton(word) or word.lower() for word in plain_words(asked)]
    near += map(directory.speaker, directory.speakers_with_words(bones))
    names: dict[str, None] = {}
    statements = 0
    for speaker in near:
        own = [name for name in speaker.names if wanted <= stems(name)]
        if any(wanted <= stems(role) and not _passes(role, wanted) for role in speaker.roles):
            own = speaker.names
        statements += 0 if names.keys() >= set(own) else speaker.statements
        names.update(dict.fromkeys(own))
    return Speaker(asked, [*names], statements=statements) if names else None


class OfficeSearch:
    """Finds statements of those whom articles call by a role, where indexing has noted no such role."""

    def __init__(self, index: Index, search: StatementSearch) -> None:
        """Search one index."""
        self._index = index
        self._search = search

    def find(self, question: str, topic: str, role: Sequence[str], among: Selection | None) -> list[Found]:
        """Find statements whose speaker an article calls by a role.

        Args:
            question: The whole question, which the cross-encoder reads.
            topic: What they are to be about.
            role: The words of the role: "Estonian", "foreign", "minister".
            among: Passages that may be looked at; None allows all.

        Returns:
            Statements, best first: where the words of the role stand, else anywhere.
        """
        named = self._holding(role)
        for chosen in (named if among is None else named & among, among):
            if chosen is None or chosen.any():
                every = self._search.find(question, topic, among=chosen)
                if found := [one for one in every if described(one.statement, role)]:
                    return found
        return []

    def names_some(self, words: Sequence[str]) -> bool:
        """Tell whether a passage holds all of the capitalised words of a full name; of less it is true."""
        name = [word for word in words if word[0].isupper()]
        return len(name) < _FULL_NAME or bool(self._holding(name).any())

    def _holding(self, words: Sequence[str]) -> Selection:
        """Choose the passages that hold all of some words."""
        chosen = [self._index.holding([word]) for one in words for word in self._index.words(one)]
        return np.logical_and.reduce(chosen) if chosen else np.ones(self._index.n_passages, dtype=bool)


def described(statement: Statement, role: Sequence[str]) -> bool:
    """Tell whether an article calls a statement's speaker by a role.

    Args:
        statement: The statement.
        role: The words of the role: "Estonian", "foreign", "minister".

    Returns:
        Whether all of them stand close to the speaker's last name somewhere in the article. Roe is not "Roe's
        lawyer", and no mayor who was one once.
    """
    name = who(statement)
    if _owners(role) & set(plain_words(name)):
        return False
    wanted, own = stems(" ".join(role)), stems(name)
    text = statement.article.text
    for place in re.finditer(rf"\b{re.escape(name.split()[-1])}\b", text):
        before = text[max(0, place.start() - _CLOSE) : place.start()].rstrip()
        while before and (last := stems(before.split()[-1])) and last <= own:
            before = before.rpartition(before.split()[-1])[0].rstrip()
        after = _APPOSITION.match(text, place.end(), place.end() + _CLOSE)
        ahead = _until_another(reversed(plain_words(_STOP.split(before.rstrip(","))[-1])), wanted | own)
        behind = _until_another(plain_words(after[0]) if after else (), wanted | own)
        close = " ".join((*ahead, name, *behind))
        if wanted <= stems(close) and not _passes(close, wanted):
            return True
    return False


def _until_another(words: Iterable[str], known: set[str]) -> list[str]:
    """Take words up to one that may name somebody else."""
    return [*takewhile(lambda word: word.islower() or is_role(word) or stems(word) <= known, words)]


def _owners(words: Iterable[str]) -> set[str]:
    """Give the words that somebody else's name ends with, or is: "Roe" of "Roe's lawyer"."""
    return {part for word in words if re.search(r"['’]s?$", word) for part in plain_words(word)}


def _passes(role: str, wanted: set[str]) -> bool:
    """Whether a role is one that somebody had, or has for a while, and that is not what is asked for."""
    return any(word in _PASSING and not stems(word) <= wanted for word in map(str.lower, plain_words(role)))
