"""Columns of passages: read together, and kept for what is asked of the same passages next."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..errors import IndexCorrupt
from .conditions import Column, one_of
from .revision import Revision

_KEPT: Final = 8192
_AT_ONCE: Final = 500
_COLUMNS: Final = "row", "article", "source", "day", "paragraph", "first", "end", "terms", "vector"


class Columns(NamedTuple):
    """What is known of a passage without its text.

    Attributes:
        article: Its article's key.
        source: The outlet's number; -1 for none.
        day: Of publication since 1970; `NO_DAY` for none.
        paragraph: Its paragraph's number.
        start: Where it begins in the article.
        end: Where it ends.
        terms: Numbers of its words, one for each time they stand there, ascending.
        vector: Its unit vector.
    """

    article: int
    source: int
    day: int
    paragraph: int
    start: int
    end: int
    terms: NDArray[np.int64]
    vector: NDArray[np.float32]


class PassageReader:
    """Reads columns of passages, for any number of threads."""

    def __init__(self, revision: Revision) -> None:
        """Read from a revision."""
        self._revision = revision
        self._kept: OrderedDict[int, Columns] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, rows: Sequence[int]) -> list[Columns]:
        """Give the columns of passages by their row numbers, in the same order.

        Raises:
            IndexCorrupt: One is not there.
            StoreError: Nobody answers.
        """
        found: dict[int, Columns] = {}
        with self._lock:
            for row in rows:
                if (kept := self._kept.get(row)) is not None:
                    self._kept.move_to_end(row)
                    found[row] = kept
        missing = sorted(set(rows) - found.keys())
        fetched: dict[int, Columns] = {}
        for at in range(0, len(missing), _AT_ONCE):
            some = missing[at : at + _AT_ONCE]
            for one in self._revision.query("passages", one_of(Column.ROW, some), _COLUMNS, least=len(some)):
                terms, vector = np.array(one["terms"], np.int64), np.array(one["vector"], np.float32)
                article, source, day, paragraph, start, end = (int(one[name]) for name in _COLUMNS[1:7])
                fetched[int(one["row"])] = Columns(article, source, day, paragraph, start, end, terms, vector)
        if len(fetched) != len(missing):
            raise IndexCorrupt(
                f"{self._revision.place}: {len(missing) - len(fetched)} passages are missing; "
                "put the revision there again: onrecord index --store"
            )
        with self._lock:
            self._kept.update(fetched)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        found |= fetched
        return [found[row] for row in rows]
