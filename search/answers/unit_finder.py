"""Finds what may answer a question: statements and sentences of the best passages, each read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Filters, Selection, Store

from .. import stages
from ..query.query_parser import Question, Understanding
from ..retrieval.retriever import Retriever
from .answer_score import AnswerScore
from .asked import Asked
from .confidence import sigmoid
from .described import described
from .not_theirs import of_others
from .passage_pool import allowed, passages_of
from .sides import less_of_the_other, sides_of
from .statement_checks import QUOTED
from .unit_features import CHEAP, Figures, as_anybodys, cheap_figures, eligible
from .unit_question import question_to
from .unit_reader import UnitReader
from .units import Unit, holding, units_of

PASSAGES: Final = 12
"""How many passages of each search are cut into units."""

UNITS: Final = 11
"""How many units the cross-encoder reads; with eight passages and a second look at one, it reads 20 texts,
and two more for an answer."""

_FIRST: Final = 4
"""How many of these are read at first; as many as processors read at once on most machines."""

_SURE: Final = 3.0
"""Log-odds of one of the first from which on the others are left unread."""
_UNREAD: Final = -10.0
"""Log-odds of a passage that the cross-encoder did not read."""

_SIDED: Final = 3
"""How many of these may be there for their words alone, which are of the side that a question asks for."""

_OTHERS: Final = 2
"""How many of these may be statements of others than whom a question names."""


class Candidates(NamedTuple):
    """Units that may answer, the likeliest by cheap figures first.

    Attributes:
        asked: Whose words are asked for, with whom the articles call by a description.
        units: What may be cited.
        cheap: The figures of each that nothing was read for.
        logits: What the reader read in them, shape (units,); zeros where nothing was read.
        others: What others say on the topic, with the probability that it would answer had anybody been asked for.
        every: All that may be cited, whether it was read or not.
    """

    asked: Asked
    units: list[Unit]
    cheap: Figures
    logits: NDArray[np.float32]
    others: tuple[tuple[Unit, float], ...] = ()
    every: Sequence[Unit] = ()

    def figure(self, name: str) -> Figures:
        """Give the figure of `CHEAP` that has a name, shape (units,)."""
        return self.cheap[:, CHEAP.index(name)]


class UnitFinder:
    """Finds units over one index."""

    def __init__(
        self,
        index: Store,
        understanding: Understanding,
        retriever: Retriever,
        reader: UnitReader,
        score: AnswerScore,
    ) -> None:
        """Wire the parts."""
        self._index = index
        self._understanding = understanding
        self._retriever = retriever
        self._reader = reader
        self._score = score

    @stages.UNITS
    def find(
        self,
        question: Question,
        asked: Asked,
        rows: Sequence[int],
        among: Selection | None,
        *,
        logits: Mapping[int, float] | None = None,
        read: int = UNITS,
        spoken_only: bool = False,
        passages: int = PASSAGES,
        unread: bool = False,
    ) -> Candidates:
        """Find what may answer.

        Args:
            question: The question, understood.
            asked: Whose words it asks for.
            rows: The passages that a search for the question found, best first.
            among: Passages that may be looked at; None allows all.
            logits: What the cross-encoder read in the passages that it read.
            read: How many units it reads; 0 reads none, and gives all that may answer.
            spoken_only: Keep only statements of those who are asked for.
            passages: How many passages of each search are cut into units.
            unread: Choose what would be read, and read nothing.
        """
        topic = self._understanding.read(asked.topic) if asked.topic != question.text and asked.topic else question
        first = allowed(self._index, rows[:passages], among)
        pool = passages_of(
            self._index,
            topic,
            {row: (logits or {}).get(row, _UNREAD) for row in first},
            self._spoken(topic, asked, among, passages),
            cosines=partial(self._retriever.cosines, topic.text),
            among=among,
            alone=spoken_only,
        )
        units = self._units([*pool], apart=spoken_only or not read) if pool else []
        if spoken_only:
            units = [one for one in units if _is_listed(one, asked.names)]
        asked, not_described = described(question.bare, asked, units, self._index.directory)
        cheap = cheap_figures(self._index, question, topic, asked=asked, units=units, standings=pool)
        sides = sides_of(question.bare, asked, units)
        fits = (sides >= 0) & ~of_others(asked, units) & ~not_described
        may = holding(question.exact, units, eligible(asked, cheap) & fits)
        chosen = np.flatnonzero(may)
        every = [units[n] for n in chosen]
        if not read:
            return Candidates(asked, every, cheap[chosen], np.zeros(len(chosen), np.float32))
        others = () if spoken_only or unread else self._others(asked, units, cheap, ~may)
        kept = chosen[self._likeliest(cheap[chosen], sides[chosen], read - len(others))]
        none_read = np.zeros(len(kept), np.float32)
        found = Candidates(asked, [units[n] for n in kept], cheap[kept], none_read, others, every)
        not_one = len(asked.speakers) > 1 or question.order is not None or sides.any() or spoken_only
        return found if unread else self._read(question, found, read if not_one else _FIRST)

    def _units(self, rows: Sequence[int], *, apart: bool) -> list[Unit]:
        """Cut passages into units; `apart` as `units_of` has it."""
        held = dict(zip(rows, self._index.passages(rows), strict=True))
        said = [(one.statement, one.row) for one in self._index.statements(None, rows) if one.row is not None]
        return units_of(held, said, apart=apart)

    def scores(self, question: Question, found: Candidates) -> Figures:
        """Give the log-odds of candidates; those of the other side than a question asks for are lower.

        Args:
            question: The question, understood.
            found: What `find` found for it.
        """

        def score(logits: NDArray[np.float32]) -> Figures:
            return self._score.units(found.cheap, logits)

        return score(less_of_the_other(question.timeless, found.units, found.logits, score, self._reader.read))

    def read(self, question: Question, asked: Asked, units: Sequence[Unit]) -> NDArray[np.float32]:
        """Read how well units answer a question: logits, shape (len(units),)."""
        return self._reader.read([(question_to(question, asked, one), one.read) for one in units])

    def _read(self, question: Question, found: Candidates, first: int) -> Candidates:
        """Read what may answer: the first few, and the others unless one of these surely answers.

        Whoever asks for somebody's words would rather have them in quote marks than as a report.
        """
        logits = self.read(question, found.asked, found.units[:first])
        if len(found.units) > first:
            scores = self._score.units(found.cheap[:first], logits)
            said = found.units[int(scores.argmax())].statement
            told = found.asked.certain and found.asked.speakers and (said is None or said.kind not in QUOTED)
            if scores.max() >= _SURE and not told:
                return found._replace(units=found.units[:first], cheap=found.cheap[:first], logits=logits)
            logits = np.concatenate([logits, self.read(question, found.asked, found.units[first:])])
        return found._replace(logits=logits)

    def _likeliest(self, cheap: Figures, sides: NDArray[np.int64], most: int) -> NDArray[np.int64]:
        """Choose what is read: the likeliest, and before the last of them what has words of the side asked for."""
        order = np.argsort(-self._score.promise(cheap), kind="stable")
        first, rest = np.split(order, [most - _SIDED])
        return np.concatenate([first, rest[np.argsort(-sides[rest], kind="stable")]])[:most]

    def _others(
        self, asked: Asked, units: Sequence[Unit], cheap: Figures, among: NDArray[np.bool_]
    ) -> tuple[tuple[Unit, float], ...]:
        """Read the likeliest statements of others, as if anybody had been asked for."""
        said = among & np.array([one.statement is not None and bool(one.statement.speaker) for one in units], bool)
        if not said.any():
            return ()
        figures = as_anybodys(cheap[said])
        order = np.argsort(-self._score.promise(figures), kind="stable")[:_OTHERS]
        chosen = [units[n] for n in np.flatnonzero(said)[order]]
        logits = self._reader.read([(f"What was said about {asked.topic}?", one.read) for one in chosen])
        scores = self._score.units(figures[order], logits)
        return tuple((one, sigmoid(score)) for one, score in zip(chosen, scores, strict=True))

    def search(self, topic: Question, among: Selection | None, k: int) -> list[int]:
        """Find passages on a topic, best first."""
        rows: list[int] = self._retriever.retrieve(topic, k, among=among, rerank=False).rows.tolist()
        return rows

    def _spoken(self, topic: Question, asked: Asked, among: Selection | None, passages: int) -> list[int]:
        """Find the passages on the topic in which those who are asked for speak."""
        names = asked.names
        if asked.speech and not asked.speakers and not asked.who:
            names = asked.mentioned
        bylines = sorted({byline for one in asked.speakers for byline in one.bylines})
        if not names and not bylines:
            return []
        chosen = self._index.spoken(sorted(names))
        for byline in bylines:
            if (wrote := self._index.select(Filters(author=byline))) is not None:
                chosen = chosen | wrote
        if among is not None:
            chosen = chosen & among
        return self.search(topic, chosen, passages) if chosen.any() else []


def _is_listed(unit: Unit, names: frozenset[str]) -> bool:
    """Whether a unit is somebody's words that a list of theirs has; of anybody's where there are no names."""
    said = unit.statement
    if said is None or said.kind == "stance":
        return False
    return not names or not names.isdisjoint((said.speaker, said.as_written))
