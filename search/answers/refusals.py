"""Refuses a question, and says no more than is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from onrecord.index import SMALL_WORDS, Store, is_role, plain_words

from ..model import Citation
from ..query.query_parser import Understanding
from ..query.statement_query import led
from .answer_score import AnswerScore
from .citations import cite, listed
from .confidence import sigmoid
from .considered import Considered
from .premise import Deed
from .said import ON_TOPIC, Said, is_of
from .speaker_linker import SpeakerBook
from .unit_features import Figures

_CLOSEST: Final = 3


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
        asked, units = considered.asked, considered.candidates.units
        order = np.argsort(-scores, kind="stable").tolist()
        pairs = [(units[n], sigmoid(scores[n])) for n in order]
        closest = listed(cite(pairs[:_CLOSEST]) or cite(considered.candidates.others), self._book)
        # Whoever is merely asked about need not have said it.
        if not asked.speakers or asked.topic == considered.question.bare:
            reason = "Nothing in this corpus answers the question for sure; what is closest to it is listed."
            return Said((), confidence, "below_threshold", reason, closest)
        one = asked.speakers[0]
        about = f" {led(asked.topic, considered.question.bare)}" if asked.topic else ""
        mine = [pair for pair in pairs if is_of(pair[0], one)]
        others = cite(pair for pair in considered.candidates.others if pair[1] >= ON_TOPIC)
        if one.by_name and not one.bylines and not any(who.statements for who in one.speakers):
            in_part, in_full = self._is_named(one.phrase)
            if not in_part:
                reason = f"Nobody called {one.phrase} is named in this corpus."
                return Said((), confidence, "unknown_speaker", reason, closest, others)
            reason = (
                f"{one.phrase} is named in this corpus, but no statement under that name was recognised."
                if in_full
                else f"No passage of this corpus has the whole name of {one.phrase}; no statement is theirs."
            )
            return Said((), confidence, "below_threshold", reason, closest, others)
        name = one.speakers[0].name if one.speakers else one.phrase
        if one.by_name and confidence < self._score.far:
            when = "" if considered.question.days == () and not considered.question.cited else " then and there"
            known = "is quoted" if any(who.statements for who in one.speakers) else "has written"
            on_it = about if about.startswith(" about ") else " on this"
            if alone := _surname_alone(name, others):
                reason = (
                    f"{name} {known} in this corpus, but nothing under that name that was found is{on_it}{when};"
                    f" what an article gives to “{alone}”, without a first name, is listed."
                )
                return Said((), confidence, "below_threshold", reason, others, others, cite(mine[:_CLOSEST]))
            reason = f"{name} {known} in this corpus, but nothing of theirs that was found is{on_it}{when}."
            return Said(
                (), confidence, "nothing_on_topic", reason, cite(mine[:_CLOSEST]), others, cite(mine[:_CLOSEST])
            )
        listed_too = " What comes nearest is listed." if closest else ""
        # What a question calls its topic need not be grammatical behind "about".
        on = f" on “{asked.topic}”" if asked.topic else ""
        reason = f"No statement is near enough to be sure that {name} said something{on}.{listed_too}"
        return Said((), confidence, "below_threshold", reason, closest, others, cite(mine[:_CLOSEST]))

    def silent(self, considered: Considered, scores: Figures, name: str) -> Said:
        """Refuse, as what is nearest gives nothing that somebody said.

        Args:
            considered: What is known of the question.
            scores: The log-odds of its candidates, shape (n,), at least one.
            name: Who that is.
        """
        reason = f"What comes nearest tells of {name}, and gives nothing that {name} said; it is listed."
        return self._although_near(considered, scores, reason)

    def untold(self, considered: Considered, scores: Figures, deed: Deed) -> Said:
        """Refuse, as nothing near says that somebody did what the question takes for granted.

        Args:
            considered: What is known of the question.
            scores: The log-odds of its candidates, shape (n,), at least one.
            deed: What it takes for granted.
        """
        did = f"{deed.verb} {deed.particle}".strip()
        reason = (
            f"The question takes it that {deed.doer} did something (“{did}”);"
            " nothing was found that says so. What comes nearest is listed."
        )
        return self._although_near(considered, scores, reason)

    def _although_near(self, considered: Considered, scores: Figures, reason: str) -> Said:
        units = considered.candidates.units
        order = np.argsort(-scores, kind="stable").tolist()
        closest = listed(cite([(units[n], sigmoid(scores[n])) for n in order[:_CLOSEST]]), self._book)
        return Said((), self._score.far, "below_threshold", reason, closest)

    def _is_named(self, phrase: str) -> tuple[bool, bool]:
        """Tell whether passages hold the last word of a name, and all of it but its titles, in any spelling."""
        words = [word for word in plain_words(phrase) if not (is_role(word) or word.lower() in SMALL_WORDS)]
        if not words:
            return False, False
        last = whole = self._index.holding([*self._spellings(words[-1])])
        for word in words[:-1]:
            whole = whole & self._index.holding([*self._spellings(word)])
        return bool(last.any()), bool(whole.any())

    def _spellings(self, word: str) -> Iterator[str]:
        """Yield the words by which a word of a name is searched, in any spelling."""
        known = bool(self._index.rarities(self._index.words(word)).all())
        for one in (word, *self._understanding.names.spellings(word, known=known)):
            yield from self._index.words(one)


def _surname_alone(name: str, others: Sequence[Citation]) -> str | None:
    """Give the bare surname under which somebody is quoted who may be the one of a name."""
    words = plain_words(name)
    speakers = (one.statement.speaker or "" for one in others if one.statement is not None)
    return next((who for who in speakers if len(words) > 1 and plain_words(who) == words[-1:]), None)
