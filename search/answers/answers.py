"""Answers a question with the units that say it, or tells why it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Hit, Selection, Store

from .. import stages
from ..model import Citation
from ..query.query_parser import Question, Understanding
from ..query.statement_query import SpeechQuestion, speech_question
from ..retrieval.probe import Probe
from ..retrieval.reranker import Reranker
from ..retrieval.retriever import Retrieval
from .adjoining import with_neighbour
from .answer_score import AnswerScore
from .asked_speaker import Asked, AskedSpeaker, asked_speakers
from .citations import cite, listed
from .confidence import sigmoid
from .considered import Considered
from .doer import of_another
from .entity_linker import EntityLinker
from .evidence import gather, look_again
from .premise import SURE, deed_of, is_told
from .question_figures import whole_figures
from .refusals import Refusals
from .said import ON_TOPIC, WHOLE_TOPIC, Said, is_of
from .speaker_linker import SpeakerBook
from .statement_checks import QUOTED, speaks
from .statement_list import StatementList
from .unit_features import CHEAP, Figures
from .unit_finder import UNITS, UnitFinder
from .units import Unit

_NEAR_BEST: Final = 2.0
"""Log-odds by which a unit may be less likely than the first and is cited too."""

_DIRECT: Final = 0.5
"""Log-odds within which words in quote marks come before others."""

_AGAIN: Final = 3
"""Articles in which whoever is asked for spoke of the whole topic, from which on a quotation on it comes first."""

_ON_TOPIC: Final = log(ON_TOPIC / (1 - ON_TOPIC))

_AROUND: Final = CHEAP.index("around")
_IN_PERIOD: Final = CHEAP.index("in_period")


class Answers:
    """Answers over one index."""

    def __init__(
        self,
        index: Store,
        understanding: Understanding,
        finder: UnitFinder,
        reranker: Reranker,
        score: AnswerScore,
    ) -> None:
        """Wire the parts."""
        self._index = index
        self._understanding = understanding
        self._finder = finder
        self._reranker = reranker
        self._score = score
        self._probe = Probe.load()
        self.linker = EntityLinker(index.directory)
        self.book = SpeakerBook(index.directory)
        self.listing = StatementList(index, understanding, finder, score, linker=self.linker, book=self.book)
        self._refusals = Refusals(index, understanding, self.book, score)

    def consider(
        self,
        question: Question,
        hits: Sequence[Hit],
        found: Retrieval,
        among: Selection | None,
        *,
        asked: Asked | None = None,
        read: int = UNITS,
        unread: bool = False,
    ) -> Considered:
        """Find what may answer, and what speaks for it.

        Args:
            question: The question, understood.
            hits: The passages found, best first, at least one.
            found: What the reranker read to find them.
            among: Passages that statements may be looked for in; None allows all.
            asked: Whose words it asks for, where that is known already.
            read: How many units the reader reads; 0 gives all that may answer, unread.
            unread: Choose what would be read, and read nothing.
        """
        asked = asked or self.asked(question)
        candidates = self._finder.find(
            question, asked, found.rows.tolist(), among, logits=found.logits, read=read, unread=unread
        )
        found = look_again(self._index, self._reranker, found)
        writers = [one.phrase for one in asked.speakers if one.bylines]
        evidence = gather(self._index, self._probe, question, hits, found, writers=writers)
        return Considered(question, asked, candidates, evidence)

    @stages.UNDERSTAND
    def asked(self, question: Question) -> Asked:
        """Find whose words a question asks for."""
        speech = speech_question(question.bare)
        if by := question.syntax.by:
            speech = SpeechQuestion("said", (by,), speech.topic if speech is not None else question.bare)
        # An outlet reports; whoever asks what it said wants its articles.
        if speech is not None and any(map(self._understanding.names_outlet, speech.speakers)):
            speech = None
        asked = self._writing(asked_speakers(question.bare, speech, self.linker, self.book))
        if (
            speech is not None
            and not speech.certain
            and not any(one.speakers or one.bylines for one in asked.speakers)
        ):
            return asked_speakers(question.bare, None, self.linker, self.book)
        return asked

    def _writing(self, asked: Asked) -> Asked:
        """Add the bylines of those who are asked for; who is nobody else's name is then meant by name."""
        speakers = []
        for one in asked.speakers:
            bylines = self._understanding.writers.meant(one.phrase)
            by_name = one.by_name or bool(bylines and asked.certain and not one.speakers)
            speakers.append(replace(one, bylines=bylines, by_name=by_name))
        return replace(asked, speakers=tuple(speakers))

    def answer(
        self, question: Question, hits: Sequence[Hit], found: Retrieval, among: Selection | None, read: int = UNITS
    ) -> Said:
        """Answer, or refuse.

        Args:
            question: The question, understood.
            hits: The passages found, best first.
            found: What the reranker read to find them.
            among: Passages that statements may be looked for in; None allows all.
            read: How many units the reader reads.
        """
        if not hits:
            return Said((), 0.0, "below_threshold", "No passage of this corpus matches the question.")
        asked = self.asked(question)
        # Where no topic is asked of, whatever somebody said will do: the latest of it.
        anything = asked.speech and asked.certain and asked.speakers and not asked.topic
        if anything:
            meant = (who for one in asked.speakers for who in one.speakers)
            spoken = (
                pair
                for pair in self.listing.all_of(meant, among)
                if pair[0].statement and speaks(pair[0].statement)
            )
            if citations := cite(spoken):
                return Said(citations, 1.0)
        considered = self.consider(question, hits, found, among, asked=asked, read=read)
        scores = self.scores(considered)
        confidence = self._score.whole(whole_figures(considered, scores))
        if len(scores) and confidence >= self._score.enough:
            scores = self._finder.scores(considered.question, considered.candidates)
            first = considered.candidates.units[int(np.argmax(scores))]
            if name := of_another(question.bare, asked, first):
                return self._refusals.of_another(considered, scores, name)
            deed = deed_of(question.bare, asked.mentions, self._index.words) if confidence < SURE else None
            # Writers do what they write.
            wrote = deed is not None and self._understanding.writers.meant(deed.doer)
            if deed is not None and not wrote and not is_told(deed, first, self._index.words):
                return self._refusals.untold(considered, scores, deed)
            return Said(listed(self._cited(considered, scores), self.book), confidence)
        return self._refusals.refused(considered, scores, confidence)

    def scores(self, considered: Considered) -> Figures:
        """Give the log-odds of the candidates of a question, shape (n,)."""
        candidates = considered.candidates
        if not candidates.units:
            return np.zeros(0)
        return self._score.units(candidates.cheap, candidates.logits)

    def _cited(self, considered: Considered, scores: Figures) -> tuple[Citation, ...]:
        """Choose what is cited: the best for each who is asked for, and what is nearly as likely."""
        units = considered.candidates.units
        asked = considered.asked.speakers
        # What whoever is asked for said, and holds the whole topic, is on it however unsure that alone would be.
        theirs = np.array([any(is_of(one, asker) for asker in asked) for one in units], dtype=bool)
        whole = theirs & (considered.candidates.cheap[:, _AROUND] >= WHOLE_TOPIC)
        kinds = np.array([one.statement.kind if one.statement is not None else "" for one in units])
        # Of words that answer about as well, those in quote marks come first; on a topic that somebody spoke of
        # again and again, any quotation does.
        again = len({one.article.id for one, on_it in zip(units, whole, strict=True) if on_it}) >= _AGAIN
        verbatim = again & whole & (kinds == "direct") & (scores >= _ON_TOPIC)
        likeliest = np.lexsort((-(scores + np.isin(kinds, QUOTED) * _DIRECT), ~verbatim)).tolist()
        order = _words_before_their_sentence(likeliest, units, theirs)
        first: list[int] = []
        each = _each_meant(asked)
        if len(each) > 1:
            for one in each:
                mine = (n for n in order if is_of(units[n], one) and sigmoid(scores[n]) >= ON_TOPIC)
                first += [n for n in (next(mine, None),) if n is not None]
        if len(asked) == 1:
            first.sort(key=order.index)
        first = first or order[:1]
        # Nothing of another time stands beside what is of the one asked for, and nothing told of somebody beside
        # their own words.
        timely = considered.candidates.cheap[:, _IN_PERIOD]
        rest = [
            n
            for n in order
            if n not in first
            and timely[n] >= timely[first[0]]
            and (theirs[n] or not (considered.asked.certain and theirs[first[0]]))
            and scores[n] >= scores[order[0]] - _NEAR_BEST
            and (sigmoid(scores[n]) >= self._score.citable or (whole[n] and units[n].statement is not None))
        ]
        return cite([(with_neighbour(n, units, scores), sigmoid(scores[n])) for n in [*first, *rest]])


def _words_before_their_sentence(
    order: Sequence[int], units: Sequence[Unit], theirs: NDArray[np.bool_]
) -> list[int]:
    """Where a writer's sentence holds words of those who are asked for, put these words in its place."""
    found = list(order)
    for n in order:
        place = found.index(n)
        held = [
            m
            for m in found[place:]
            if theirs[m]
            and units[n].statement is None
            and units[m].statement is not None
            and units[m].article.id == units[n].article.id
            and units[n].start <= units[m].start < units[m].end <= units[n].end
        ]
        for m in held[:1]:
            found.remove(m)
            found.insert(place, m)
    return found


def _each_meant(asked: Sequence[AskedSpeaker]) -> list[AskedSpeaker]:
    """Give each one who is asked for; of a name that several people bear, each of them."""
    if len(asked) != 1 or not asked[0].by_name:
        return list(asked)
    return [replace(asked[0], speakers=(speaker,)) for speaker in asked[0].speakers]
