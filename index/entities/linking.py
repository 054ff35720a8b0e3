"""The people and bodies that speak in a corpus: one entry each, however articles write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from anyascii import anyascii

from ..lexicon.lexicon import words
from ..lexicon.word_classes import (
    BODIES,
    COURTESY,
    GROUPS,
    INSTITUTIONS,
    MOUTHPIECES,
    given_name,
    is_role,
    names_nobody,
)
from .name_keys import name_key
from .person_name import PARTICLES, SUFFIXES, compatible, is_capitalised, spelt_alike
from .surnames import Evidence, Person, is_meant, surname

_WORD: Final = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")
SMALL_WORDS: Final = words("small_words")
_STEM: Final = 5
# Words for a role that are also what people are called.
_SURNAMES: Final = words("role_surnames")

_QUANTITIES: Final = words("quantities")
_PARTICLES: Final = SMALL_WORDS | PARTICLES | {"and"}
_BODIES: Final = BODIES | GROUPS | INSTITUTIONS
_OFTENER: Final = 4

SpeakerCount = tuple[str, str | None, int]  # name, role (or None) and number of statements


@dataclass(slots=True)
class Speaker:
    """Somebody whose statements are indexed.

    Attributes:
        name: The name that articles use most among the fullest ones.
        names: All names, as resolved in their articles, most frequent first.
        roles: What articles call the speaker, with counts.
        statements: Number of statements.
        named: Whether that is a name; "the researchers" of many articles are one entry, and nobody in particular.
    """

    name: str
    names: list[str]
    roles: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    named: bool = True


def plain_words(text: str) -> list[str]:
    """Give the words of a name or role, without possessive endings and full stops."""
    words = (re.sub(r"['’]s?$", "", word).strip(".'’") for word in _WORD.findall(text.replace("-", " ")))
    return [word for word in words if word]


def words_of(name: str) -> tuple[str, ...]:
    """Give the skeletons of a name's words, without titles (unless there is nothing else) and "Jr."."""
    return tuple(map(name_key, _own_words(name)))


def _own_words(name: str) -> list[str]:
    parts = [word for word in plain_words(name) if word.lower() not in SMALL_WORDS]
    parts = [word for word in parts if word.lower() not in SUFFIXES] or parts
    kept = [word for place, word in enumerate(parts) if not is_role(word) or _is_surname(parts, place)]
    return kept or parts


def _is_surname(words: Sequence[str], place: int) -> bool:
    """Whether a word that may be a role is a name here: "Mr. King", "Mark Singer", but not "the King"."""
    last = place > 0 and place == len(words) - 1 and words[place][0].isupper()
    before = words[place - 1]
    return (
        last
        and words[place].lower() in _SURNAMES
        and before[0].isupper()
        and (not is_role(before) or before.lower() in COURTESY)
    )


def stems(text: str) -> set[str]:
    """Give the first five letters of each word of a role or name: "Russia" and "Russian" have one stem."""
    words = (anyascii(word).lower() for word in plain_words(text))
    return {word[:_STEM] for word in words if word not in SMALL_WORDS}


def family_of(name: str, common: Container[str] = frozenset()) -> tuple[bool, str] | None:
    """Tell which names a name may be joined with.

    Args:
        name: A name as resolved in its article.
        common: Words, in lower case, that the corpus mostly writes so.

    Returns:
        Whether it is a name or a description, and the words that all of its family share; None for nobody.
    """
    if names_nobody(name) or _nameless(name):
        return None
    if is_name(name, common):
        return True, words_of(name)[-1]
    words = (word for word in map(str.lower, plain_words(name)) if word not in SMALL_WORDS | _QUANTITIES)
    return False, " ".join(words)


def join_family(
    counts: Mapping[str, int], roles: Mapping[str, Counter[str]], evidence: Evidence | None, *, named: bool
) -> list[Speaker]:
    """Join the names of a family that belong to one speaker.

    Args:
        counts: Number of statements by name.
        roles: Roles by name, with counts.
        evidence: Looks for words in the articles in which a name speaks; None believes a surname without.
        named: Whether these are names. Descriptions of a family differ in case, article and number only.
    """
    if named:
        return _joined(counts, roles, evidence)
    names = sorted(counts, key=lambda name: (-counts[name], name))
    gathered: Counter[str] = Counter()
    for name in names:
        gathered.update(roles[name])
    return [Speaker(names[0], names, gathered, sum(counts.values()), named=False)]


def is_name(name: str, common: Container[str] = frozenset()) -> bool:
    """Tell names from descriptions: "Roe", "the Roe campaign" and "a Roe spokesman", but not "a friend of Roe's".

    Args:
        name: The words that a speaker goes by.
        common: Words, in lower case, that are no names by themselves, even where they begin a sentence.
    """
    words = [word.strip(".,'’\"“”()") for word in name.split()]
    words = [word for word in words if word]
    while words and words[0].lower() in SMALL_WORDS | _QUANTITIES:
        words.pop(0)
    if words and words[-1].islower() and (words[-1] in _BODIES | MOUTHPIECES):
        words.pop()
    if not words or any(not is_capitalised(word) and word not in _PARTICLES for word in words):
        return False
    return len(words) > 1 or words[0].lower() not in common


def _nameless(name: str) -> bool:
    """Whether words only say what somebody is ("the mayor"), or say nothing."""
    words = plain_words(name)
    return not any(
        _is_surname(words, place) or not (is_role(word) or word.lower() in SMALL_WORDS)
        for place, word in enumerate(words)
    )


def _joined(
    counts: Mapping[str, int], roles: Mapping[str, Counter[str]], evidence: Evidence | None
) -> list[Speaker]:
    alone = {name for name in counts if _is_surname_alone(name)}
    speakers: list[Speaker] = []
    for name in sorted(counts, key=lambda name: (name in alone, -counts[name], name)):
        if name in alone:
            alone_first = sorted(speakers, key=lambda other: other.name not in alone)
            called = (other for other in alone_first if _called(name, counts[name], other, evidence))
            home = next(called, None)
        else:
            home = next((other for other in speakers if _same(name, other.name)), None)
        if home is None:
            home = Speaker(name, [])
            speakers.append(home)
        home.names.append(name)
        home.statements += counts[name]
        home.roles.update(roles[name])
    return speakers


def _is_surname_alone(name: str) -> bool:
    words = _own_words(name)
    return len(surname(words, name)) == len(words)


def _called(name: str, count: int, other: Speaker, evidence: Evidence | None) -> bool:
    """Whether a surname is that of somebody with a fuller name, or the same surname in other spelling.

    A surname by itself is rare: articles mostly give the full name too. What stands alone much oftener than with
    a word before it is a name of its own: "Google", beside "Old Google".
    """
    own, own_words = surname(_own_words(name), name), _own_words(other.name)
    if not spelt_alike(" ".join(own), " ".join(own_words[-len(own) :])):
        return False
    if _is_surname_alone(other.name):
        return True
    last = own_words[-1].lower()
    if last in _BODIES or is_role(last) or MOUTHPIECES & {word.lower() for word in plain_words(name)}:
        return False
    if count > other.statements * (_OFTENER if given_name(own_words[0]) else 1):
        return False
    if evidence is None:
        return True
    firsts = {_own_words(one)[0] for one in other.names}
    fuller = Person(other.names, firsts, [role for role, _ in other.roles.most_common()])
    return is_meant(name, own, fuller, evidence)


def _same(name: str, other: str) -> bool:
    """Whether two names of several words are one's: "John F. Roe" and "J. Roe"; a father and his son are two."""
    return min(len(_own_words(name)), len(_own_words(other))) > 1 and compatible(name, other)
