"""Sentences written about quotes of the learning halves of other corpora: the quotes are places, not text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple

from onrecord.index import OnrecordError, Store
from onrecord.search import Citation
from onrecord.search.prose import Quote, numbered, told_by

from .annotation import read_annotated

PAIRS: Final = Path(__file__).parent / "data" / "prose" / "pairs.jsonl"

Part = Literal["learn", "choose", "held-back"]


class Place(NamedTuple):
    """Where a quote stands in an article's text, and whose it is; see `Pair`."""

    start: int
    end: int
    sha256: str
    speaker: str
    cue: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and the quote that it cites, or the quotes.

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
        writer: Who wrote it: 2 to 4 later, faithful ones in the quote's words and inventions in others, too.
        also: Other quotes of the article that it cites.
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
    also: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        """Where all that it cites stands."""
        return (Place(self.start, self.end, self.sha256, self.speaker, self.cue), *self.also)

    @property
    def part(self) -> Part:
        """What it is for, by article: a third is held back, and of the rest a quarter chooses the cuts."""
        first, second = hashlib.sha256(self.article.encode()).digest()[:2]
        if first % 3 == 0:
            return "held-back"
        return "learn" if second % 4 else "choose"


def read_pairs(path: Path = PAIRS) -> list[Pair]:
    """Read the pairs in their order."""
    pairs = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [Pair(**{**one, "also": tuple(Place(**other) for other in one.get("also", ()))}) for one in pairs]


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
        text, told = texts[one.corpus].get(one.article, ""), []
        for place in one.places:
            quote = text[place.start : place.end]
            if hashlib.sha256(quote.encode()).hexdigest() != place.sha256:
                raise OnrecordError(f"{one.id}: {one.corpus} has another text than the one it was written about")
            told.append(told_by(place.speaker, place.cue, " ".join(quote.split())))
        found.append(" ".join(told))
    return found


def quotes_of_pair(index: Store, pair: Pair) -> list[Quote]:
    """Cite, numbered from 1, the statements that share most characters with a pair's quotes.

    Args:
        index: Of the pair's corpus.
        pair: A pair.

    Raises:
        OnrecordError: The index has another text there, or no statement.
    """
    article = index.article(pair.article)
    text = "" if article is None else article.text
    cited = []
    for n, place in enumerate(pair.places, start=1):
        if article is None or hashlib.sha256(text[place.start : place.end].encode()).hexdigest() != place.sha256:
            raise OnrecordError(f"{pair.id}: the index has another text than the one it was written about")
        shared, said = max(
            ((min(one.end, place.end) - max(one.start, place.start), one) for one in index.statements_in(article)),
            key=lambda one: one[0],
            default=(0, None),
        )
        if said is None or shared <= 0:
            raise OnrecordError(f"{pair.id}: the index has no statement there")
        cited.append(numbered(index, n, Citation(article, said.start, said.end, said.paragraph, 1.0, said)))
    return cited
