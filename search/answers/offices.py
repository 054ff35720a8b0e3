"""Finds who holds an office or speaks for a body that a question names: "Orlo's CEO", "an Orlo spokesperson"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.index import MOUTHPIECES, Names, Speaker, is_role, name_key, plain_words, stems
from onrecord.index.lexicon.word_classes import GROUPS

from .office_words import other_words

_MOUTHPIECES: Final = MOUTHPIECES | {"spokesmen", "spokespeople"}
_HEAD: Final = ("boss", "chair", "founder")
HEADS: Final = MOUTHPIECES.union(*(one.split() for head in _HEAD for one in other_words(head)))
_PARTED: Final = re.compile(r",\s*|\s+and\s+")
PASSING: Final = frozenset(
    "acting ex former formerly interim late onetime outgoing previous previously then".split()
)
_SECOND: Final = frozenset("assistant associate deputy vice".split())
"""A deputy governor is no governor, though one who speaks for the bank."""

ANYBODY: Final = frozenset("man woman guy lady chap bloke expert specialist executive exec".split())
_BODY_AND_OFFICE: Final = 2
_FAR_MORE_OFTEN: Final = 10


def holder(directory: Names, asked: str) -> Speaker | None:
    """Find the speaker whom articles call by a role: the first of `holders`, or None."""
    return next(iter(holders(directory, asked)), None)


def holders(directory: Names, asked: str) -> list[Speaker]:
    """Find those whom articles call by a role.

    Args:
        directory: Of the corpus.
        asked: As the question has it: "the Russian president".

    Returns:
        First whose role has the fewest other words, and among those the speaker with most statements: "the US
        president" is none of US sales. Then who else is called so, beside names of places or bodies alone: "the
        police chief" may be Wendle's and Orlo's, but is no deputy. Who only was it once, or is it for the time
        being, is not meant, nor who is called so far less often than another.
    """
    words = plain_words(asked)
    anybody = bool(words) and words[-1].lower() in ANYBODY
    # "Senate Republicans" are many, and no one of them.
    if not anybody and not any(
        is_role(word) and not word.endswith("s") for said in other_words(asked) for word in said.split()
    ):
        return []
    # Roe's lawyer is not Roe.
    owners = {part for word in asked.split() if re.search(r"['’]s?$", word) for part in plain_words(word)}
    for wanted in filter(None, map(stems, (asked, *other_words(asked)))):
        fits = [
            (len(stems(role) - wanted), place, speaker, role)
            for place, speaker in enumerate(directory.speakers_with_stems(wanted))
            for role in speaker.roles
            if is_called(role, speaker.name, wanted) and owners.isdisjoint(plain_words(speaker.name))
        ]
        if fits:
            first = min(fits, key=lambda fit: fit[:2])[2]
            times = Counter[str]()
            for _, _, speaker, role in fits:
                if speaker.named and _tells_where(directory, role, wanted):
                    times[speaker.name] += speaker.roles[role]
            least = max(times.values(), default=0) / _FAR_MORE_OFTEN
            others = {one.name: one for _, _, one, _ in fits if times[one.name] > least and one.name != first.name}
            return [first, *sorted(others.values(), key=lambda one: -times[one.name])]
    one = _only_one(directory, stems(" ".join(words[:-1]))) if anybody else None
    return [one] if one is not None else []


def _tells_where(directory: Names, role: str, wanted: set[str]) -> bool:
    """Whether a role has, beside some words, nothing but names: "Wendle police chief"."""
    return all(stems(word) <= wanted or directory.name(word) is not None for word in plain_words(role))


def _only_one(directory: Names, wanted: set[str]) -> Speaker | None:
    """Find the one person whose role has some words: "the Teneo man" is an analyst at Teneo, if no other is."""
    near = directory.speakers_with_stems(wanted) if wanted else ()
    found = [one for one in near if one.named and any(is_called(role, "", wanted) for role in one.roles)]
    return found[0] if len(found) == 1 else None


def mouthpieces(directory: Names, asked: str) -> Speaker | None:
    """Find those who speak for a body.

    Args:
        directory: Of the corpus.
        asked: As the question has it: "a Google spokesperson", "an official of the UN".

    Returns:
        All who articles call so, with or without names, as one; None where a question asks for somebody else.
    """
    wanted, words = stems(asked), plain_words(asked)
    if len(wanted) < _BODY_AND_OFFICE or _MOUTHPIECES.isdisjoint(map(str.lower, words)):
        return None
    numbers = directory.speakers_with_words([*map(name_key, words)])
    near = [*directory.speakers_with_stems(wanted), *map(directory.speaker, numbers)]

    def own(speaker: Speaker) -> Sequence[str]:
        if any(is_called(role, "", wanted) for role in speaker.roles):
            return speaker.names
        return [name for name in speaker.names if wanted <= stems(name)]

    return _as_one(asked, ((speaker, own(speaker)) for speaker in near))


def speaking_for(directory: Names, body: str) -> Speaker | None:
    """Find those whom articles call the heads or mouthpieces of a body by whose own name nobody speaks.

    Args:
        directory: Of the corpus.
        body: Its name: "Norrbus", of "Tessa Orr, a spokeswoman for Norrbus".

    Returns:
        All of them as one, under the body's name; None where there is nobody. Who speaks for somebody who has more
        names than are asked for ("a spokesman for Ann Doe of Orlo") speaks for somebody else.
    """
    wanted = stems(body)
    near = directory.speakers_with_stems(wanted) if wanted else ()
    heads = (one for one in near if any(speaks_for(role, wanted) for role in one.roles))
    found = _as_one(body, ((one, one.names) for one in heads))
    return found if found is not None and found.statements else None


def _as_one(name: str, each: Iterable[tuple[Speaker, Sequence[str]]]) -> Speaker | None:
    """Put speakers together, each with some of their names: who has no new name is counted already."""
    names: dict[str, None] = {}
    statements = 0
    for speaker, own in each:
        statements += 0 if names.keys() >= set(own) else speaker.statements
        names.update(dict.fromkeys(own))
    return Speaker(name, [*names], statements=statements) if names else None


def speaks_for(role: str, body: set[str]) -> bool:
    """Tell whether a role is that of a body's head or mouthpiece: "president of Norrbus".

    Args:
        role: What an article calls somebody; "head of Roe's campaign" is a campaign's, and a former one nobody's.
        body: Stems of the body's name.
    """
    for part in _PARTED.split(role):
        words = plain_words(part)
        told = [word for word in words if not is_role(word) and not word.islower()]
        short = re.search(r"\(([\w-]+)\)", part)
        names = [" ".join(told)] if short is None else [short[1], " ".join(told).replace(short[1], "")]
        heads = not HEADS.isdisjoint(word.lower() for word in words) and not _passes(part, body)
        if heads and GROUPS.isdisjoint(words) and body in map(stems, names):
            return True
    return False


def is_called(role: str, name: str, wanted: set[str]) -> bool:
    """Tell whether who has a role and a name is called by some words: "the Russian president", "Mayor Roe".

    Args:
        role: What an article calls somebody; who had it once, has it for a while or is second to it is not
            called so.
        name: Theirs, which may hold some of the words; "" where it may not.
        wanted: Stems of the words.
    """
    return wanted <= stems(f"{role} {name}") and not _passes(role, wanted, PASSING | _SECOND)


def _passes(role: str, wanted: set[str], passing: frozenset[str] = PASSING) -> bool:
    """Whether a role is one that somebody had, or has for a while, and that is not what is asked for."""
    return any(word in passing and not stems(word) <= wanted for word in map(str.lower, plain_words(role)))
