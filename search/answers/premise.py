"""Tells what nobody says: that Roe sold the bridge, which "when did Roe sell the bridge" takes for granted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.index.lexicon.lexicon import words as lexicon

from ..thesaurus import PARTICLES, are_alike, base, relations
from .entity_linker import Mention
from .units import Unit

Words = Callable[[str], Sequence[str]]
"""Gives the words of a text as the index compares them: stems, without the commonest."""

SURE: Final = 0.9
"""Probability from which on an answer may tell of a deed in words that no thesaurus has for it."""

_HELPS: Final = re.compile(r"\b(?:did|does|do|has|have|had|will|would)(?:n['’]?t)?\s+(?=\w)", re.IGNORECASE)
"""What stands before whoever did something: "which book did" Roe praise."""

_OWNS: Final = re.compile(r"['’]s?$")
_NAME: Final = re.compile(r"[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'.-]*)*")
_VERB: Final = re.compile(
    r"\s+(?:(?:ever|still|also|already|himself|herself|itself|[a-z]+ly)\s+)*([a-z][\w-]*)(?:\s+(\w+))?"
)
_WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*")
_APART: Final = 4
"""Places behind a verb at which its particle may stand."""

_DONE: Final = re.compile("did|has|have|had", re.IGNORECASE)
_CLAUSE: Final = 60
"""Characters before a verb in which it may be made a condition."""
_UNDONE: Final = re.compile(
    r"\b(?:if|unless|whether)\b[^,.;:!?]*$"
    r"|(?:\b(?:not|never)|n[’']t)\s+(?:(?:ever|yet|even|\w+ly)\s+)*(?:(?:be|been|have)\s+)*$"
    r"|\bgoing\s+to\s+(?:(?:be|have|been)\s+)*$",
    re.IGNORECASE,
)

_SLIGHT: Final = frozenset("do have be make get take give go come use".split())
"""Verbs whose meaning stands beside them: one takes office, and gives a speech."""

_DEEDS: Final = " ".join(lexicon("deeds") - _SLIGHT)


class Deed(NamedTuple):
    """What a question takes for granted: that somebody did something."""

    doer: str
    verb: str
    particle: str
    done: bool = True
    """Whether it is asked of as done ("did", "has"), not as yet to come."""

    @property
    def untold(self) -> str:
        """Why a question is refused near which nothing tells of it."""
        did = f"{self.verb} {self.particle}".strip()
        return (
            f"The question takes it that {self.doer} did something (“{did}”);"
            " nothing was found that says so. What comes nearest is listed."
        )


def deed_of(question: str, mentions: Sequence[Mention], words: Words) -> Deed | None:
    """Find the deed that a question takes for granted: that Roe sold something, of "when did Roe sell the bridge".

    Args:
        question: With names spelt as the corpus spells them.
        mentions: Whom it names.
        words: Those of the index.

    Returns:
        None where none is, or none that others could see: what somebody said or thinks is in their words.
    """
    for helps in _HELPS.finditer(question):
        begin = helps.end()
        run = _NAME.match(question, begin)
        ends = (one.end for one in mentions if one.start == begin)
        end = next(ends, run.end() if run is not None else begin)
        owns = end == begin or _OWNS.search(question, begin, end) is not None
        if not owns and (found := _VERB.match(question, end)):
            particle = found[2].lower() if (found[2] or "").lower() in PARTICLES else ""
            deed = Deed(question[begin:end], found[1], particle, done=_DONE.match(helps[0]) is not None)
            return deed if _is_seen(deed, words) else None
    return None


def is_told(deed: Deed, unit: Unit, words: Words) -> bool:
    """Whether a unit, or what leads to it, has the verb of a deed, or one that can stand for it.

    Args:
        deed: What a question takes for granted.
        unit: What is likeliest to answer.
        words: Those of the index.
    """
    cue = unit.statement.cue if unit.statement is not None else ""
    return any(tells(deed, text, words) for text in (unit.text, unit.before, cue))


def tells(deed: Deed, text: str, words: Words) -> bool:
    """Whether a text has the verb of a deed, or one that can stand for it."""
    ours = {*_keys(deed.verb, deed.particle, words)}
    theirs = {*_all_keys(text, words, done=deed.done)}
    return bool(ours & theirs) or any(_alike(one, other) for one in ours for other in theirs)


def _is_seen(deed: Deed, words: Words) -> bool:
    stems = _stems(deed.verb, words)
    phrasal = (one.partition("_") for one in lexicon("no_deeds"))
    thought = {stem for verb, _, particle in phrasal if particle == deed.particle for stem in words(verb)}
    return not stems.isdisjoint(words(_DEEDS)) and stems.isdisjoint(thought)


def _alike(one: str, other: str) -> bool:
    first, second = relations(one), relations(other)
    related = other in first.same | first.above or one in second.same | second.above
    return related or are_alike(one, other)


def _all_keys(text: str, words: Words, *, done: bool) -> Iterator[str]:
    matches = list(_WORD.finditer(text))
    for place, word in enumerate(matches):
        # What may happen, or is not going to, was not done.
        if done and _UNDONE.search(text, max(0, word.start() - _CLAUSE), word.start()):
            continue
        behind = (one[0].lower() for one in matches[place + 1 : place + _APART])
        for particle in ("", *PARTICLES.intersection(behind)):
            yield from _keys(word[0], particle, words)


def _keys(verb: str, particle: str, words: Words) -> Iterator[str]:
    for stem in _stems(verb, words):
        yield stem
        if particle:
            yield f"{stem}_{particle}"


def _stems(word: str, words: Words) -> frozenset[str]:
    stem = "".join(words(word))
    return frozenset({stem, base(stem)} - {""})
