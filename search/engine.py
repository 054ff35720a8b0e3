"""Asks an index: everything that can be asked of one."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from onrecord.index import (
    Encoder,
    Filters,
    Prepares,
    Selection,
    Store,
    load_known_encoder,
    open_store,
)

from . import stages
from .answers.question_figures import Considered
from .answers.unit_finder import UNITS
from .deadline import TimeUp, found_until_then
from .limits import as_text, checked
from .model import Answer, Results, Understood
from .parts import Parts, Readers
from .query.reading import understood_as
from .record import NO_FILTERS, Record
from .retrieval.loading import load_reranker
from .retrieval.reranker import Reranker
from .retrieval.retriever import DEFAULT_WEIGHTS, Weights


class Engine(Record):
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
        super().__init__(index, Parts(index, encoder, reranker, weights, readers))
        self._aside = ThreadPoolExecutor(thread_name_prefix="understood")

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

    def why_nothing(self, filters: Filters) -> str | None:
        """Tell why filters leave nothing to be found; None where they leave something.

        Raises:
            QueryError: A filter is no date.
        """
        return self._parts.passages.why_nothing(filters)

    def topic_words(self, question: str) -> tuple[str, ...]:
        """Give the words that a question is about, as `index.words` gives those of a text."""
        return self._parts.understanding.read(checked(question, 1)).words


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
