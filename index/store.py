"""What searching asks of an index, wherever that lies: `reader.Index` is the one on this machine.

Retrieving, linking, answering and refusing know nothing else of it, so that they are the same over every store.
`tests/index/test_store.py` holds any store to what stands here.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, Self, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from .encoders import Vectors
from .entities.linking import Speaker
from .filters import Filters
from .model import Article, Passage, Statement
from .rowreader import Said
from .selection import Facts, Scored, Selection


class Names(Protocol):
    """How names are written in a corpus, and who speaks; skeletons are `entities.name_keys.skeleton`'s."""

    def name(self, word: str) -> str | None:
        """Give a name as the corpus writes it, whatever the case it is asked for in."""

    def named_like(self, skeleton_: str, /) -> str | None:
        """Give the most frequent name with a skeleton."""

    def skeletons(self, initial: str, shortest: int, longest: int) -> list[str]:
        """Give the skeletons that begin with a letter and are of some lengths."""

    def spellings(self, word: str) -> tuple[str, ...]:
        """Give all spellings of a name, most frequent first; none if it has but one."""

    def speakers(self) -> list[Speaker]:
        """Give everybody whose words are there and who has a name, most statements first."""

    def speaker(self, number: int) -> Speaker:
        """Give a speaker by number; 0 has most statements."""

    def speaker_named(self, name: str) -> int | None:
        """Give the number of whom articles call by just this name."""

    def speakers_with_words(self, words: Sequence[str]) -> list[int]:
        """Give the numbers of those who have one of some words (skeletons) in their names, ascending."""

    def speakers_with_stems(self, wanted: Iterable[str]) -> Iterator[Speaker]:
        """Yield those who have all of some stems in their names and roles, most statements first."""

    def last_words(self, initial: str) -> list[str]:
        """Give the last words (skeletons) of speakers' names that begin with a letter, ascending."""


@runtime_checkable
class KeepsLog(Protocol):
    """A store whose readers keep a log of changes from being emptied; who stays open shortens it now and then."""

    def shorten_log(self) -> None:
        """Have the log emptied, if it is long and nobody else holds it; what is read stays the same."""


@runtime_checkable
class HasNotes(Protocol):
    """A store that may do something otherwise than a folder does."""

    def notes(self) -> Sequence[str]:
        """Say what, in sentences."""


