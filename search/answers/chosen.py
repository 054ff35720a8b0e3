"""Chooses what is cited of what may answer, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..query.syntax import holds
from .adjoining import in_full, with_neighbour
from .asked import AskedSpeaker
from .confidence import sigmoid
from .question_figures import Considered
from .said import ON_TOPIC, WHOLE_TOPIC, is_of
from .sides import of_side_or_sure
from .statement_checks import QUOTED
from .told_times import is_timely
from .unit_features import Figures
from .units import Unit

_NEAR_BEST: Final = 2.0
"""Log-odds by which a unit may be less likely than the first and is cited too."""

_DIRECT: Final = 0.5
"""Log-odds within which words in quote marks come before others."""

_AGAIN: Final = 3
"""Articles in which whoever is asked for spoke of the whole topic, from which on a quotation on it comes first."""

_ON_TOPIC: Final = log(ON_TOPIC / (1 - ON_TOPIC))

_QUOTED: Final = re.compile(r"(?<!\w)[“\"'‘](\w[^“”\"‘]{10,}?)[,.!?]?[”\"'’](?!\w)")
"""Words that a question quotes."""

_PUT: Final = re.compile(r"\?[”\"’')]*(?:\s+[A-Z][\w. ’'-]{0,40}:)?\s*[“\"‘']?$")
"""The end of a question that the words behind it answer, be it with a label between: "A:"."""


def says_it_all(considered: Considered, scores: Figures) -> bool:
    """Tell whether what would be cited first is words of the one asked for by name that hold the whole topic.

    They answer however unsure that is: of 125 questions to learn from whose likeliest unit is so, .976 have an
    answer (of all, .7), and all but three of these are sure anyway. In a small archive, where little else tells,
    few are.

    Args:
        considered: What is known of the question.
        scores: The log-odds of its candidates, shape (n,), at least one.
    """
    asked = considered.asked
    if not asked.certain or not asked.topic or len(asked.speakers) != 1 or not asked.all_by_name:
        return False
    best = _ordered(considered, scores)[0]
    unit = considered.candidates.units[best]
    # What somebody answers is on what they were asked.
    held = considered.candidates.figure("beside" if _PUT.search(unit.before) else "within")[best]
    return unit.statement is not None and is_of(unit, asked.speakers[0]) and bool(held >= WHOLE_TOPIC)


def chosen(
    considered: Considered,
    scores: Figures,
    *,
    citable: float,
    read: Callable[[Sequence[Unit]], NDArray[np.float32]],
) -> list[tuple[Unit, float]]:
    """Choose what is cited: the best for each who is asked for, and what is nearly as likely.

    Args:
        considered: What is known of the question.
        scores: The log-odds of its candidates, shape (n,), at least one.
        citable: Probability from which on a unit is cited beside the first.
        read: Gives the reader's logits of units, shape (n,).

    Returns:
        Units with their probabilities, the first to be cited first.
    """
    question, asked, units = considered.question, considered.asked, considered.candidates.units
    likely = [sigmoid(score) for score in scores.tolist()]
    order = _ordered(considered, scores)
    timely = [is_timely(one, question) for one in units]
    if not all(timely):  # what is of the time that is asked for, and may be cited, comes before what is not
        order.sort(key=lambda n: not (timely[n] and likely[n] >= citable))
    each = each_meant(asked.speakers)
    theirs_first = (
        next((n for n in order if is_of(units[n], one) and likely[n] >= ON_TOPIC), None)
        for one in (each if len(each) > 1 else ())
    )
    first = [n for n in theirs_first if n is not None] or order[:1]
    if len(asked.speakers) == 1:
        first.sort(key=order.index)
    # Nothing of another time stands beside what is of the one asked for, nothing told of somebody beside their
    # own words, and nothing without a word of what is asked beside a fact that has them all.
    within = considered.candidates.figure("within")
    is_whole_fact = not asked.speech and bool(within[first[0]] >= WHOLE_TOPIC)
    fits = of_side_or_sure(question.bare, asked, units, scores) & ~(is_whole_fact & (within <= 0))
    theirs = _theirs(considered)
    if asked.certain and theirs[first[0]]:
        fits &= theirs
    # What whoever is asked for said, and holds the whole topic, is on it however unsure that alone would be.
    whole = theirs & (considered.candidates.figure("around") >= WHOLE_TOPIC)
    rest = [
        n
        for n in order
        if n not in first
        and fits[n]
        and timely[n] >= timely[first[0]]
        and scores[n] >= scores[order[0]] - _NEAR_BEST
        and (likely[n] >= citable or (whole[n] and units[n].statement is not None))
    ]
    cited = [(with_neighbour(n, units, scores), likely[n]) for n in [*first, *rest]]
    if not asked.who and not is_whole_fact:
        cited[0] = (in_full(cited[0][0], considered.candidates.every, read), cited[0][1])
    return cited


def _theirs(considered: Considered) -> NDArray[np.bool_]:
    """Tell which units are words of those who are asked for."""
    asked = considered.asked.speakers
    return np.array([any(is_of(one, asker) for asker in asked) for one in considered.candidates.units], dtype=bool)


def _ordered(considered: Considered, scores: Figures) -> list[int]:
    """Order units: the likeliest first, quotations before what is about as likely."""
    units, theirs = considered.candidates.units, _theirs(considered)
    whole = theirs & (considered.candidates.figure("around") >= WHOLE_TOPIC)
    kinds = np.array([one.statement.kind if one.statement is not None else "" for one in units])
    # Of words that answer about as well, those in quote marks come first; on a topic that somebody spoke of
    # again and again, any quotation does.
    again = len({one.article.id for one, on_it in zip(units, whole, strict=True) if on_it}) >= _AGAIN
    verbatim = again & whole & (kinds == "direct") & (scores >= _ON_TOPIC)
    likeliest = np.lexsort((-(scores + np.isin(kinds, QUOTED) * _DIRECT), ~verbatim)).tolist()
    if not considered.asked.who:
        return _words_before_their_sentence(likeliest, units, theirs)
    # Who says it is not told by the sentence alone: any speaker's words will do.
    told = np.array([one.statement is not None and bool(one.statement.speaker) for one in units], dtype=bool)
    return _what_shows_who_first(_words_before_their_sentence(likeliest, units, told), considered, scores)


def _what_shows_who_first(order: Sequence[int], considered: Considered, scores: Figures) -> list[int]:
    """Where it is asked who opposes the tram, put what says so before what else the same speaker says there."""
    units, within = considered.candidates.units, considered.candidates.figure("within")
    quoted = [one[1] for one in _QUOTED.finditer(considered.question.text)]
    if quoted and (exact := [n for n in order if all(holds(units[n].text, words) for words in quoted)]):
        return [*exact, *(n for n in order if n not in exact)]
    said = units[order[0]].statement
    if said is None or not said.speaker or within[order[0]] >= WHOLE_TOPIC:
        return list(order)
    tells = [
        n
        for n in order
        if within[n] >= WHOLE_TOPIC
        and (other := units[n].statement) is not None
        and (other.speaker, other.article.id) == (said.speaker, said.article.id)
        and scores[n] >= scores[order[0]] - _NEAR_BEST
    ][:1]
    return [*tells, *(n for n in order if n not in tells)]


def _words_before_their_sentence(
    order: Sequence[int], units: Sequence[Unit], theirs: NDArray[np.bool_]
) -> list[int]:
    """Where a writer's sentence holds words of those who are asked for or leads to them, put them in its place."""
    found = list(order)
    for n in order:
        place = found.index(n)
        held = next((m for m in found[place:] if theirs[m] and _leads_to(units[n], units[m])), n)
        found.remove(held)
        found.insert(place, held)
    return found


def _leads_to(sentence: Unit, said: Unit) -> bool:
    """Whether a writer's sentence holds words, or who is told there to say them: "With these words Roe left"."""
    source = said.statement.as_written_span if said.statement is not None else None
    if source is None or sentence.statement is not None or said.article.id != sentence.article.id:
        return False
    return sentence.holds(said) or sentence.start <= source.start < sentence.end


def each_meant(asked: Sequence[AskedSpeaker]) -> list[AskedSpeaker]:
    """Give each one who is asked for; of a name that several people bear, each of them."""
    if len(asked) != 1 or not asked[0].by_name:
        return list(asked)
    return [replace(asked[0], speakers=(speaker,)) for speaker in asked[0].speakers]
