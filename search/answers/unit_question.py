"""What the reader asks a unit: the question with the speaker as the unit names them, and each of several alone."""

from __future__ import annotations

import re
from typing import Final

from onrecord.index import plain_words

from ..query.pronouns import put
from ..query.query_parser import Question
from .asked import Asked, AskedSpeaker
from .said import is_of
from .speaker_linker import without_suffix
from .units import Unit

_LONG: Final = 3
"""Letters; shorter words tell no topic."""


def question_to(question: Question, asked: Asked, unit: Unit) -> str:
    """Give what a unit is to answer by itself of a question that takes several: for two people, or by day.

    Args:
        question: The question, understood.
        asked: Whose words it asks for.
        unit: What may answer.
    """
    said = unit.statement
    if not asked.topic or not asked.speakers or (len(asked.speakers) == 1 and question.order is None):
        for one in asked.speakers:
            if is_of(unit, one) and (said is None or _goes_by_other_words(one, said.who)):
                # To the reader "Mr. Singer" may be anybody, and "Soren Kjaergard" is not Søren Kjærgård.
                who = "the writer" if said is None else said.who
                phrase = re.compile(rf"(?<!\w){re.escape(one.phrase)}(?!\w)")
                return put(phrase, who, question.timeless, count=1)
        return question.timeless
    mine = (one for one in asked.speakers if is_of(unit, one))
    topic = asked.topic
    if len(asked.speakers) > 1:
        # Each of several may have spoken of one of several things.
        words = set(plain_words(unit.text.lower()))
        held = [
            one for one in topic.split(" and ") if any(w in words for w in one.lower().split() if len(w) > _LONG)
        ]
        topic = " and ".join(held) or topic
    return f"What did {next(mine, asked.speakers[0]).phrase} say about {topic}?"


def _goes_by_other_words(one: AskedSpeaker, name: str) -> bool:
    """Whether several are meant by a name, or the one whose words a unit is does not have its last word."""
    words = {word.lower() for word in plain_words(name)}
    last = without_suffix(plain_words(one.phrase))[-1:]
    return len(one.speakers) > 1 or (one.by_name and not words.issuperset(word.lower() for word in last))
