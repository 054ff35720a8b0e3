"""Sentences that name whom a question asks for, and are no words of theirs: another's, or of no words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Span, name_key, plain_words, stems
from onrecord.index.attribution.factuality import is_in_their_name, is_told_as_fact, reports

from ..query.speech_verbs import HELPS, SAYING
from .asked import Asked
from .confidence import sigmoid
from .said import is_of
from .unit_features import Figures, last_word
from .units import Unit

_WORD: Final = re.compile(r"[\w’'-]+")
_QUOTED: Final = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_BEFORE: Final = 60
_FOR_THEM: Final = re.compile(r"\b(?:he|she|they|it|its|their|spokes\w+)\b", re.IGNORECASE)
_LEADS_TO: Final = re.compile(r"(?:ask|request|contact|declin|refus|fail)\w*$", re.IGNORECASE)
"""What stands before a denial and is none of the words of saying that it could deny."""
_CORRECTS: Final = re.compile(
    r"\b(?:earlier|previous|original)\s(?:version|edition)s?\sof\sthis\b|\b(?:article|story|report)\soriginally\b"
    r"|\bmis(?:attribut|quot)ed\b|\b(?:wrongly|incorrectly|mistakenly)\s(?:attributed|quoted)\b",
    re.IGNORECASE,
)
"""What takes words back that an article gave to somebody."""

_ASKS_WHETHER: Final = re.compile(
    rf"\W*(?:{HELPS}|why|when|how)\b|.*(?:\b(?:declin|refus|fail|den[iy])\w*|\bnot\b|n[’']t)", re.IGNORECASE
)
"""A question that is answered by it that somebody said nothing."""

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
    if not (asked.certain and asked.speakers) or not (_SAYS.search(question) or unit.statement is not None):
        return False
    text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), _with_source(unit))
    if _CORRECTS.search(text) or any(map(is_in_their_name, _up_to(text, asked))):
        return True
    if unit.statement is not None:
        return False
    head = _head(text)
    if head is None:
        by_name = any(one.by_name for one in asked.speakers)
        return by_name and not sure and not asked.known and text == unit.text
    told = is_told_as_fact(text, Span(*head.span()))
    whether = _ASKS_WHETHER.match(question) is not None
    return not told and not (whether and stems(head[0]) & stems(question))


def says_nothing(asked: Asked, units: Sequence[Unit], first: Unit) -> bool:
    """Tell whether one whom nothing is known of is told to say nothing: "The board did not answer calls".

    Args:
        asked: Whose words are asked for.
        units: What may answer.
        first: What is likeliest to, which may be theirs or speak for them.
    """
    if asked.known or not asked.certain or first.statement is None or _may_be_theirs(first, asked):
        return False
    heads = ((one.text, _head(one.text)) for one in units if one.statement is None)
    silent = (
        (text, head.start()) for text, head in heads if head and not is_told_as_fact(text, Span(*head.span()))
    )
    return any(any(_up_to(text[:end], asked)) for text, end in silent)


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
    if silent[int(np.argmax(scores))]:
        silent |= [not _may_be_theirs(one, asked) for one in units]
    others = np.where(silent, _NEVER, scores)
    return others if sigmoid(float(others.max())) >= least else scores


def _with_source(unit: Unit) -> str:
    """Give a unit's text, from where words without a speaker's name say whose they are."""
    source = unit.statement.as_written_span if unit.statement is not None and not unit.statement.speaker else None
    if source is None or source.start > unit.start:
        return unit.text
    begin = unit.article.text.rfind("\n", 0, source.start) + 1
    return unit.article.text[max(begin, source.start - _BEFORE) : unit.end]


def _up_to(text: str, asked: Asked) -> Iterator[str]:
    """Give a text up to each place where it names one who is asked for."""
    lasts = "|".join(re.escape(plain_words(one.phrase)[-1]) for one in asked.speakers if plain_words(one.phrase))
    return (text[: found.end()] for found in re.finditer(rf"\b(?:{lasts})\b", text, re.IGNORECASE) if lasts)


def _may_be_theirs(unit: Unit, asked: Asked) -> bool:
    """Whether a unit may be words of those who are asked for: it names them, or goes under "he" or "its head"."""
    source = unit.statement.who if unit.statement is not None else ""
    named = any(_up_to(f"{source} {unit.text}", asked)) or _FOR_THEM.search(source) is not None
    return named or any(is_of(unit, one) for one in asked.speakers)


def _head(text: str) -> re.Match[str] | None:
    """Find the first word of saying."""
    return next((word for word in _WORD.finditer(text) if _gives_words(text, word)), None)


def _gives_words(text: str, word: re.Match[str]) -> bool:
    """Whether a word of a text is one of saying that a denial could deny: neither "declined" nor "was told"."""
    passive = not word[0].endswith("ing") and _BE.search(text[: word.start()]) is not None
    return reports(word[0]) and not passive and _LEADS_TO.match(word[0]) is None
