"""What the ranker learns from: questions, each with the texts that a search would read for it.

Nobody's judgment is needed: of any question and any text the cross-encoder tells what the ranker is to tell. So
beside the questions that may be learnt from there are headlines, and words of sentences, typed as for a search.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Article, CorpusError, OnrecordError, load_known_encoder, read_articles, sentences
from onrecord.search import QuestionVectors, Reading, Retriever, Understanding, Weights

from .dataset import load_dataset
from .halves import half_of
from .natural import corpus_engine
from .questions import read_questions

CORPORA: Final = ("multihoprag", "polnear", "squad2")
_JUDGED: Final = ("multihoprag", "squad2")
"""Those with questions of their own, of which the development half is learnt from."""

_DEEP: Final = Weights(alone=12, pairs=12)
"""For several things at once as many texts are read as for one: a search reads half."""

_QUESTIONS: Final = 3_500
"""At most so many written questions of a corpus, and so many of its own."""

_TYPED: Final = 2_000
"""At most so many headlines of a corpus, and so many sentences."""

_WORDS: Final = (2, 6)
"""The fewest and most words of a sentence that are typed."""

_LONGEST: Final = 30
"""Words of a sentence that are taken for a clause."""

Pair = tuple[str, str]


class _Recorder:
    """Stands where a reranker does, and keeps what it is given to read."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.read([(question, text) for text in texts]).logits

    def read(self, pairs: Sequence[Pair]) -> Reading:
        self.pairs += pairs
        nothing = np.zeros(len(pairs), np.float32)
        return Reading(nothing, nothing[:, None], nothing)


def gather_pairs(
    corpora: Path, indexes: Path, tell: Callable[[str], object], chance: random.Random
) -> list[list[Pair]]:
    """Search for what may be learnt from, and keep what would be read.

    Args:
        corpora: The folder of the corpora.
        indexes: The folder of their indexes; built where missing.
        tell: Takes a line on every corpus.
        chance: Draws headlines and sentences.

    Returns:
        The pairs of each search.

    Raises:
        OnrecordError: Questions, a corpus or an index cannot be read.
    """
    searches: list[list[Pair]] = []
    for name in CORPORA:
        if (opened := corpus_engine(name, corpora, indexes)) is None:
            raise OnrecordError(f"{corpora / name}: no such corpus")
        engine, articles = opened
        recorder = _Recorder()
        vectors = QuestionVectors(load_known_encoder(engine.index.encoder_name))
        retriever = Retriever(engine.index, vectors, recorder, _DEEP)
        understanding = Understanding(engine.index)
        for text in _typed(name, corpora, list(articles.values()), chance):
            question = understanding.read(text)
            if question.is_empty:
                continue
            recorder.pairs = []
            retriever.retrieve(question, 1)
            if recorder.pairs:
                searches.append(recorder.pairs)
        tell(f"{name}: {len(searches)} searches, {sum(map(len, searches))} pairs")
        engine.close()
    return searches


def sentences_of(corpora: Path) -> Iterator[str]:
    """Give the written questions that may be learnt from, and the sentences of the corpora."""
    yield from (one.text for one in read_questions("learn"))
    for name in CORPORA:
        for article in read_articles([corpora / name / "articles.jsonl"], on_skip=_refuse):
            text = article.text
            yield from (" ".join(text[one.start : one.end].split()[:_LONGEST]) for one in sentences(text))


def _refuse(error: CorpusError) -> None:
    raise error


def _typed(name: str, corpora: Path, articles: Sequence[Article], chance: random.Random) -> Iterator[str]:
    """Give what is searched for in a corpus."""
    asked = [one.text for one in read_questions("learn") if one.corpus == name and not one.previous]
    yield from chance.sample(asked, min(len(asked), _QUESTIONS))
    if name in _JUDGED:
        queries = half_of(load_dataset(corpora / name), "dev", unanswerable=True).queries
        yield from (one.text for one in chance.sample(queries, min(len(queries), _QUESTIONS)))
    headlines = [one.title for one in articles if one.title]
    yield from chance.sample(headlines, min(len(headlines), _TYPED))
    for article in chance.choices(articles, k=_TYPED):
        span = chance.choice(sentences(article.text))
        words = article.text[span.start : span.end].split()
        most = min(chance.randint(*_WORDS), len(words))
        first = chance.randrange(len(words))
        scattered = sorted(chance.sample(range(len(words)), most))
        yield " ".join(
            words[first : first + most] if chance.choice((True, False)) else [words[n] for n in scattered]
        )
