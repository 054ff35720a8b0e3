"""Lists statements: of somebody, on something, or both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from onrecord.index import QueryError, Selection, Speaker, Statement, Store

from ..model import Citation
from ..query.query_parser import Understanding
from ..query.statement_query import SpeechQuestion
from .answer_score import AnswerScore
from .asked import Asked, AskedSpeaker
from .asked_speaker import asked_speakers
from .citations import cite
from .confidence import sigmoid
from .entity_linker import EntityLinker
from .said import ON_TOPIC, WHOLE_TOPIC
from .speaker_linker import SpeakerBook
from .statement_checks import speaks
from .unit_finder import UnitFinder
from .units import Unit

_LISTED: Final = 40
_LISTED_PASSAGES: Final = 40


class StatementList:
    """Lists the statements of one index."""

    def __init__(
        self,
        index: Store,
        understanding: Understanding,
        finder: UnitFinder,
        score: AnswerScore,
        *,
        linker: EntityLinker,
        book: SpeakerBook,
    ) -> None:
        """Wire the parts."""
        self._index = index
        self._understanding = understanding
        self._finder = finder
        self._score = score
        self._linker = linker
        self._book = book

    def of(
        self, by: str | None, about: str | None, among: Selection | None, *, newest: bool, k: int
    ) -> list[Citation]:
        """List them.

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
        asked = self._asked(by, about or "") if by else None
        # Of whom only stances are known, there are no words to list.
        if asked is not None and not any(one.quoted for one in asked.speakers):
            raise QueryError(f"nobody called {by} is quoted in this corpus; onrecord speakers lists who is")
        if about:
            cited = self._on_topic(by, about, asked, among, k)
        elif asked is not None:
            each = [who for one in asked.speakers for who in one.speakers]
            exact = [who for who in each if who.name == by]
            cited = list(cite(self.all_of(exact or each, among), most=k, inside=True))
        return sorted(cited, key=lambda one: one.article.published or "", reverse=True) if newest else cited

    def _on_topic(
        self, by: str | None, about: str, asked: Asked | None, among: Selection | None, k: int
    ) -> list[Citation]:
        """List what is on a topic, best first, and mark what is only near it."""
        question = self._understanding.read(f"what did {by} say about {about}" if by else about)
        rows = [] if by else self._finder.search(self._understanding.read(about), among, _LISTED_PASSAGES)
        if asked is None:
            asked = asked_speakers(about, SpeechQuestion((), about), self._linker, self._book)
        found = self._finder.find(
            question, asked, rows, among, read=_LISTED, spoken_only=True, passages=_LISTED_PASSAGES
        )
        scores = self._score.units(found.cheap, found.logits)
        # What holds the whole topic, itself or where it stands, is on it however it is put.
        whole = found.figure("around") >= WHOLE_TOPIC
        likely = [sigmoid(score) for score in scores.tolist()]
        ranked = np.argsort(-scores, kind="stable").tolist()
        order = [n for n in ranked if whole[n] or likely[n] >= ON_TOPIC]
        sure = [found.units[n] for n in order if whole[n] or likely[n] >= self._score.citable]
        places = {(one.article.id, one.start) for one in sure}
        cited = cite([(found.units[n], likely[n]) for n in order], most=k)
        return [replace(one, near=(one.article.id, one.start) not in places) for one in cited]

    def _asked(self, by: str, about: str) -> Asked:
        """Find who is meant: whoever is listed by just these words, though elsewhere they mean somebody else."""
        asked = asked_speakers(by, SpeechQuestion((by,), about), self._linker, self._book)
        if len(asked.speakers) == 1 and not asked.all_by_name and (holders := self._book.holders(by)):
            return replace(asked, speakers=(replace(asked.speakers[0], speakers=tuple(holders)),))
        listed = self._book.listed(by)
        if listed is None or listed.name != by or any(listed in one.speakers for one in asked.speakers):
            return asked
        return replace(asked, speakers=(AskedSpeaker(by, (listed,), by_name=True),), topic=about)

    def all_of(self, speakers: Iterable[Speaker], among: Selection | None) -> list[tuple[Unit, float]]:
        """Give all statements of some, latest first: as many as their speaker counts."""
        names = sorted({name for one in speakers for name in one.names})
        said = [one for one in self._index.statements(names) if one.statement.kind != "stance"]
        if among is not None:
            allowed = self._index.allowed(sorted({one.row for one in said if one.row is not None}), among)
            said = [one for one in said if one.row in allowed]
        said.sort(key=lambda one: one.statement.article.published or "", reverse=True)
        return [(_unit(one.statement, one.row or 0), 1.0) for one in said]

    def words_of(self, speakers: Iterable[Speaker], among: Selection | None) -> list[tuple[Unit, float]]:
        """Give what some said and did not leave unsaid, latest first; of a day the sure and verbatim first."""
        said = [pair for pair in self.all_of(speakers, among) if (one := pair[0].statement) and speaks(one)]
        return sorted(said, key=_rank, reverse=True)


def _rank(pair: tuple[Unit, float]) -> tuple[str, bool, bool]:
    unit, _ = pair
    sure = unit.statement is None or unit.statement.certainty != "doubtful"
    verbatim = unit.statement is not None and unit.statement.kind == "direct"
    return (unit.article.published or "")[:10], sure, verbatim


def _unit(statement: Statement, row: int) -> Unit:
    return Unit(statement.article, statement.start, statement.end, row, statement.paragraph, statement)
