"""Asks an index: everything that can be asked of one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from onrecord.index import (
    Encoder,
    Filters,
    Hit,
    Prepares,
    QueryError,
    Selection,
    Speaker,
    Store,
    load_known_encoder,
    open_store,
)

from . import stages
from .answers.answers import Answers
from .answers.question_figures import Considered
from .answers.same_matter import compared
from .answers.unit_finder import UNITS
from .deadline import TimeUp, found_until_then
from .limits import as_text, checked
from .model import Answer, Citation, Compared, Results, Similar, Understood
from .parts import Parts, Readers
from .query.reading import understood_as
from .query.syntax import NO_SYNTAX
from .retrieval.loading import load_reranker
from .retrieval.reranker import Reranker
from .retrieval.retriever import DEFAULT_WEIGHTS, Weights
from .retrieval.similar import SimilarArticles
from .verbatim import Checked, QuoteChecker

_COMPARED: Final = 500  # statements that are compared with each other
NO_FILTERS: Final = Filters()


class Engine:
    """Searches and answers over one revision of an index; safe to share between threads."""

    def __init__(
        self,
        index: Store,
        encoder: Encoder,
        reranker: Reranker,
        weights: Weights = DEFAULT_WEIGHTS,
        readers: Readers | None = None,
    ) -> None:
        """Wire the parts.

        Args:
            index: What is asked.
            encoder: The one the index was built with.
            reranker: Reads questions and texts together.
            weights: How the parts of retrieval count.
            readers: What reads questions with texts, opened by the first search and question.
        """
        self.index = index
        self._parts = Parts(index, encoder, reranker, weights, readers)
        self._aside = ThreadPoolExecutor(thread_name_prefix="understood")

    @property
    def answers(self) -> Answers:
        """What answers, with statements however sure."""
        return self._parts.answers(0.0)

    @property
    def reranker(self) -> Reranker:
        """What reads questions and texts together."""
        return self._parts.reranker

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
            encoder = _that_asks(index.encoder_name, device)
            return cls(index, encoder, reads.result(), weights)

    def prepare(self) -> None:
        """Open what reads passages, and wait for it, as a server does before its first question.

        Raises:
            ModelError: A model cannot be opened.
        """
        for one in [self._parts.prepare(to_answer=answers) for answers in (True, False)]:
            if one is not None:
                one.result()

    def refreshed(self) -> Engine:
        """Open the index as it is now, with the models that are loaded; this engine stays open.

        Raises:
            StoreError: The index cannot be read.
            ModelError: It needs another model, which cannot be loaded.
        """
        index, parts = self.index.reopened(), self._parts
        same = index.encoder_name == parts.encoder.name
        encoder = parts.encoder if same else _that_asks(index.encoder_name)
        return Engine(index, encoder, parts.reranker, parts.weights, parts.readers)

    def with_ranker(self, ranker: Reranker) -> Engine:
        """Give an engine over the same index and models in which something else orders what is shown."""
        parts = self._parts
        readers = Readers(parts.readers.reader, ranker)
        return Engine(self.index, parts.encoder, parts.reranker, parts.weights, readers)

    def close(self) -> None:
        """Let go of the index."""
        self._aside.shutdown(wait=False)
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
        text = checked(query, k)
        if not fast:
            self._parts.prepare(to_answer=False)
        question = self._parts.understanding.read(text, spellings=spellings)
        understood = self._aside.submit(understood_as, question, self.index.source_names)
        hits = [] if question.is_empty else self._parts.passages.find(question, k, filters, rerank=not fast)[0]
        unheld = bool(question.words) and not self.index.rarities(question.words).any()
        return Results(query, tuple(hits), dict(question.respelt), understood.result(), unheld)

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
            The answer; a refusal is one too, also the one that the time was up (`deadline.within`).

        Raises:
            QueryError: As `search`.
        """
        self._parts.prepare(to_answer=True)
        try:
            return self._parts.asking.ask(question, k, filters=filters, spellings=spellings, previous=previous)
        except TimeUp:
            understood = self._parts.understanding.read(checked(question, k), spellings=spellings)
            return _unread(question, understood_as(understood, self.index.source_names))

    def consider(
        self,
        question: str,
        previous: Sequence[str] = (),
        *,
        read: int = UNITS,
        unread: bool = False,
        within: Selection | None = None,
    ) -> Considered | None:
        """Read for a question as `ask` does, and decide nothing; None where no passage matches.

        Args:
            question: In any words.
            previous: As `ask`.
            read: How many units the reader reads.
            unread: Choose what would be read, and read nothing.
            within: Passages that may be looked at; None allows all.

        Raises:
            QueryError: As `search`.
        """
        return self._parts.asking.consider(question, previous, read=read, unread=unread, within=within)

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
            QueryError: Neither `by` nor `about` is given, the topic has no words, nobody called so is quoted, or
                `k` is out of range.
        """
        checked(f"{by or ''} {about or ''}", 1 if k is None else k)
        if about and not any(map(str.isalnum, about)):
            raise QueryError(f"“{about}” has no words to look for")
        answers = self._parts.answers(filters.min_probability)
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
        return compared(self.index, said, k)

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
            question = self._parts.understanding.read(checked(words, k), spellings=False)
            question = replace(question, bounds=(), syntax=NO_SYNTAX)
            return self._parts.passages.find(question, k, filters, rerank=False)[0] if question.words else []

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
        return self._parts.passages.why_nothing(filters)

    def topic_words(self, question: str) -> tuple[str, ...]:
        """Give the words that a question is about, as `index.words` gives those of a text."""
        return self._parts.understanding.read(checked(question, 1)).words

    def speaker(self, name: str) -> Speaker | None:
        """Give who is quoted under a name, in any of its spellings, or under a role; None where nobody is."""
        return self.answers.book.find(name)

    def speakers(self) -> list[Speaker]:
        """Give everybody who is quoted, with the names and roles they are given; most statements first."""
        return self.index.directory.speakers()


def _that_asks(name: str, device: str | None = None) -> Encoder:
    """Load an encoder by name; what reads questions opens while the rest is wired."""
    encoder = load_known_encoder(name, device=device)
    if isinstance(encoder, Prepares):
        encoder.prepare()
    return encoder


def _unread(question: str, understood: Understood) -> Answer:
    """Give what was found for a question before the time was up."""
    hits, seconds = found_until_then()
    reason = f"The {seconds:g} s were up before what was found had been read: whether it answers is not known."
    return Answer(as_text(question), False, reason, 0.0, "", (), hits, "time_up", understood=understood)  # noqa: FBT003