class Store(Protocol):
    """One revision of an index, unchanging, for any number of threads.

    A passage is known by its row number. Searching combines selections with `&`, `|` and `~`, asks whether
    they are empty, and hands them back.
    """

    @property
    def place(self) -> str:
        """Where it lies, as errors name it."""

    @property
    def folder(self) -> Path | None:
        """Its folder, where it lies in one on this machine."""

    @property
    def revision(self) -> int:
        """Counts the publications."""

    @property
    def generation(self) -> Hashable:
        """What another published revision has another of."""

    @property
    def publication(self) -> str:
        """Names what is published, whatever its numbers: after a restore these are given out again."""

    def newest(self) -> Hashable:
        """Give the generation of the revision that is published now.

        Raises:
            StoreError: It cannot be read.
        """

    def reopened(self) -> Store:
        """Open the revision that is published now; this one stays open.

        Raises:
            StoreError: It cannot be read.
        """

    def trusting(self, min_probability: float | None) -> Self:
        """Give the same store without the statements that are less probable; close the one that was opened.

        Args:
            min_probability: As in `Filters`; None leaves what is listed.

        Raises:
            QueryError: An earlier version found some of the statements, and told no probability.
        """

    def close(self) -> None:
        """Let go of the revision."""

    @property
    def encoder_name(self) -> str:
        """The encoder that the vectors were made with."""

    @property
    def has_old_statements(self) -> bool:
        """Whether an earlier version found some of the statements; `index --statements` finds better ones."""

    @property
    def n_articles(self) -> int:
        """Number of articles."""

    @property
    def n_passages(self) -> int:
        """Number of passages."""

    def sources(self) -> dict[str, int]:
        """Give the outlets and how many articles each has, most first."""

    @property
    def source_names(self) -> tuple[str, ...]:
        """The outlets by number."""

    @property
    def author_names(self) -> tuple[str, ...]:
        """The bylines."""

    @property
    def directory(self) -> Names:
        """The names of the corpus, and who speaks."""

    def period(self) -> tuple[str, str] | None:
        """Give the first and the last day of publication, or None where no article has one."""

    @property
    def n_undated(self) -> int:
        """Number of articles without a day of publication."""

    # Words, as the store compares them.

    def words(self, text: str) -> list[str]:
        """Give the words of a text as the index compares them."""

    def rarities(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Give the inverse document frequency of words, 0 for those that stand nowhere, shape (len(words),)."""

    def alike(self, word: str, k: int = 40) -> list[Passage]:
        """Read passages that hold a word spelt nearly like one that stands nowhere, at most k."""

    # What may be found.

    def select(self, filters: Filters) -> Selection | None:
        """Choose the passages that filters let through; None where nothing is asked for.

        Raises:
            QueryError: A date is not a date.
        """

    def reported(self, sources: Collection[int], days: Collection[tuple[int, int]]) -> Selection:
        """Choose the passages of some outlets (by number) and days (first and last, since 1970); none allows all.

        An undated article is of no day.
        """

    def holding(self, words: Sequence[str]) -> Selection:
        """Choose the passages that hold at least one of some words, from `words`."""

    def spoken(self, speakers: Sequence[str]) -> Selection:
        """Choose the passages in which statements of somebody begin, by names as resolved in the articles."""

    def choosing(self, rows: NDArray[np.int64]) -> Selection:
        """Choose passages by their row numbers."""

    def allowed(self, rows: Sequence[int], among: Selection) -> set[int]:
        """Give those of some rows that a selection lets through."""

    # Candidates, and their columns.

    def nearest(self, query: Vectors, k: int, *, among: Selection | None = None) -> Scored:
        """Find the passages whose vectors are nearest to a question's: cosines and rows, best first."""

    def matching(self, words: Sequence[str], k: int, *, among: Selection | None = None) -> Scored:
        """Find the passages that hold words of a question: scores and rows, best first.

        Scores of one call only are comparable.
        """

    def cosines(self, queries: Vectors, rows: NDArray[np.int64]) -> Vectors:
        """Compare passages with questions: cosines, shape (len(queries), len(rows))."""

    def bm25(self, rows: NDArray[np.int64], words: Sequence[str]) -> NDArray[np.float32]:
        """Give what each of some distinct words adds to each passage's BM25, shape (len(rows), len(words))."""

    def vectors(self, rows: NDArray[np.int64]) -> Vectors:
        """Give the vectors of passages, unit rows, shape (len(rows), dim)."""

    def facts(self, rows: NDArray[np.int64]) -> Facts:
        """Give what is known of passages without reading them, one value for each row in every field."""

    # What stands there.

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        """Read passages by their row numbers, in the same order."""

    def of_article(self, row: int) -> NDArray[np.int64]:
        """Give the row numbers of all passages of the article that one is from, ascending."""

    def rows_of(self, article: Article) -> NDArray[np.int64]:
        """Give the row numbers of an article's passages, ascending."""

    def article(self, id_: str) -> Article | None:
        """Read an article by its id, or None where there is none."""

    def statements(self, speakers: Sequence[str] | None = None, rows: Sequence[int] | None = None) -> list[Said]:
        """Read statements, in the order they were stored.

        Args:
            speakers: Names as resolved in the articles; None takes everybody's.
            rows: Passages that the content begins in; None takes all.
        """

    def statements_in(self, article: Article) -> list[Statement]:
        """Read the statements of an article, in their order."""

    # All that stands there, in the order it was stored.

    def articles_after(self, after: int, k: int, filters: Filters) -> list[tuple[int, Article]]:
        """Read the next articles that filters let through.

        Args:
            after: Number of the article before; 0 begins.
            k: How many.
            filters: What is asked for.

        Returns:
            At most k articles with their numbers, which stay theirs.
        """

    def every_article(self, filters: Filters) -> Iterator[Article]:
        """Read the articles that filters let through, one at a time."""

    def every_passage(self, filters: Filters) -> Iterator[Passage]:
        """Read the passages that filters let through, some at a time."""

    def every_statement(self, filters: Filters) -> Iterator[Statement]:
        """Read the statements that filters let through, some at a time."""
