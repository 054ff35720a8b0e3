"""Answers a question with the units that say it, or tells why it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Hit, Index, QueryError, Selection, Speaker, Statement, plain_words

from .. import stages
from ..model import Citation, Refusal
from ..query.query_parser import Question, Understanding
from ..query.statement_query import SpeechQuestion, speech_question
from ..retrieval.probe import Probe
from ..retrieval.reranker import Reranker
from ..retrieval.retriever import Retrieval
from .answer_score import WHOLE, AnswerScore
from .asked_speaker import Asked, AskedSpeaker, asked_speakers
from .citations import cite
from .confidence import Evidence, passage_probability
from .entity_linker import EntityLinker
from .evidence import gather, look_again
from .speaker_linker import SpeakerBook
from .statement_checks import QUOTED, speaks
from .unit_features import CHEAP, Figures
from .unit_finder import UNITS, Candidates, UnitFinder
from .units import Unit

_LISTED: Final = 40
_WHOLE_TOPIC: Final = 0.99
_LISTED_PASSAGES: Final = 40
_CLOSEST: Final = 3
_ON_TOPIC: Final = 0.05
"""Probability from which on a statement is listed, or shown beside a refusal: .06 of the units read answer."""

_LEAST: Final = -8.0
"""Log-odds where there is no unit."""

_NEAR_BEST: Final = 1.5
"""Log-odds by which a unit may be less likely than the first and is cited too."""

_DIRECT: Final = 0.2
"""Log-odds within which words in quote marks come before others."""

_SAME: Final = CHEAP.index("named_same")
_HELD: Final = CHEAP.index("within")
_AROUND: Final = CHEAP.index("around")


_NOTHING: Final = Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Said(NamedTuple):
    """What units say to a question; the fields are those of `Answer`."""

    citations: tuple[Citation, ...]
    confidence: float
    refusal: Refusal | None = None
    reason: str | None = None
    closest: tuple[Citation, ...] = ()
    others: tuple[Citation, ...] = ()
    instead: tuple[Citation, ...] = ()


class Considered(NamedTuple):
    """What is known of a question before anything is decided.

    Attributes:
        question: The question, understood.
        asked: Whose words it asks for.
        candidates: What may answer.
        evidence: What speaks for the passages as a whole.
    """

    question: Question
    asked: Asked
    candidates: Candidates
    evidence: Evidence


class Answers:
    """Answers over one index."""

    def __init__(
        self,
        index: Index,
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
        return Considered(question, asked, candidates, gather(self._index, self._probe, question, hits, found))

    @stages.UNDERSTAND
    def asked(self, question: Question) -> Asked:
        """Find whose words a question asks for."""
        speech = speech_question(question.bare)
        if by := question.syntax.by:
            speech = SpeechQuestion("said", by, speech.topic if speech is not None else question.bare)
        # An outlet reports; whoever asks what it said wants its articles.
        if speech is not None and speech.speaker and self._understanding.names_outlet(speech.speaker):
            speech = None
        asked = asked_speakers(question.bare, speech, self.linker, self.book)
        sure = speech is not None and speech.certain and speech.kind != "did"
        if speech is not None and not sure and not any(one.speakers for one in asked.speakers):
            return asked_speakers(question.bare, None, self.linker, self.book)
        return asked

    def answer(self, question: Question, hits: Sequence[Hit], found: Retrieval, among: Selection | None) -> Said:
        """Answer, or refuse.

        Args:
            question: The question, understood.
            hits: The passages found, best first.
            found: What the reranker read to find them.
            among: Passages that statements may be looked for in; None allows all.
        """
        if not hits:
            return Said((), 0.0, "below_threshold", "No passage of this corpus matches the question.")
        asked = self.asked(question)
        # Where no topic is asked of, whatever somebody said will do: the latest of it.
        anything = asked.speech and asked.certain and asked.speakers and not asked.topic
        if anything:
            meant = (who for one in asked.speakers for who in one.speakers)
            spoken = (
                pair for pair in self._all_of(meant, among) if pair[0].statement and speaks(pair[0].statement)
            )
            if citations := cite(spoken):
                return Said(citations, 1.0)
        considered = self.consider(question, hits, found, among, asked=asked)
        scores = self.scores(considered)
        confidence = self._score.whole(whole_figures(considered, scores))
        if len(scores) and confidence >= self._score.enough:
            return Said(self.listed(self._cited(considered, scores)), confidence)
        return self._refused(considered, scores, confidence)

    def scores(self, considered: Considered) -> Figures:
        """Give the log-odds of the candidates of a question, shape (n,)."""
        candidates = considered.candidates
        if not candidates.units:
            return np.zeros(0)
        return self._score.units(candidates.cheap, candidates.logits)

    def listing(
        self, by: str | None, about: str | None, among: Selection | None, *, newest: bool, k: int
    ) -> list[Citation]:
        """List statements.

        Args:
            by: Whose, by name or role; None takes everybody's.
            about: On what; None takes any topic.
            among: Passages that may be looked at.
            newest: Latest first instead of best first; without a topic it is always so.
            k: How many.

        Returns:
            The statements, repeated ones once.

        Raises:
            QueryError: Neither `by` nor `about` is given, or nobody called so is quoted.
        """
        if not by and not about:
            raise QueryError("say whose statements, or about what")
        asked = asked_speakers(by, SpeechQuestion("said", by, about or ""), self.linker, self.book) if by else None
        # Of whom only stances are known, there are no words to list.
        if asked is not None and not any(who.statements for one in asked.speakers for who in one.speakers):
            raise QueryError(f"nobody called {by} is quoted in this corpus; onrecord speakers lists who is")
        if about:
            question = self._understanding.read(f"what did {by} say about {about}" if by else about)
            asked = asked or asked_speakers(about, SpeechQuestion("who", None, about), self.linker, self.book)
            rows = [] if by else self._finder.search(self._understanding.read(about), among, _LISTED_PASSAGES)
            found = self._finder.find(
                question, asked, rows, among, read=_LISTED, spoken_only=True, passages=_LISTED_PASSAGES
            )
            scores = self.scores(Considered(question, asked, found, _NOTHING))
            # What holds the whole topic, itself or where it stands, is on it however it is put.
            whole = found.cheap[:, _AROUND] >= _WHOLE_TOPIC if len(scores) else np.zeros(0, dtype=bool)
            ranked = np.argsort(-scores, kind="stable").tolist()
            order = [n for n in ranked if whole[n] or _odds(scores[n]) >= _ON_TOPIC]
            cited = list(cite([(found.units[n], _odds(scores[n])) for n in order], most=k))
        elif asked is not None:
            exact = [who for one in asked.speakers for who in one.speakers if who.name == by]
            listed = self._all_of(exact or [who for one in asked.speakers for who in one.speakers], among)
            cited = list(cite(listed, most=k, inside=True))
        return sorted(cited, key=lambda one: one.article.published or "", reverse=True) if newest else cited

    def _all_of(self, speakers: Iterable[Speaker], among: Selection | None) -> list[tuple[Unit, float]]:
        """Give all statements of some, latest first: as many as their speaker counts."""
        names = sorted({name for one in speakers for name in one.names})
        said = [one for one in self._index.statements(names) if one.statement.kind != "stance"]
        if among is not None:
            allowed = self._index.allowed(sorted({one.row for one in said if one.row is not None}), among)
            said = [one for one in said if one.row in allowed]
        said.sort(key=lambda one: one.statement.article.published or "", reverse=True)
        return [(_unit(one.statement, one.row or 0), 1.0) for one in said]

    def _cited(self, considered: Considered, scores: Figures) -> tuple[Citation, ...]:
        """Choose what is cited: the best for each who is asked for, and what is nearly as likely."""
        units = considered.candidates.units
        # Of words that answer as well, those in quote marks come first.
        direct = [_DIRECT * (one.statement is not None and one.statement.kind in QUOTED) for one in units]
        order = np.argsort(-(scores + direct), kind="stable").tolist()
        first: list[int] = []
        if len(considered.asked.speakers) > 1:
            for one in considered.asked.speakers:
                mine = (n for n in order if _is_of(units[n], one) and _odds(scores[n]) >= _ON_TOPIC)
                first += [n for n in (next(mine, None),) if n is not None]
        first = first or order[:1]
        # What whoever is asked for said, and holds the whole topic, is on it however unsure that alone would be.
        whole = considered.candidates.cheap[:, _AROUND] >= _WHOLE_TOPIC
        asked = considered.asked.speakers
        rest = [
            n
            for n in order
            if n not in first
            and scores[n] >= scores[order[0]] - _NEAR_BEST
            and (
                _odds(scores[n]) >= self._score.citable
                or (whole[n] and units[n].statement is not None and any(_is_of(units[n], one) for one in asked))
            )
        ]
        return cite([(units[n], _odds(scores[n])) for n in [*first, *rest]])

    def _refused(self, considered: Considered, scores: Figures, confidence: float) -> Said:
        """Refuse, and say no more than is known."""
        asked, units = considered.asked, considered.candidates.units
        order = np.argsort(-scores, kind="stable").tolist()
        pairs = [(units[n], _odds(scores[n])) for n in order]
        closest = self.listed(cite(pairs[:_CLOSEST]) or cite(considered.candidates.others))
        if not asked.speakers:
            reason = "Nothing in this corpus answers the question for sure; what is closest to it is listed."
            return Said((), confidence, "below_threshold", reason, closest)
        one = asked.speakers[0]
        about = f" about {asked.topic}" if asked.topic else ""
        mine = [pair for pair in pairs if _is_of(pair[0], one)]
        others = cite(pair for pair in considered.candidates.others if pair[1] >= _ON_TOPIC)
        if one.by_name and not any(who.statements for who in one.speakers):
            if not self.is_named(one.phrase):
                reason = f"Nobody called {one.phrase} is named in this corpus."
                return Said((), confidence, "unknown_speaker", reason, closest, others)
            reason = f"{one.phrase} is named in this corpus, but no statement under that name was recognised."
            return Said((), confidence, "below_threshold", reason, closest, others)
        name = one.speakers[0].name if one.speakers else one.phrase
        if one.by_name and confidence < self._score.far:
            when = "" if considered.question.days == () and not considered.question.cited else " then and there"
            reason = f"{name} is quoted in this corpus, but not{about}{when}."
            return Said(
                (), confidence, "nothing_on_topic", reason, cite(mine[:_CLOSEST]), others, cite(mine[:_CLOSEST])
            )
        reason = f"No statement is near enough to be sure that {name} said something{about}."
        return Said((), confidence, "below_threshold", reason, closest, others, cite(mine[:_CLOSEST]))

    def listed(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        """Mark the citations by whose speaker's name there is nothing to list."""
        return tuple(
            replace(one, listed=self.book.knows(one.statement.speaker))
            if one.statement is not None and one.statement.speaker
            else one
            for one in citations
        )

    def is_named(self, phrase: str) -> bool:
        """Tell whether any passage holds the last word of a name, in any spelling."""
        words = plain_words(phrase)
        if not words:
            return False
        last = words[-1]
        known = bool(self._index.rarities(self._index.words(last)).all())
        spellings = (last, *self._understanding.names.spellings(last, known=known))
        spelt = [word for one in spellings for word in self._index.words(one)]
        return bool(self._index.holding(spelt).any())


