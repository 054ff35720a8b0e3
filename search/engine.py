"""Asks an index: the one place where the parts are wired."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from onrecord.index import (
    Encoder,
    Filters,
    Hit,
    KnowsWords,
    QueryError,
    Selection,
    Speaker,
    Store,
    load_known_encoder,
    open_store,
)

from . import stages
from .answers.answer_score import AnswerScore
from .answers.answers import Answers
from .answers.citations import prose
from .answers.considered import Considered
from .answers.entity_linker import EntityLinker
from .answers.said import Said
from .answers.same_matter import compared
from .answers.time_ordered import in_order
from .answers.unit_finder import UNITS, UnitFinder
from .answers.unit_reader import UnitReader
from .languages import unread_languages
from .limits import MAX_QUESTION, as_text, checked
from .model import Answer, Citation, Compared, Results, Similar
from .query.follow_up import completed, in_context
from .query.query_parser import Question, Understanding
from .query.reading import understood_as
from .query.syntax import NO_SYNTAX
from .retrieval.copies import fold_copies
from .retrieval.loading import load_reranker
from .retrieval.narrowing import bounded, by_syntax, narrowed
from .retrieval.reranker import Reranker
from .retrieval.retriever import DEFAULT_WEIGHTS, Retrieval, Retriever, Weights
from .retrieval.similar import SimilarArticles
from .verbatim import Checked, QuoteChecker

FEWEST_HITS: Final = 10
_COMPARED: Final = 500  # statements that are compared with each other
_BY_DAY: Final = 20  # statements that are put in order
_MINIMA: Final = 8  # minima of probability that are kept wired
NO_FILTERS: Final = Filters()


class Engine:
    """Searches and answers over one revision of an index; safe to share between threads."""

    def __init__(
        self,
        index: Store,
        encoder: Encoder,
        reranker: Reranker,
        weights: Weights = DEFAULT_WEIGHTS,
        reader: UnitReader | None = None,
    ) -> None:
        """Wire the parts.

        Args:
            index: What is asked.
            encoder: The one the index was built with.
            reranker: Reads questions and texts together.
            weights: How the parts of retrieval count.
            reader: Reads questions and what may answer together; opened by the first question.
        """
        self.index = index
        self._weights = weights
        self._encoder = encoder
        self._reranker = reranker
        self._reader = reader or UnitReader()
        self._understanding = Understanding(
            index,
            encoder.has_word if isinstance(encoder, KnowsWords) else None,
            EntityLinker(index.directory).named,
        )
        self._retriever = Retriever(index, encoder, reranker, weights)
        self._score = AnswerScore.load()
        # It holds the parts, not this engine: one that nobody uses any more goes at once, with all its memory.
        wired = partial(
            _wired,
            index=index,
            understanding=self._understanding,
            retriever=self._retriever,
            reader=self._reader,
            reranker=reranker,
            score=self._score,
        )
        self._answers = lru_cache(_MINIMA)(wired)
        self.answers = self._answers(0.0)

    @property
    def reranker(self) -> Reranker:
        """What reads questions and texts together."""
        return self._reranker

    @classmethod
    def open(
        cls,
        place: Path | str,
        *,
        device: str | None = None,
        reranker: str | None = None,
        weights: Weights = DEFAULT_WEIGHTS,
    ) -> Engine:
        """Open an index with the models that it needs.

        Args:
            place: The index: a folder, or what else `open_store` takes.
            device: Where sentence-transformers models run.
            reranker: A cross-encoder of sentence-transformers that orders passages; None takes the packaged one.
            weights: How the parts of retrieval count.

        Raises:
            StoreError: The index cannot be read.
            ModelError: A model cannot be loaded.
        """
        with ThreadPoolExecutor(1) as aside:  # loading leaves the interpreter free half of the time
            reads = aside.submit(load_reranker, reranker, device=device)
            index = open_store(place)
            encoder = load_known_encoder(index.encoder_name, device=device)
            return cls(index, encoder, reads.result(), weights)

    def refreshed(self) -> Engine:
        """Open the index as it is now, with the models that are loaded; this engine stays open.

        Raises:
            StoreError: The index cannot be read.
            ModelError: It needs another model, which cannot be loaded.
        """
        index = self.index.reopened()
        same = index.encoder_name == self._encoder.name
        encoder = self._encoder if same else load_known_encoder(index.encoder_name)
        return Engine(index, encoder, self._reranker, self._weights, self._reader)

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    @stages.ANSWER
    def search(
        self, query: str, k: int = 10, *, filters: Filters = NO_FILTERS, fast: bool = False, spellings: bool = True
    ) -> Results:
        """Find the passages that match best.

        Args:
            query: Words or a question; `query/syntax.py` has the syntax that it may have.
            k: How many to find.
            filters: What may be found at all.
            fast: Leave the reranker out.
            spellings: Search names in the corpus's other spellings too.

        Returns:
            At most `k` hits, best first, and the spellings that names were searched in.

        Raises:
            QueryError: The query is empty or too long, `k` is out of range, or a filter is no date.
        """
        question = self._understanding.read(checked(query, k), spellings=spellings)
        hits = [] if question.is_empty else self._find(question, k, filters, rerank=not fast)[0]
        return Results(
            query, tuple(hits), dict(question.respelt), understood_as(question, self.index.source_names)
        )

    def _find(self, question: Question, k: int, filters: Filters, *, rerank: bool) -> tuple[list[Hit], Retrieval]:
        among = self._among(question, filters)
        found = self._retriever.retrieve(question, 2 * k, among=among, rerank=rerank)
        passages = self.index.passages(found.rows.tolist())
        hits = (Hit(p, float(s), int(r)) for p, s, r in zip(passages, found.scores, found.rows, strict=True))
        return fold_copies(hits, k, self.index.words), found

    def _among(self, question: Question, filters: Filters) -> Selection | None:
        """Choose what may be found: by filters, by the bounds of a question, by its syntax."""
        among = bounded(self.index, question, filters)
        asked = by_syntax(self.index, question, self._retriever.nearest)
        if by := question.syntax.by:
            spoken = self.index.spoken([name for one in self.answers.book.meant(by) for name in one.names])
            asked = spoken if asked is None else asked & spoken
        return among if asked is None else asked if among is None else among & asked

    @stages.ANSWER
    def ask(
        self,
        question: str,
        k: int = 10,
        *,
        filters: Filters = NO_FILTERS,
        spellings: bool = True,
        previous: Sequence[str] = (),
    ) -> Answer:
        """Answer a question with citations, or say why not.

        Args:
            question: In any words; "what did X say about Y" is answered with statements of X.
            k: How many hits to give along.
            filters: What may be looked at.
            spellings: Search names in the corpus's other spellings too, and mend typing errors.
            previous: The questions asked before, oldest first, which it may go on from.

        Returns:
            The answer; a refusal is one too.

        Raises:
            QueryError: As `search`.
        """
        asked = checked(question, k)
        earlier = [as_text(one)[:MAX_QUESTION] for one in previous]
        full = completed(asked, earlier, self._speaks)
        understood = self._understanding.read((full or asked)[:MAX_QUESTION], spellings=spellings)
        found, hits = self._answered(understood, k, filters)
        if full is None and (whole := in_context(asked, earlier, self._speaks)):
            # Whether it goes on from the one before, its grammar does not tell: what is answered better does.
            read = self._understanding.read(whole[:MAX_QUESTION], spellings=spellings)
            other, its_hits = self._answered(read, k, filters)
            if other.confidence > found.confidence:
                full, understood, found, hits = whole, read, other, its_hits
        return Answer(
            as_text(question),
            found.refusal is None,
            found.reason,
            found.confidence,
            prose(found.citations) if found.refusal is None else "",
            found.citations,
            tuple(hits),
            found.refusal,
            found.others,
            found.instead,
            found.closest,
            respelt=dict(understood.respelt),
            understood=understood_as(understood, self.index.source_names, full),
            language_notice=unread_languages(hits[:FEWEST_HITS], refused=found.refusal is not None),
        )

    def _speaks(self, name: str) -> bool:
        return self.speaker(name) is not None

    def _answered(self, question: Question, k: int, filters: Filters) -> tuple[Said, list[Hit]]:
        reason = "The question has no words; type a few." if question.is_empty else self.why_nothing(filters)
        among = self._among(question, filters)
        if reason is None and among is not None and not among.any():
            reason = self._why_empty(question)
        if reason is not None:
            return Said((), 0.0, "below_threshold", reason), []
        self._reader.prepare()  # it opens while the search goes on
        hits, retrieval = self._find(question, max(k, FEWEST_HITS), filters, rerank=True)
        # What is said on a day is reported for weeks: looked for there too, and within the days first.
        where = narrowed(self.index, question, among, later=not question.bounds)
        answers = self._answers(filters.min_probability or 0.0)
        said = answers.answer(question, hits, retrieval, where)
        if question.order is not None and said.refusal is None:
            said = said._replace(citations=_by_day(self.index, answers, question, among) or said.citations)
        return said, hits[:k]

    def consider(
        self, question: str, previous: Sequence[str] = (), *, read: int = UNITS, unread: bool = False
    ) -> Considered | None:
        """Read for a question as `ask` does, and decide nothing; None where no passage matches.

        Args:
            question: In any words.
            previous: As `ask`.
            read: How many units the reader reads.
            unread: Choose what would be read, and read nothing.

        Raises:
            QueryError: As `search`.
        """
        asked = checked(question, FEWEST_HITS)
        full = completed(asked, list(previous), self._speaks)
        understood = self._understanding.read((full or asked)[:MAX_QUESTION])
        hits, found = self._find(understood, FEWEST_HITS, NO_FILTERS, rerank=True)
        if not hits:
            return None
        among = self._among(understood, NO_FILTERS)
        where = narrowed(self.index, understood, among, later=not understood.bounds)
        return self.answers.consider(understood, hits, found, where, read=read, unread=unread)

    @stages.ANSWER
    def said(
        self,
        by: str | None = None,
        about: str | None = None,
        k: int | None = 50,
        *,
        filters: Filters = NO_FILTERS,
        newest: bool = False,
    ) -> list[Citation]:
        """List what somebody said, or what was said about something.

        Args:
            by: Whose words, by name or role.
            about: On what.
            k: How many; None takes all.
            filters: What may be looked at.
            newest: Latest first instead of best first; without a topic it is always so.

        Returns:
            Statements as citations, repeated ones once.

        Raises:
            QueryError: Neither `by` nor `about` is given, nobody called so is quoted, or `k` is out of range.
        """
        checked(f"{by or ''} {about or ''}", 1 if k is None else k)
        answers = self._answers(filters.min_probability)
        return answers.listing.of(
            by, about, self.index.select(filters), newest=newest, k=sys.maxsize if k is None else k
        )

    @stages.ANSWER
    def compare(
        self, by: str, about: str | None = None, k: int = 12, *, filters: Filters = NO_FILTERS
    ) -> list[Compared]:
        """Pair what somebody said on the same matter on different days, so that changes are seen.

        Args:
            by: Whose words, by name or role.
            about: On what; None takes any topic.
            k: How many pairs.
            filters: What may be looked at.

        Returns:
            At most k pairs of the latest 500 statements, those first of which one denies or opposes what the other
            says, by their words.

        Raises:
            QueryError: Nobody called so is quoted, or `k` is out of range.
        """
        checked(by, k)
        said = self.said(by, about, _COMPARED, filters=filters, newest=True)
        names = {one.statement.speaker for one in said if one.statement is not None and one.statement.speaker}
        rows = {
            (one.statement.article.id, one.statement.start): one.row
            for one in self.index.statements(sorted(names))
            if one.row is not None
        }
        placed = [(one, rows[one.article.id, one.start]) for one in said if (one.article.id, one.start) in rows]
        return compared(self.index, placed, k)

    def check(self, quote: str, *, filters: Filters = NO_FILTERS) -> Checked:
        """Tell whether the archive holds a quotation word for word, with what changes, and whose words they are.

        Args:
            quote: The quotation; "..." stands for what was left out.
            filters: What may be looked at.

        Raises:
            QueryError: It is empty or too long.
        """
        quote = checked(quote, 1)

        def find(words: str, k: int, filters: Filters) -> list[Hit]:
            # What is quoted names days, it is not looked for in them.
            question = self._understanding.read(checked(words, k), spellings=False)
            question = replace(question, bounds=(), syntax=NO_SYNTAX)
            return self._find(question, k, filters, rerank=False)[0] if question.words else []

        return QuoteChecker(self.index, find).check(quote, filters=filters)

    @stages.ANSWER
    def similar(self, article_id: str, k: int = 10, *, filters: Filters = NO_FILTERS) -> Similar:
        """Find the articles that are like one: "more like this".

        Args:
            article_id: Which.
            k: How many.
            filters: What may be found.

        Raises:
            QueryError: There is no such article, or `k` is out of range.
        """
        checked(article_id, k)
        article = self.index.article(article_id)
        if article is None:
            raise QueryError(f"no article {article_id!r} in this index")
        return SimilarArticles(self.index).find(article, k, self.index.select(filters))

    def why_nothing(self, filters: Filters) -> str | None:
        """Tell why filters leave nothing to be found; None where they leave something.

        Raises:
            QueryError: A filter is no date.
        """
        among = self.index.select(filters)
        if among is None or among.any():
            return None
        unknown = filters.outlets - {name.casefold() for name in self.index.sources()}
        if unknown and unknown == filters.outlets:
            names = (filters.source,) if isinstance(filters.source, str) else filters.source or ()
            return f"This corpus has no outlet called {' or '.join(names)}; onrecord info lists its outlets."
        return "No article of this corpus is let through by the filters."

    def _why_empty(self, question: Question) -> str:
        """Tell why nothing is left of what a question may be answered from."""
        asked = question.syntax
        if asked.by and self.speaker(asked.by) is None:
            return f"Nobody called {asked.by} is quoted in this corpus; onrecord speakers lists who is."
        if asked.sources and (reason := self.why_nothing(Filters(source=asked.sources))):
            return reason
        if asked.phrases or asked.without:
            held = [f"holds “{one}”" for one in asked.phrases] + [f"lacks “{one}”" for one in asked.without]
            return f"No passage of this corpus that may be looked at {' and '.join(held)}."
        if asked.by or asked.sources:
            return "No passage of this corpus is all that was asked for."
        return "No article of this corpus is from the time asked for."

    def topic_words(self, question: str) -> tuple[str, ...]:
        """Give the words that a question is about, as `index.words` gives those of a text."""
        return self._understanding.read(checked(question, 1)).words

    def speaker(self, name: str) -> Speaker | None:
        """Give who is quoted under a name, in any of its spellings, or under a role; None where nobody is."""
        return self.answers.book.find(name)

    def speakers(self) -> list[Speaker]:
        """Give everybody who is quoted, with the names and roles they are given; most statements first."""
        return self.index.directory.speakers()


def _by_day(index: Store, answers: Answers, question: Question, among: Selection | None) -> tuple[Citation, ...]:
    """Choose what somebody said on a topic by day: the latest, the first, or the first and the last."""
    asked = answers.asked(question)
    if len(asked.speakers) != 1 or not asked.speakers[0].speakers:
        return ()
    among = narrowed(index, question, among)
    try:
        listed = answers.listing.of(asked.speakers[0].phrase, asked.topic, among, newest=False, k=_BY_DAY)
    except QueryError:  # an office, whose holders are not listed by it
        return ()
    return in_order(listed, question.order) if listed and question.order else ()


def _wired(
    min_probability: float | None,
    *,
    index: Store,
    understanding: Understanding,
    retriever: Retriever,
    reader: UnitReader,
    reranker: Reranker,
    score: AnswerScore,
) -> Answers:
    """Wire what answers with the statements that are probable enough."""
    trusted = index.trusting(min_probability)
    finder = UnitFinder(trusted, understanding, retriever, reader, score)
    return Answers(trusted, understanding, finder, reranker, score)
