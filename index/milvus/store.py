"""A revision in a Milvus, as searching asks for it: `index/store.py` says what each method promises."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from ..caches.bm25 import Analyzer
from ..caches.words import word_gains
from ..encoders import Vectors, weights_digest
from ..errors import ModelError
from ..filters import Filters
from ..model import Passage
from ..selection import Facts, Scored, Selection
from .address import read_address
from .conditions import EVERYTHING, Chosen, Column, Condition, holding, one_of
from .filtering import compiled, reported
from .record import MilvusRecord
from .revision import Revision, newest_tag, open_revision
from .server import Server
from .vocabulary import Vocabulary
from .word_search import WordSearch, without_sparse

_MOST: Final = 16_384
"""So many a Milvus finds at most."""
_LISTED: Final = 10_000
"""So many rows are told one by one; of more, the servers look into each."""


class MilvusStore(MilvusRecord):
    """One revision in a Milvus, for any number of threads.

    Attributes:
        folder: None: it lies in no folder of this machine.
    """

    folder: Path | None = None

    def __init__(self, revision: Revision) -> None:
        """Read a revision; use `MilvusStore.open`."""
        super().__init__(revision)
        self._words = Vocabulary(revision, self.directory)
        self._by_words = WordSearch(revision, self._words)
        self._analyzer = Analyzer()

    @classmethod
    def open(cls, place: Path | str) -> MilvusStore:
        """Open the published revision.

        Args:
            place: The address of a Milvus, or a file of milvus-lite.

        Raises:
            IndexNotFound: There is none.
            IndexFormatError: Another version of onrecord put it there.
            ModelError: The model here is not the one that its vectors were made with, or there is none.
            StoreError: pymilvus is not installed, or nobody answers.
        """
        return cls._opened(Server(read_address(place)))

    @classmethod
    def _opened(cls, server: Server) -> MilvusStore:
        try:
            revision = open_revision(server)
            _check_model(revision)
            return cls(revision)
        except BaseException:
            server.close()
            raise

    @property
    def place(self) -> str:
        """Where it lies, as errors name it."""
        return self._revision.place

    @property
    def revision(self) -> int:
        """Counts the publications."""
        return self._facts.revision

    @property
    def generation(self) -> str:
        """What another published revision has another of."""
        return self._revision.tag

    @property
    def publication(self) -> str:
        """Names what is published, whatever its numbers: the tag sums up the files that it was made of."""
        return self._revision.tag

    def newest(self) -> str:
        """Give the generation of the revision that is published now."""
        return newest_tag(self._revision.server)

    def reopened(self) -> MilvusStore:
        """Open the revision that is published now; this one stays open."""
        return self._opened(Server(self._revision.server.address))

    def close(self) -> None:
        """Let go of the server."""
        self._revision.server.close()

    @property
    def encoder_name(self) -> str:
        """The encoder that the vectors were made with."""
        return self._facts.encoder

    def notes(self) -> list[str]:
        """Say what is done here otherwise than in a folder."""
        return [] if self._facts.sparse else [without_sparse(self._revision.server.version)]

    @property
    def has_old_statements(self) -> bool:
        """Whether an earlier version found some of the statements."""
        return self._facts.old_statements

    @property
    def n_articles(self) -> int:
        """Number of articles."""
        return self._facts.articles

    @property
    def n_passages(self) -> int:
        """Number of passages."""
        return self._facts.passages

    @cached_property
    def source_names(self) -> tuple[str, ...]:
        """The outlets by number."""
        return tuple(self._facts.sources)

    @cached_property
    def author_names(self) -> tuple[str, ...]:
        """The bylines."""
        return tuple(self._facts.authors)

    def sources(self) -> dict[str, int]:
        """Give the outlets and how many articles each has, most first."""
        return dict(self._facts.sizes)

    def period(self) -> tuple[str, str] | None:
        """Give the first and the last day of publication, or None where no article has one."""
        return (self._facts.period[0], self._facts.period[1]) if self._facts.period else None

    @property
    def n_undated(self) -> int:
        """Number of articles without a day of publication."""
        return self._facts.undated

    def words(self, text: str) -> list[str]:
        """Give the words of a text as the index compares them."""
        return self._analyzer.words(text)

    def rarities(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Give the inverse document frequency of words, 0 for those that stand nowhere, shape (len(words),)."""
        return self._words.rarities(words)

    def alike(self, word: str, k: int = 40) -> list[Passage]:
        """Read passages that hold a word spelt nearly like one that stands nowhere, at most k."""
        stems = self.words(word)
        like = self._words.alike(stems[0]) if len(stems) == 1 else []
        return self.passages(sorted(row for row, _ in self._by_words.best(like, k, EVERYTHING)))

    def select(self, filters: Filters) -> Chosen | None:
        """Choose the passages that filters let through; None where nothing is asked for."""
        asked = compiled(filters, self._facts)
        return None if asked is None else self._chosen(asked)

    def reported(self, sources: Collection[int], days: Collection[tuple[int, int]]) -> Chosen:
        """Choose the passages of some outlets and days."""
        return self._chosen(reported(sources, days))

    def holding(self, words: Sequence[str]) -> Chosen:
        """Choose the passages that hold at least one of some words, from `words`."""
        return self._chosen(self._by_words.holding(words))

    def spoken(self, speakers: Sequence[str]) -> Chosen:
        """Choose the passages in which statements of somebody begin."""
        voices = self.directory.voices(speakers)
        told = self._revision.query("statements", one_of(Column.VOICE, voices), ["passage"], most=_LISTED + 1)
        rows = {int(one["passage"]) for one in told} - {-1}
        many = len(told) > _LISTED
        return self._chosen(holding(Column.VOICES, voices) if many else one_of(Column.ROW, rows))

    def choosing(self, rows: NDArray[np.int64]) -> Chosen:
        """Choose passages by their row numbers."""
        return self._chosen(one_of(Column.ROW, rows.tolist()))

    def allowed(self, rows: Sequence[int], among: Selection) -> set[int]:
        """Give those of some rows that a selection lets through."""
        asked = one_of(Column.ROW, rows) & cast(Chosen, among).condition
        return {int(one["row"]) for one in self._revision.query("passages", asked, ["row"])}

    def nearest(self, query: Vectors, k: int, *, among: Selection | None = None) -> Scored:
        """Find the passages whose vectors are nearest to a question's."""
        return _scored(self._revision.search("vector", query.astype(np.float32).tolist(), *self._asked(k, among)))

    def matching(self, words: Sequence[str], k: int, *, among: Selection | None = None) -> Scored:
        """Find the passages that hold words of a question."""
        return _scored(self._by_words.best(words, *self._asked(k, among)))

    def cosines(self, queries: Vectors, rows: NDArray[np.int64]) -> Vectors:
        """Compare passages with questions: cosines, shape (len(queries), len(rows))."""
        products: Vectors = queries @ self.vectors(rows).T
        return products

    def bm25(self, rows: NDArray[np.int64], words: Sequence[str]) -> NDArray[np.float32]:
        """Give what each of some distinct words adds to each passage's BM25, shape (len(rows), len(words))."""
        terms = [one.terms for one in self._columns.read(rows.tolist())]
        flat = np.concatenate([np.empty(0, np.int64), *terms])
        lengths = np.array(list(map(len, terms)), np.int64)
        return word_gains(flat, lengths, words, self.rarities(words), self._facts.words_a_passage)

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """Give the vectors of passages, unit rows, shape (len(rows), dim)."""
        found = [one.vector for one in self._columns.read(rows.tolist())]
        return np.stack(found) if found else np.empty((0, self._facts.dim), np.float32)

    def facts(self, rows: NDArray[np.int64]) -> Facts:
        """Give what is known of passages without reading them, one value for each row in every field."""
        found = self._columns.read(rows.tolist())
        columns = [(one.article, one.source, one.day) for one in found]
        return Facts(*np.array(columns, np.int32).reshape(-1, 3).T)

    def _chosen(self, condition: Condition) -> Chosen:
        return Chosen(condition, lambda asked: bool(self._revision.query("passages", asked, ["row"], most=1)))

    def _asked(self, k: int, among: Selection | None) -> tuple[int, Condition]:
        return min(k, _MOST), EVERYTHING if among is None else cast(Chosen, among).condition


def _check_model(revision: Revision) -> None:
    told = revision.facts
    if told.sha256 and weights_digest(told.encoder) != told.sha256:
        raise ModelError(
            f"{revision.place}: was made with other weights of {told.encoder} than are here; "
            "use the model that it was made with, or index again with this one"
        )


def _scored(found: Sequence[tuple[int, float]]) -> Scored:
    """Sort best first; ties fall to the lesser row."""
    ordered = sorted(found, key=lambda pair: (-pair[1], pair[0]))
    return (
        np.array([score for _, score in ordered], np.float32),
        np.array([row for row, _ in ordered], np.int64),
    )
