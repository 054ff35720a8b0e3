"""What reading questions is learnt from: questions, and the passages of their corpus that answer them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Index, OnrecordError, Passage
from onrecord.search import Engine, Understanding

from .dataset import load_dataset
from .examples import is_taught
from .fitted import index_of
from .halves import half_of
from .model import Query
from .natural import corpus_engine
from .questions import Place, WrittenQuestion, read_questions

_JUDGED: Final = {"multihoprag": 1, "squad2": 2}
"""Of these development halves each n-th question is learnt from."""

_SHARED: Final = 20
"""Characters of what answers that a passage must hold, or all of them if they are fewer."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with what answers it.

    Attributes:
        group: What it stands or falls with: an article, or itself.
        texts: How it is asked: as typed, as understood, and its topic alone.
        right: Places of the passages that answer, in the corpus's vectors.
        near: Places of those that answer in part: from these nothing is learnt.
    """

    group: str
    texts: tuple[str, ...]
    right: tuple[int, ...]
    near: tuple[int, ...] = ()

    @property
    def taught(self) -> bool:
        """Whether it is learnt from; the others tell how well."""
        return is_taught(self.group)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The pairs of a corpus.

    Attributes:
        name: Its name.
        vectors: Of its passages, as the index holds them, shape (passages, components).
        pairs: Questions on it.
    """

    name: str
    vectors: NDArray[np.float32]
    pairs: tuple[Pair, ...]


def gather_pairs(corpora: Path, indexes: Path, tell: Callable[[str], object]) -> list[Corpus]:
    """Find the passages that answer each question that may be learnt from.

    Args:
        corpora: The folder of the corpora.
        indexes: The folder of their indexes; built where missing.
        tell: Takes a line on every corpus.

    Raises:
        OnrecordError: Questions, a corpus or an index cannot be read.
    """
    names = dict.fromkeys(one.corpus for one in read_questions("learn"))
    found = [*written_pairs(corpora, indexes, names), *_judged(corpora, indexes)]
    for one in found:
        tell(f"{one.name}: {len(one.pairs)} questions, {len(one.vectors)} passages")
    return found


def written_pairs(corpora: Path, indexes: Path, names: Iterable[str]) -> Iterator[Corpus]:
    """Find the passages that answer each written question on some corpora, as `gather_pairs` does."""
    questions = [one for one in read_questions("learn") if one.answerable and not one.previous]
    for name in names:
        if (opened := corpus_engine(name, corpora, indexes)) is None:
            raise OnrecordError(f"{corpora / name}: no such corpus")
        engine, _ = opened
        its = [one for one in questions if one.corpus == name]

        def places(question: WrittenQuestion) -> tuple[Iterable[Place], Iterable[Place]]:
            return (*question.evidence, *question.judged), question.partly

        yield _corpus(name, engine, [(one.articles[0], one.text, *places(one)) for one in its])
        engine.close()


def _judged(corpora: Path, indexes: Path) -> Iterator[Corpus]:
    for name, every in _JUDGED.items():
        dataset = half_of(load_dataset(corpora / name), "dev", every)
        index_of(dataset, indexes / name).close()
        engine = Engine.open(indexes / name)
        its = [(one.id, one.text, list(_evidence(one, engine)), ()) for one in dataset.queries]
        yield _corpus(f"{name}, its own", engine, its)
        engine.close()


def _evidence(query: Query, engine: Engine) -> Iterator[Place]:
    for one in query.evidence:
        article = engine.index.article(one.article_id) if one.article_id else None
        if article is None:
            continue
        start = article.text.find(one.text) if one.start is None else one.start
        if start >= 0:
            yield Place(article.id, start, start + len(one.text), sha256(article.text.encode()).hexdigest())


def _corpus(
    name: str, engine: Engine, asked: Sequence[tuple[str, str, Iterable[Place], Iterable[Place]]]
) -> Corpus:
    if not isinstance(index := engine.index, Index):
        raise OnrecordError(f"{name}: is read from a folder alone")
    rows = index.rows.astype(np.int64)
    by_article: dict[str, list[tuple[int, Passage]]] = {}
    for number, passage in enumerate(index.passages(rows.tolist())):
        by_article.setdefault(passage.article.id, []).append((number, passage))

    def holding(places: Iterable[Place]) -> list[int]:
        found = {
            number
            for place in places
            for number, one in by_article.get(place.article_id, ())
            if min(one.end, place.end) - max(one.start, place.start) >= min(_SHARED, place.end - place.start)
        }
        return sorted(found)

    understanding = Understanding(index)
    pairs = []
    for group, text, answers, partly in asked:
        if right := holding(answers):
            near = tuple(one for one in holding(partly) if one not in right)
            understood = understanding.read(text)
            texts = dict.fromkeys((text, understood.text, engine.answers.whose.asked(understood).topic))
            pairs.append(Pair(group, tuple(one for one in texts if one), tuple(right), near))
    return Corpus(name, index.vectors(rows).astype(np.float32), tuple(pairs))
