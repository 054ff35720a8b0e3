"""Who did something to somebody in words: "who praised Jane Roe?".

Such a question tells nothing of what is looked for but the verb and the name, and to the reader whatever tells of
Jane Roe answers it. So it is answered by what has the verb, or a word that can stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from onrecord.index.lexicon.lexicon import words as lexicon
from onrecord.index.lexicon.word_classes import inflected

from ..query.sides import SIDES
from ..query.speech_verbs import forms
from .premise import Deed, Words, tells
from .units import Unit

_AUXILIARY: Final = "has|have|had|is|are|was|were|will|would|did|does|do"
_ADVERB: Final = "else|all|exactly|ever|been|openly|publicly|strongly|now|also|actually"
_ASKED: Final = re.compile(
    r"(?i:\W*(?:(?:and|but|so)\s+)?(?:(?:who(?:ever)?|which\s+[a-z]+|(?:any|some)(?:one|body))"
    rf"|(?:{_AUXILIARY})\s+(?:any|some)(?:one|body))(?:\s+(?:{_AUXILIARY}|{_ADVERB}))*)"
    r"\s+(?P<verb>[a-z]+)\s+(?P<led>(?:(?:about|against|at|for|from|of|on|out|over|to|up|with)\s+){0,2})(?:the\s+)?"
    r"(?P<whom>[A-Z][\w’'.-]*(?:\s+(?:(?:of|the|and|de|van|von|ten|al|bin)\s+)?[A-Z][\w’'.-]*)*)\W*$"
)
_PLAIN: Final = (
    "be call comment describe discuss do have mention name note quote report say see speak talk tell think write"
)
"""What anybody does who says anything of somebody."""

_ACTS: Final = lexicon("attitudes").union(
    *map(inflected, lexicon("reporting_words") | {*SIDES.split()})
) - lexicon("reporting_forms").union(forms(_PLAIN).split("|"), *map(inflected, _PLAIN.split()))
"""Verbs for what is done in words, or felt."""

_SIDES: Final = frozenset(forms(SIDES).split("|"))


_NAMED: Final = re.compile(r"[A-Z][\w’'-]*")
_AHEAD: Final = 8
"""Words before whom something is done to among which the verb is."""

_PASSIVE: Final = re.compile(r"(?:\s+\S+){0,2}?\s+(?:was|were|is|are|been|being)\s+(\S+(?:\s+\S+)?)\s+by\b")


class Act(NamedTuple):
    """What somebody is asked for who did it: to praise Jane Roe.

    Attributes:
        verb: As the question has it.
        particle: What makes another verb of it ("stood up for"), or "".
        whom: To whom.
        side: Whether it is to be for or against somebody, which may be told in many words.
        asked: The verb with all that leads from it to whom: "disagrees with".
    """

    verb: str
    particle: str
    whom: str
    side: bool
    asked: str

    @property
    def untold(self) -> str:
        """Why a question is refused near which nothing tells of it."""
        done = f"“{self.asked}” {self.whom}"
        return f"Nothing that was found says that anybody {done}. What comes nearest is listed."


def act_of(question: str) -> Act | None:
    """Find what a question asks after that says nothing else: "who praised Jane Roe?".

    Args:
        question: With names spelt as the corpus spells them.
    """
    found = _ASKED.match(question)
    if found is None or found["verb"] not in _ACTS:
        return None
    led = found["led"].split()
    particle = led[0] if len(led) > 1 else ""
    return Act(found["verb"], particle, found["whom"], found["verb"] in _SIDES, " ".join((found["verb"], *led)))


def is_theirs(unit: Unit, names: Collection[str]) -> bool:
    """Whether a unit is words of somebody with one of some names."""
    said = unit.statement
    return said is not None and not {said.speaker, said.as_written}.isdisjoint(names)


def tells_of(act: Act, unit: Unit, names: Collection[str], words: Words) -> bool:
    """Whether a unit tells of an act; or is somebody else's words on whom it was done to, where sides are asked.

    Args:
        act: What is asked after.
        unit: What may answer.
        names: All names of those whom it was done to.
        words: Those of the index.
    """
    said, own = unit.statement, act.whom.split()[-1]
    his = is_theirs(unit, names)
    told = unit.text if said is None else f"{said.cue} {unit.text}"
    deed = Deed("", act.verb, act.particle, done=False)
    for found in re.finditer(rf"\b{re.escape(own)}\b", told):
        led = " ".join(told[: found.start()].split()[-_AHEAD:])
        if _names(own, led):
            continue  # "Roe backs the plan: Roe"
        done = _PASSIVE.match(told, found.end())
        if tells(deed, led, words) or (done is not None and tells(deed, done[1], words)):
            return not his
    others = act.side and said is not None and not his
    return others and any(_names(word, unit.text) for word in _NAMED.findall(act.whom))


def _names(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None