def whole_figures(considered: Considered, scores: Figures) -> Figures:
    """Give the figures of `answer_score.WHOLE` from the log-odds of a question's candidates."""
    asked, evidence = considered.asked, considered.evidence
    passages = passage_probability(evidence)
    by_name = any(one.by_name for one in asked.speakers)
    figures = [
        *(0.0,) * 4,
        float(np.log(max(passages, 1e-6) / max(1 - passages, 1e-6))),
        evidence.names,
        evidence.strangers,
        evidence.facets,
        evidence.outlets,
        asked.speech,
        by_name,
        by_name and any(one.speakers for one in asked.speakers),
        *(0.0,) * 4,
    ]
    candidates = considered.candidates
    return fill_in(np.array(figures, np.float64), candidates.cheap, scores, candidates.logits)


def fill_in(figures: Figures, cheap: Figures, scores: Figures, logits: NDArray[np.floating]) -> Figures:
    """Fill in the figures of a question that are of its best units.

    Args:
        figures: Of the question.
        cheap: Of its units.
        scores: Their log-odds.
        logits: What the reader read in them.
    """
    filled = figures.copy()
    ordered = [*np.sort(scores)[::-1].tolist(), _LEAST, _LEAST]
    filled[:4] = ordered[0], ordered[1], ordered[0] - ordered[1], max(logits.tolist(), default=_LEAST)
    if len(scores):
        best = cheap[int(np.argmax(scores))]
        filled[-4:-2] = best[_SAME], best[_HELD]
    told = 1.0 - filled[WHOLE.index("speech")]
    filled[-2:] = told * filled[0], told * filled[WHOLE.index("passages")]
    return filled


def _is_of(unit: Unit, one: AskedSpeaker) -> bool:
    said = unit.statement
    return said is not None and (said.speaker in one.names or said.as_written in one.names)


def _odds(score: float) -> float:
    return float(1 / (1 + np.exp(-score)))


def _unit(statement: Statement, row: int) -> Unit:
    return Unit(statement.article, statement.start, statement.end, row, statement.paragraph, statement)
