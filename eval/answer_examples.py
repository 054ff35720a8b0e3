"""What answers are fitted on: questions with what the engine reads for them, and which of that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np

from onrecord.index import Article, Span
from onrecord.search import Citation, Considered, Engine, whole_figures
from onrecord.search.query.question_tagger import QuestionTagger, question_tagger, reading_with

from .annotation import held_back, read_annotated, read_attributions
from .dataset import load_dataset
from .examples import Example, load_examples, save_examples
from .fitted import index_of
from .halves import half_of
from .model import Query
from .natural import corpus_engine
from .natural_scores import is_near, is_right
from .question_labels import PARTS, part_of
from .questions import WrittenQuestion, read_questions
from .statement_questions import RIGHT, WRONG, make_questions, open_over

READ: Final = 24
"""How many units are read to learn from: more than to answer, as most of what comes later is wrong."""

_EVERY: Final = {"multihoprag": 2, "squad2": 6}
"""Of these development halves each n-th question is learnt from: as many as there are of the other sources."""

ALONE: Final = "alone"
"""Source of what is read in the article alone that a question was written from, where of all that is read
among the others nothing answers: the reader learns from it, the curves that go by what is found do not."""

_SHARE: Final = 0.5
_OVERLAP: Final = 20


def gather_all(
    corpora: Path,
    indexes: Path,
    tell: Callable[[str], object],
    gathered: Path | None = None,
    taggers: Path | None = None,
) -> list[Example]:
    """Find what is to be read for every question that may be learnt from.

    Args:
        corpora: The folder of the corpora.
        indexes: The folder of their indexes; built where missing.
        tell: Takes a line on every source.
        gathered: A file that was gathered before, or that takes what is gathered now.
        taggers: A folder of `0.npz` to `2.npz`, which `train_question_tagger` wrote with `--without` 0 to 2: so
            each written question is read by a tagger that does not know it. None takes the packaged one.

    Raises:
        OnrecordError: Questions, a corpus or an index cannot be read.
    """
    if gathered is not None and gathered.exists():
        return load_examples(gathered)
    examples = []
    for name, source in (("written", partial(_written, taggers)), ("made", _made), ("judged", _judged)):
        found = list(source(corpora, indexes))
        tell(f"{name}: {len(found)} questions")
        examples += found
    if gathered is not None:
        save_examples(gathered, examples)
    return examples


def _written(taggers: Path | None, corpora: Path, indexes: Path) -> Iterator[Example]:
    questions = read_questions("learn")
    for part in range(PARTS):
        tagger = question_tagger() if taggers is None else QuestionTagger(taggers / f"{part}.npz")
        with reading_with(tagger):
            yield from _asked([one for one in questions if part_of(one) == part], corpora, indexes)


def _asked(questions: Sequence[WrittenQuestion], corpora: Path, indexes: Path) -> Iterator[Example]:
    for name in dict.fromkeys(one.corpus for one in questions):
        if (opened := corpus_engine(name, corpora, indexes)) is None:
            continue
        engine, articles = opened
        for question in questions:
            if question.corpus != name or (example := _answered(question, engine, articles, "written")) is None:
                continue
            yield example
            if example.answerable and not example.right.any():
                yield from _alone(question, articles, indexes)
        engine.close()


def _alone(question: WrittenQuestion, articles: Mapping[str, Article], indexes: Path) -> Iterator[Example]:
    own = question.articles[0]
    engine = open_over(indexes / ALONE / sha256(own.encode()).hexdigest()[:16], {own: articles[own]})
    if example := _answered(question, engine, articles, ALONE):
        yield example
    engine.close()


def _answered(
    question: WrittenQuestion, engine: Engine, articles: Mapping[str, Article], source: str
) -> Example | None:
    if (considered := _considered(engine, question.text, question.previous)) is None:
        return None
    cited = [_citation(considered, n) for n in range(len(considered.candidates.units))]
    right = [is_right(question, one, articles) for one in cited]
    near = [is_near(question, one, articles) for one in cited]
    group, answerable = question.articles[0], question.answerable or any(right)
    return _example(source, group, considered, right, near, answerable=answerable)


def _made(corpora: Path, indexes: Path) -> Iterator[Example]:
    every = read_annotated(corpora / "polnear" / "articles.jsonl")
    articles = {one.id: one for one in every if not held_back(one.id)}
    attributions = read_attributions(corpora / "polnear" / "attributions.jsonl")
    here = [one for one in attributions if one.article_id in articles]
    engine = open_over(indexes / "polnear-dev", articles)
    for question in make_questions(articles, here, right=RIGHT, wrong=WRONG):
        if considered := _considered(engine, question.text):
            right = [
                unit.article.id == question.article_id and _shares(unit.start, unit.end, question.content)
                for unit in considered.candidates.units
            ]
            group = question.article_id or question.text
            yield _example("made", group, considered, right, answerable=question.article_id is not None)
    engine.close()


def _judged(corpora: Path, indexes: Path) -> Iterator[Example]:
    for name, every in _EVERY.items():
        dataset = half_of(load_dataset(corpora / name), "dev", every, unanswerable=True)
        index_of(dataset, indexes / name).close()
        engine = Engine.open(indexes / name)
        for query in dataset.queries:
            if considered := _considered(engine, query.text):
                right = [_holds(query, unit.article, unit.start, unit.end) for unit in considered.candidates.units]
                yield _example(name, query.id, considered, right, answerable=query.answerable)
        engine.close()


def _considered(engine: Engine, question: str, previous: str | None = None) -> Considered | None:
    considered = engine.consider(question, [previous] if previous else (), read=READ, unread=True)
    return considered if considered is not None and considered.candidates.units else None


def _citation(considered: Considered, number: int) -> Citation:
    unit = considered.candidates.units[number]
    return Citation(unit.article, unit.start, unit.end, unit.paragraph, 0.0, unit.statement)


def _example(
    source: str,
    group: str,
    considered: Considered,
    right: Sequence[bool],
    near: Sequence[bool] = (),
    *,
    answerable: bool,
) -> Example:
    found = considered.candidates
    whole = whole_figures(considered, np.zeros(len(found.units)))
    texts = tuple(one.read for one in found.units)
    question = considered.question.timeless
    right_, near_ = np.array(right, dtype=bool), np.array(near or [False] * len(right), dtype=bool)
    return Example(source, group, answerable, question, texts, found.cheap, right_, near_ & ~right_, whole)


def _shares(start: int, end: int, content: Iterable[Span]) -> bool:
    return any(min(end, last) - max(start, first) >= min(_OVERLAP, last - first) for first, last in content)


def _holds(query: Query, article: Article, start: int, end: int) -> bool:
    """Whether a span shares half of the shorter with evidence of a judged question."""
    for one in query.evidence:
        if one.article_id in {None, article.id}:
            first = article.text.find(one.text) if one.start is None else one.start
            last = first + len(one.text)
            if first >= 0 and min(end, last) - max(start, first) >= _SHARE * min(end - start, last - first):
                return True
    return False
