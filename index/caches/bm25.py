"""Passages by the words they share with a question. The one module that knows tantivy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from ..errors import IndexCorrupt
from ..model import Passage

if TYPE_CHECKING:
    import tantivy

FOLDER: Final = "bm25"
_WRITER_BYTES: Final = 128_000_000
_LONGEST_WORD: Final = 40
_WEIGHED: Final = 4096
LONG_WORD: Final = 7
# Kana, Han with its extensions, Hangul.
_UNPARTED: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+"
)


def searched_text(passage: Passage) -> str:
    """Give the text whose words a passage is found by: outlet, headline and the passage itself."""
    article = passage.article
    return "\n".join(part for part in (article.source, article.title, passage.text) if part)


def parted(text: str) -> str:
    """Part what is written without blanks between words, Chinese, Japanese and Korean, into pairs of characters.

    Each pair shares a character with the next, as in Lucene's CJKAnalyzer: what is asked for is found wherever it
    stands in a run. Other writing stays as it is.
    """
    return text if text.isascii() else _UNPARTED.sub(_pairs, text)


def _pairs(run: re.Match[str]) -> str:
    letters = run[0]
    return f" {' '.join(one + other for one, other in pairwise(letters)) or letters} "


class Analyzer:
    """Text to the words that are compared: lower case, no accents, no commonest words, stemmed."""

    def __init__(self) -> None:
        """Set up tantivy's own chain of filters."""
        import tantivy

        self.chain = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.remove_long(_LONGEST_WORD))
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.ascii_fold())
            .filter(tantivy.Filter.stopword("english"))
            .filter(tantivy.Filter.stemmer("english"))
            .build()
        )

    def words(self, text: str) -> list[str]:
        """Give the words of a text in order."""
        return list(self.chain.analyze(parted(text)))


class WordIndex:
    """An inverted index with tantivy's BM25."""

    def __init__(self, index: tantivy.Index, analyzer: Analyzer) -> None:
        """Wrap an opened tantivy index."""
        self.analyzer = analyzer
        self._schema = index.schema
        self._searcher = index.searcher()
        # A question's words are weighed again and again: to spell them, to choose, to score.
        self._frequency = lru_cache(_WEIGHED)(partial(self._searcher.doc_freq, "text"))

    def __len__(self) -> int:
        """Number of passages."""
        return int(self._searcher.num_docs)

    @classmethod
    def load(cls, folder: Path) -> WordIndex:
        """Open the index that `WordIndexBuilder` wrote, memory-mapped.

        Args:
            folder: A generation's folder.

        Raises:
            IndexCorrupt: tantivy cannot read it.
        """
        path = folder / FOLDER
        analyzer = Analyzer()
        try:
            index = _opened(path)
            index.register_tokenizer("words", analyzer.chain)
            return cls(index, analyzer)
        except (ValueError, OSError) as error:
            raise IndexCorrupt(f"{path}: tantivy cannot read it; run onrecord repair") from error

    def search(self, words: Sequence[str], k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Find the passages that hold some of the words.

        Args:
            words: As the analyzer gives them; one that stands there twice counts once.
            k: How many to find.

        Returns:
            BM25 scores (k1 1.2, b .75: tantivy's constants) and row numbers, each at most k long, best first.
        """
        import tantivy

        distinct = list(dict.fromkeys(words))
        if not distinct or not len(self):
            return np.empty(0, np.float32), np.empty(0, np.int64)
        either = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "text", word, "freq"))
                for word in distinct
            ]
        )
        result = self._searcher.search(either, limit=min(k, len(self)), count=False)
        scores = np.array([score for score, _ in result.hits], dtype=np.float32)
        rows = self._searcher.fast_field_values("row", [address for _, address in result.hits])
        return scores, np.array(rows, dtype=np.int64)

    def alike(self, word: str, k: int) -> NDArray[np.int64]:
        """Find passages that hold a word that is like another: an edit away, or two of a long one.

        Args:
            word: As the analyzer gives it.
            k: How many passages to find.

        Returns:
            Row numbers, at most k.
        """
        import tantivy

        distance = 1 if len(word) < LONG_WORD else 2
        like = tantivy.Query.fuzzy_term_query(self._schema, "text", word, distance)
        result = self._searcher.search(like, limit=min(k, max(len(self), 1)), count=False)
        rows = self._searcher.fast_field_values("row", [address for _, address in result.hits])
        return np.array(rows, dtype=np.int64)

    def count(self, word: str) -> int:
        """Count the passages that hold a word, as the analyzer gives it."""
        return int(self._frequency(word))

    def rarities(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Give the inverse document frequency of words: ln(1 + (N - n + .5) / (n + .5)), 0 for unknown ones.

        Args:
            words: As the analyzer gives them.

        Returns:
            Shape (len(words),).
        """
        found = np.array([self._frequency(word) for word in words], dtype=np.float32)
        idf = np.log(1 + (len(self) - found + 0.5) / (found + 0.5))
        rarities: NDArray[np.float32] = np.where(found > 0, idf, 0).astype(np.float32)
        return rarities


def _opened(path: Path) -> tantivy.Index:
    """Open an index. To read it tantivy makes a lock file, for which there may be no permission, or no room."""
    import tantivy

    try:
        return tantivy.Index.open(str(path))
    except ValueError:
        # Its files are mapped when it is opened: the links are not needed afterwards. tantivy's own thread may put
        # its lock there while they are removed (7 times of 1,000, with three openers on two processors).
        with TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as links:
            for file in path.iterdir():
                if file.suffix != ".lock":
                    (Path(links) / file.name).symlink_to(file.resolve())
            return tantivy.Index.open(links)


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", fast=True, indexed=True)
    builder.add_text_field("text", tokenizer_name="words", index_option="freq")
    return builder.build()


class WordIndexBuilder:
    """Writes a `WordIndex` passage by passage."""

    def __init__(self, folder: Path) -> None:
        """Begin an index.

        Args:
            folder: A generation's folder; the index becomes a folder in it.
        """
        import tantivy

        self.count = 0
        self._path = folder / FOLDER
        self._path.mkdir()
        index = tantivy.Index(_schema(), path=str(self._path))
        index.register_tokenizer("words", Analyzer().chain)
        self._writer = index.writer(_WRITER_BYTES, 1)

    def add(self, row: int, text: str) -> None:
        """Add the searched text of a passage."""
        import tantivy

        document = tantivy.Document()
        document.add_unsigned("row", row)
        document.add_text("text", parted(text))
        self._writer.add_document(document)
        self.count += 1

    def finish(self) -> None:
        """Write what is left."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        for lock in self._path.glob("*.lock"):
            lock.unlink()
