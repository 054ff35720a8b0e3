"""Answers a question with the units that say it, or tells why it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Hit, Selection, Speaker, Store

from ..query.double import parts_of
from ..query.query_parser import Question, Understanding
from ..retrieval.probe import Probe
from ..retrieval.reranker import Reranker
from ..retrieval.retriever import Retrieval
from .acts import Act, act_of, is_theirs, tells_of
from .answer_score import AnswerScore
from .asked import Asked, AskedSpeaker
from .chosen import chosen, each_meant, says_it_all
from .citations import cite, listed
from .confidence import sigmoid
from .entity_linker import EntityLinker
from .evidence import gather, look_again
from .not_theirs import says_nothing, tells_no_words, words_first
from .premise import SURE, Deed, deed_of, is_told
from .question_figures import Considered, whole_figures
from .refusals import Refusals
from .said import Said, is_answered_by
from .several import one_by_one, with_parts
from .shown import said_by_others
from .sides import SURE as SURE_OF_SIDE
from .sides import of_side
from .speaker_linker import SpeakerBook
from .statement_list import StatementList
from .time_ordered import in_turns, of_its_days
from .unit_features import Figures
from .unit_finder import UNITS, UnitFinder
from .whose_words import WhoseWords

_FAR: Final = 30.0
"""Log-odds by which what does not answer falls behind all that may."""

_TELLING: Final = 3
"""The likeliest units, any of which may tell of a deed that a question takes for granted."""

_ANYTHING: Final = """
    's actually add answer comment declare everything exactly express far give given interview latest note opinion
    position public quote react reaction recent remark reply respond response speaking speech spoke spoken stance
    statement view word
"""
"""Words that ask for whatever somebody said, beside those that any question is put with."""


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
        linker = EntityLinker(index.directory)
        self.book = SpeakerBook(index.directory)
        self.whose = WhoseWords(index, understanding, finder, linker=linker, book=self.book)
        self.listing = StatementList(index, understanding, finder, score, linker=linker, book=self.book)
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
        candidates = self._finder.find(
            question,
            asked or self.whose.asked(question),
            found.rows.tolist(),
            among,
            logits=found.logits,
            read=read,
            unread=unread,
        )
        asked = candidates.asked
        found = look_again(self._index, self._reranker, found)
        writers = [one.phrase for one in asked.speakers if one.bylines]
        evidence = gather(self._index, self._probe, question, hits, found, writers=writers)
        return Considered(question, asked, candidates, evidence)

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
        asked = self.whose.asked(question)
        # Where nothing is asked of, whatever somebody said will do: the latest of it.
        anything = asked.speech and asked.certain and asked.speakers and not asked.topic
        if anything and (question.syntax.is_by_alone or not self._asks_more(question, asked)):
            words = (self.listing.words_of(one, among) for one in self._each(asked.speakers))
            if citations := cite(in_turns(of_its_days(its, question) for its in words)):
                return Said(citations, 1.0)

        def answered_as(asked: Asked) -> Said:
            return self._answered(self.consider(question, hits, found, among, asked=asked, read=read))

        said = answered_as(asked)
        if len(asked.speakers) > 1 and len(parts_of(question.text)) == 1:
            # What one of several said may be surer by itself, and more of it is read; parts are asked apart.
            each = [answered_as(replace(asked, speakers=(one,))) for one in asked.speakers]
            if all(map(is_answered_by, each, asked.speakers)):
                return one_by_one(said, each)
            if said.refusal is not None and any(one.refusal is None for one in each):
                return with_parts(said, each)
        return said

    def _answered(self, considered: Considered) -> Said:
        """Answer with what was considered, or refuse."""
        question, asked, candidates = considered.question, considered.asked, considered.candidates
        scores = self.scores(considered)
        confidence = self._score.whole(whole_figures(considered, scores))
        enough = confidence >= self._score.enough
        if not len(scores) or not (enough or says_it_all(considered, scores)):
            return self._refusals.refused(considered, scores, confidence)
        confidence = max(confidence, self._score.enough)
        sure = confidence >= SURE
        scores = self._finder.scores(question, candidates)
        scores = words_first(question.bare, asked, candidates.units, scores, least=self._score.citable, sure=sure)
        if (act := act_of(question.bare)) is not None:
            telling, theirs = self._telling(considered, act)
            scores = np.where(theirs, scores - _FAR, scores)
            if not telling.any() or sigmoid(scores[telling].max()) < self._score.enough:
                return self._refusals.although_near(considered, scores, act.untold)
            scores = np.where(telling, scores, scores - _FAR)
        first = candidates.units[int(np.argmax(scores))]
        if not sure and (deed := self._untold(considered, scores)) is not None:
            return self._refusals.although_near(considered, scores, deed.untold)
        if confidence < SURE_OF_SIDE and not of_side(question.bare, asked, [first]).any():
            return self._refusals.refused(considered, scores, confidence)
        silent = tells_no_words(question.bare, asked, first, sure=sure)
        if silent or says_nothing(asked, candidates.units, first):
            name = asked.speakers[0].phrase
            reason = f"What comes nearest tells of {name}, and gives nothing that {name} said; it is listed."
            return self._refusals.although_near(considered, scores, reason)
        cited = chosen(
            considered, scores, citable=self._score.citable, read=partial(self._finder.read, question, asked)
        )
        return Said(listed(cite(cited, beside=partial(said_by_others, self._index)), self.book), confidence)

    def _telling(self, considered: Considered, act: Act) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Tell which units have words for an act, and which are of whom it was done to, each of shape (n,)."""
        names = {name for one in considered.asked.mentions for who in one.speakers for name in who.names}
        units, words = considered.candidates.units, self._index.words
        telling = np.array([tells_of(act, one, names, words) for one in units], dtype=bool)
        return telling, np.array([is_theirs(one, names) for one in units], dtype=bool)

    def _each(self, asked: Sequence[AskedSpeaker]) -> list[Sequence[Speaker]]:
        """Give each who is asked for: of a name everybody who bears it, of an office everybody who holds it."""
        each: list[Sequence[Speaker]] = []
        for one in each_meant(asked):
            holders = [] if one.by_name else self.book.holders(one.phrase)
            each += [[who] for who in holders] or [one.speakers]
        return each

    def _asks_more(self, question: Question, asked: Asked) -> bool:
        """Tell whether a question has words beside whom it asks for and that they spoke: "why was Roe moved?"."""
        framing = self._index.words(" ".join((_ANYTHING, *(one.phrase for one in asked.speakers))))
        return bool(set(question.words) & set(self._index.words(question.bare)) - set(framing))

    def _untold(self, considered: Considered, scores: Figures) -> Deed | None:
        """Give the deed that a question takes for granted and nothing near tells; writers do what they write."""
        words = self._index.words
        deed = deed_of(considered.question.bare, considered.asked.mentions, words)
        if deed is None or self._understanding.writers.meant(deed.doer):
            return None
        likeliest = [considered.candidates.units[n] for n in np.argsort(-scores)[:_TELLING]]
        return None if any(is_told(deed, one, words) for one in likeliest) else deed

    def scores(self, considered: Considered) -> Figures:
        """Give the log-odds of the candidates of a question, shape (n,)."""
        return self._score.units(considered.candidates.cheap, considered.candidates.logits)
