"""The people and bodies that speak in a corpus: one entry each, however articles write them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from anyascii import anyascii

from .spelling import skeleton
from .statements import is_role, names_nobody
from .statements.lexicon import COURTESY

_WORD: Final = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")
SMALL_WORDS: Final = frozenset("the a an of for at in on from during to and with by as".split())
_STEM: Final = 5
_SUFFIXES: Final = frozenset("jr sr ii iii iv".split())
# Words for a role that are also what people are called.
_SURNAMES: Final = frozenset("baker bishop dean fellow fellows judge justice king pope prince singer".split())
_SHORT_NAMES: Final = (
    "alex-alexander andy-andrew ben-benjamin bernie-bernard bill-william bob-robert charlie-charles"
    " chris-christopher chuck-charles dan-daniel dave-david dick-richard don-donald doug-douglas ed-edward"
    " greg-gregory jeff-jeffrey jerry-gerald jim-james joe-joseph jon-jonathan josh-joshua kate-katherine"
    " ken-kenneth larry-lawrence liz-elizabeth matt-matthew max-maxwell mike-michael mitch-mitchell nick-nicholas"
    " pat-patrick pete-peter phil-philip ray-raymond rick-richard rob-robert ron-ronald sam-samuel steve-stephen"
    " steve-steven sue-susan tim-timothy tom-thomas tony-anthony will-william"
).split()
_ONE_NAME: Final = frozenset(frozenset(map(skeleton, pair.split("-"))) for pair in _SHORT_NAMES)

SpeakerCount = tuple[str, str | None, int]
"""Name, role (or None) and number of statements."""


@dataclass(slots=True)
class Speaker:
    """Somebody whose statements are indexed.

    Attributes:
        name: The name that articles use most among the fullest ones.
        names: All names, as resolved in their articles, most frequent first.
        roles: What articles call the speaker, with counts.
        statements: Number of statements.
    """

    name: str
    names: list[str]
    roles: Counter[str] = field(default_factory=Counter)
    statements: int = 0


def plain_words(text: str) -> list[str]:
    """Give the words of a name or role, without possessive endings and full stops."""
    words = (re.sub(r"['’]s?$", "", word).strip(".'’") for word in _WORD.findall(text.replace("-", " ")))
    return [word for word in words if word]


def words_of(name: str) -> tuple[str, ...]:
    """Give the skeletons of a name's words, without titles (unless there is nothing else) and "Jr."."""
    words = [word for word in plain_words(name) if word.lower() not in SMALL_WORDS]
    words = [word for word in words if word.lower() not in _SUFFIXES] or words
    kept = [word for place, word in enumerate(words) if not is_role(word) or _is_surname(words, place)]
    return tuple(skeleton(word) or word.lower() for word in kept or words)


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


def join_speakers(rows: Iterable[SpeakerCount]) -> list[Speaker]:
    """Join the names that belong to one speaker.

    Args:
        rows: Names as resolved in their articles, roles, and numbers of statements.

    Returns:
        Everybody with a name, most statements first.
    """
    counts: Counter[str] = Counter()
    roles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, role, number in rows:
        if names_nobody(name) or _nameless(name):
            continue
        counts[name] += number
        if role:
            roles[name][role] += number
    return _joined(counts, roles)


def _nameless(name: str) -> bool:
    """Whether words only say what somebody is ("the mayor"), or say nothing."""
    words = plain_words(name)
    return not any(
        _is_surname(words, place) or not (is_role(word) or word.lower() in SMALL_WORDS)
        for place, word in enumerate(words)
    )


def _joined(counts: Counter[str], roles: Mapping[str, Counter[str]]) -> list[Speaker]:
    words = {name: words_of(name) for name in counts}
    speakers: list[Speaker] = []
    by_last: defaultdict[str, list[Speaker]] = defaultdict(list)
    for name in sorted(counts, key=lambda name: (len(words[name]) < 2, -counts[name], name)):  # noqa: PLR2004
        last = words[name][-1] if words[name] else ""
        home = next((other for other in by_last[last] if _same(words[name], words[other.name])), None)
        if home is None:
            home = Speaker(name, [])
            speakers.append(home)
            by_last[last].append(home)
        home.names.append(name)
        home.statements += counts[name]
        if name in roles:
            home.roles.update(roles[name])
    return sorted(speakers, key=lambda speaker: (-speaker.statements, speaker.name))


def _same(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names with the same last word are one person's."""
    if len(words) == 1 or len(others) == 1:
        return words[-1] == others[-1] and (len(words) == 1) >= (len(others) == 1)
    first, other = words[0], others[0]
    initial = min(len(first), len(other)) == 1 and first[0] == other[0]
    return first == other or initial or frozenset((first, other)) in _ONE_NAME
