"""Refuses a question, and says no more than is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_
from typing import Final

import numpy as np

from onrecord.index import SMALL_WORDS, Store, is_role, plain_words

from ..model import Citation, Refusal
from ..query.query_parser import Understanding
from ..query.statement_query import led
from .answer_score import AnswerScore
from .citations import cite, listed
from .confidence import sigmoid
from .question_figures import Considered
from .said import ON_TOPIC, Said, is_of
from .speaker_linker import SpeakerBook
from .unit_features import Figures
from .units import Unit

_CLOSEST: Final = 3
_LEAST: Final = 0.01
_NOTHING: Final = "Nothing in this corpus answers the question for sure; what is closest to it is listed."
_NO_WORD: Final = "No passage of this corpus has a word of the question; what is closest in meaning is listed."


class Refusals:
    """Refuses over one index."""

    def __init__(self, index: Store, understanding: Understanding, book: SpeakerBook, score: AnswerScore) -> None:
        """Wire the parts."""
        self._index = index
        self._understanding = understanding
        self._book = book
        self._score = score

    def refused(self, considered: Considered, scores: Figures, confidence: float) -> Said:
        """Refuse.

        Args:
            considered: What is known of the question.
            scores: The log-odds of its candidates, shape (n,).
            confidence: Probability that it is answered.
        """
        question, asked, candidates = considered.question, considered.asked, considered.candidates
        pairs = _likeliest(considered, scores)
        closest = listed(cite(_closest(pairs or candidates.others)), self._book)
        # Whoever is merely asked about need not have said it.
        if not asked.speakers or asked.topic == question.bare:
            reason = _NOTHING if self._index.rarities(question.words).any() else _NO_WORD
            return Said((), confidence, "below_threshold", reason, closest)
        one = asked.speakers[0]
        others = cite(pair for pair in candidates.others if pair[1] >= ON_TOPIC)
        if one.by_name and not one.bylines and not one.quoted:
            refusal, reason = self._unknown(one.phrase)
            return Said((), confidence, refusal, reason, closest, others)
        if not one.by_name and not one.speakers and not self._index.rarities(self._index.words(one.phrase)).any():
            reason = f"No passage of this corpus speaks of {one.phrase}."
            return Said((), confidence, "unknown_speaker", reason, closest, others)
        # Whoever holds an office may not be whom the question means by it.
        name = one.speakers[0].name if one.speakers and one.by_name else one.phrase
        mine = cite([pair for pair in pairs if is_of(pair[0], one)][:_CLOSEST])
        if not one.by_name or confidence >= self._score.far or self._may_be_on(asked.topic, mine):
            # What a question calls its topic need not be grammatical behind "about".
            on = f" on “{asked.topic}”" if asked.topic else ""
            listed_too = " What comes nearest is listed." if closest else ""
            reason = f"No statement is near enough to be sure that {name} said something{on}.{listed_too}"
            return Said((), confidence, "below_threshold", reason, closest, others, mine)
        about = led(asked.topic, question.bare) if asked.topic else ""
        on_it = about if about.startswith("about ") else "on this"
        on_it += " then and there" if question.days or question.cited else ""
        known = f"{name} {'is quoted' if one.quoted else 'has written'} in this corpus, but nothing"
        if alone := _surname_alone(name, others):
            reason = (
                f"{known} under that name that was found is {on_it};"
                f" what an article gives to “{alone}”, without a first name, is listed."
            )
            return Said((), confidence, "below_threshold", reason, others, others, mine)
        reason = f"{known} of theirs that was found is {on_it}."
        return Said((), confidence, "nothing_on_topic", reason, mine, others, mine)

    def although_near(self, considered: Considered, scores: Figures, reason: str) -> Said:
        """Refuse for a reason that what is nearest gives, and list that.

        Args:
            considered: What is known of the question.
            scores: The log-odds of its candidates, shape (n,), at least one.
            reason: In a sentence.
        """
        near = listed(cite(_closest(_likeliest(considered, scores))), self._book)
        # However likely its words are to answer, they do not for that reason.
        closest = tuple(replace(one, score=min(one.score, self._score.far)) for one in near)
        return Said((), self._score.far, "below_threshold", reason, closest)

    def _may_be_on(self, topic: str, said: Sequence[Citation]) -> bool:
        """Tell whether words may be on a topic that they do not name: their article has all its words."""
        words = set(self._index.words(topic))
        each = {one.article.id: one.article for one in said}.values()
        return bool(words) and any(words <= set(self._index.words(f"{one.title} {one.text}")) for one in each)

    def _unknown(self, name: str) -> tuple[Refusal, str]:
        """Tell how far a name that nobody speaks under stands in passages, in any spelling: its last word, all."""
        words = [word for word in plain_words(name) if not (is_role(word) or word.lower() in SMALL_WORDS)]
        if words and not all(map(self._index.words, words)):
            # "Will" is too common to be looked up: whether a passage names George Will is not known.
            return "below_threshold", f"No statement under the name of {name} was recognised."
        held = [self._index.holding([*self._spellings(word)]) for word in words]
        if not held or not held[-1].any():
            return "unknown_speaker", f"No passage and no statement of this corpus names {name}."
        if reduce(and_, held).any():
            reason = f"{name} is named in this corpus, but no statement under that name was recognised."
        else:
            reason = f"No passage of this corpus has the whole name of {name}; no statement is theirs."
        return "below_threshold", reason

    def _spellings(self, word: str) -> Iterator[str]:
        """Yield the words by which a word of a name is searched, in any spelling, but not what is only like it."""
        for one in (word, *self._understanding.names.spellings(word, known=True)):
            yield from self._index.words(one)


def _likeliest(considered: Considered, scores: Figures) -> list[tuple[Unit, float]]:
    """Give what may answer with its probability, the likeliest first."""
    order = np.argsort(-scores, kind="stable").tolist()
    return [(considered.candidates.units[n], sigmoid(scores[n])) for n in order]


def _closest(pairs: Sequence[tuple[Unit, float]]) -> list[tuple[Unit, float]]:
    """Give the first few, but for what surely does not answer."""
    return [one for one in pairs[:_CLOSEST] if one[1] >= _LEAST]


def _surname_alone(name: str, others: Sequence[Citation]) -> str | None:
    """Give the bare surname under which somebody is quoted who may be the one of a name."""
    words = plain_words(name)
    speakers = (one.statement.speaker or "" for one in others if one.statement is not None)
    return next((who for who in speakers if len(words) > 1 and plain_words(who) == words[-1:]), None)
