"""Sentences written about quotes of the learning halves of other corpora: the quotes are places, not text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from onrecord.index import OnrecordError, Statement, Store
from onrecord.search import Citation
from onrecord.search.prose import Quote, numbered, told_by

from .annotation import read_annotated

PAIRS: Final = Path(__file__).parent / "data" / "prose" / "pairs.jsonl"

Part = Literal["learn", "choose", "held-back"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and the quote that it cites.

    Attributes:
        id: Its article and a number.
        corpus: Which corpus the article belongs to.
        article: The article's id.
        start: Where the quote begins in the article's text, in code points.
        end: Where it ends.
        sha256: Of the quote.
        speaker: Whose words they are.
        cue: The word of saying.
        sentence: What a model might write.
        faithful: Whether the quote says so.
        kind: What is invented, "" where nothing is.
        writer: Who wrote it: 2 and 3 later, faithful ones in the quote's words and inventions in others, too.
    """

    id: str
    corpus: str
    article: str
    start: int
    end: int
    sha256: str
    speaker: str
    cue: str
    sentence: str
    faithful: bool
    kind: str = ""
    writer: int = 1

    @property
    def part(self) -> Part:
        """What it is for, by article: a third is held back, and of the rest a quarter chooses the cuts."""
        first, second = hashlib.sha256(self.article.encode()).digest()[:2]
        if first % 3 == 0:
            return "held-back"
        return "learn" if second % 4 else "choose"


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """Read the pairs in their order."""
    return [Pair(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def premises(corpora: Path, pairs: Iterable[Pair]) -> list[str]:
    """Give the quotes of pairs with who says them, as `search.prose` reads them.

    Args:
        corpora: The folder in which each corpus has a folder with `articles.jsonl`.
        pairs: Some.

    Raises:
        OnrecordError: A quote is not where it should be.
    """
    chosen = list(pairs)
    files = {name: corpora / name / "articles.jsonl" for name in {one.corpus for one in chosen}}
    texts = {name: {one.id: one.text for one in read_annotated(path)} for name, path in files.items()}
    found = []
    for one in chosen:
        quote = texts[one.corpus].get(one.article, "")[one.start : one.end]
        if hashlib.sha256(quote.encode()).hexdigest() != one.sha256:
            raise OnrecordError(f"{one.id}: {one.corpus} has another text than the one it was written about")
        found.append(told_by(one.speaker, one.cue, " ".join(quote.split())))
    return found


def quote_of(index: Store, pair: Pair) -> Quote:
    """Cite the statement that shares most characters with a pair's quote.

    Args:
        index: Of the pair's corpus.
        pair: A pair.

    Raises:
        OnrecordError: The index has another text there, or no statement.
    """
    article = index.article(pair.article)
    if article is None or hashlib.sha256(article.text[pair.start : pair.end].encode()).hexdigest() != pair.sha256:
        raise OnrecordError(f"{pair.id}: the index has another text than the one it was written about")

    def shared(one: Statement) -> int:
        return min(one.end, pair.end) - max(one.start, pair.start)

    said = max(index.statements_in(article), key=shared, default=None)
    if said is None or shared(said) <= 0:
        raise OnrecordError(f"{pair.id}: the index has no statement there")
    return numbered(index, 1, Citation(article, said.start, said.end, said.paragraph, 1.0, said))
