"""Sentences that name whom a question asks for, and are no words of theirs: another's, or of no words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Span, name_key, plain_words, stems
from onrecord.index.attribution.factuality import is_told_as_fact, reports

from ..query.speech_verbs import SAYING
from .asked import Asked
from .confidence import sigmoid
from .said import is_of
from .unit_features import Figures, last_word
from .units import Unit

_WORD: Final = re.compile(r"[\w’'-]+")
_QUOTED: Final = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_LEADS_TO: Final = re.compile(r"(?:ask|request|contact|declin|refus|fail)\w*$", re.IGNORECASE)
"""What stands before a denial and is none of the words of saying that it could deny."""
_NEVER: Final = -50.0
"""Log-odds of what is not cited: below all that are read."""
_SAYS: Final = re.compile(SAYING, re.IGNORECASE)
_BE: Final = re.compile(r"\b(?:am|is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


def of_others(asked: Asked, units: Sequence[Unit]) -> NDArray[np.bool_]:
    """Tell which sentences are another's words: "“We lost,” says Roe's agent, Jane Doe" is nothing of Roe's.

    They hold a statement of somebody else with a name, and whom the question names, if at all, only in the words
    that tell who that is.

    Args:
        asked: Whose words are asked for.
        units: What may answer.

    Returns:
        Shape (len(units),); False for all where no words of somebody are asked for by name.
    """
    found = np.zeros(len(units), dtype=bool)
    if not asked.certain or not asked.all_by_name:
        return found
    lasts = {last_word(one.phrase) for one in asked.speakers}
    said = [one for one in units if one.statement is not None and one.statement.speaker]
    for number, unit in enumerate(units):
        held = [one for one in said if unit.holds(one)]
        if held and not any(is_of(one, asker) for one in held for asker in asked.speakers):
            found[number] = lasts.isdisjoint(map(name_key, plain_words(_without_sources(unit, held))))
    return found


def _without_sources(sentence: Unit, held: Sequence[Unit]) -> str:
    text = sentence.text
    for one in held:
        source = one.statement.as_written_span if one.statement is not None else None
        if source is not None:
            begin, end = max(0, source.start - sentence.start), max(0, source.end - sentence.start)
            text = text[:begin] + " " * len(text[begin:end]) + text[end:]
    return text


def tells_no_words(question: str, asked: Asked, unit: Unit, *, sure: bool) -> bool:
    """Tell whether a sentence of the writer's gives nothing that was said, though words are asked for.

    "Roe declined to comment on the tram" answers whether Roe commented, and not what Roe said; nor does "Roe has
    not been seen", of one whose words no statement is, unless it surely answers.

    Args:
        question: With names spelt as the corpus spells them.
        asked: Whose words it asks for.
        unit: What is likeliest to answer.
        sure: Whether it surely does.
    """
    # "Which club does Roe coach" asks for nobody's words, however sure that was.
    if unit.statement is not None or not (asked.certain and asked.speakers) or not _SAYS.search(question):
        return False
    text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), unit.text)
    head = next((word for word in _WORD.finditer(text) if _gives_words(text, word)), None)
    if head is None:
        by_name = any(one.by_name for one in asked.speakers)
        return by_name and not sure and not asked.known and text == unit.text
    told = is_told_as_fact(text, Span(*head.span()))
    return not told and stems(head[0]).isdisjoint(stems(question))


def words_first(
    question: str, asked: Asked, units: Sequence[Unit], scores: Figures, *, least: float, sure: bool
) -> Figures:
    """Lower what gives nothing that was said below all else, where words are asked for and others may be cited.

    Args:
        question: With names spelt as the corpus spells them.
        asked: Whose words it asks for.
        units: What may answer, at least one.
        scores: Their log-odds, shape (n,).
        least: Probability from which on something may be cited.
        sure: Whether the question is surely answered.
    """
    silent = np.array([tells_no_words(question, asked, one, sure=sure) for one in units])
    others = np.where(silent, _NEVER, scores)
    return others if sigmoid(float(others.max())) >= least else scores


def _gives_words(text: str, word: re.Match[str]) -> bool:
    """Whether a word of a text is one of saying that a denial could deny: neither "declined" nor "was told"."""
    passive = not word[0].endswith("ing") and _BE.search(text[: word.start()]) is not None
    return reports(word[0]) and not passive and _LEADS_TO.match(word[0]) is None
