"""What answers are fitted on: questions with what the engine reads for them, and which of that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np

from onrecord.index import Article, Selection, Span
from onrecord.search import Citation, Considered, Engine, whole_figures
from onrecord.search.query.question_tagger import QuestionTagger, question_tagger, reading_with

from .annotation import Attribution, held_back, read_annotated, read_attributions
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
from .statement_scores import StatementQuestion

READ: Final = 24
"""How many units are read to learn from: more than to answer, as most of what comes later is wrong."""

_EVERY: Final = {"multihoprag": 2, "squad2": 6}
"""Of these development halves each n-th question is learnt from, and the one behind it later."""

LATER: Final = 22
"""Series of the written questions from which on a reader that goes on from another has not seen them; and of as
many questions made by rule, and of the judged ones, as that other learnt from."""

MADE: Final = "made"
"""Source of questions made by rule from annotations."""

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
    for name, source in (("written", partial(_written, taggers)), (MADE, _made), ("judged", _judged)):
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
                yield from _alone(question, engine, articles)
        engine.close()


def _alone(question: WrittenQuestion, engine: Engine, articles: Mapping[str, Article]) -> Iterator[Example]:
    within = engine.index.choosing(engine.index.rows_of(articles[question.articles[0]]))
    if example := _answered(question, engine, articles, ALONE, within):
        yield example


def _answered(
    question: WrittenQuestion,
    engine: Engine,
    articles: Mapping[str, Article],
    source: str,
    within: Selection | None = None,
) -> Example | None:
    if (considered := _considered(engine, question.text, question.previous, within)) is None:
        return None
    cited = [_citation(considered, n) for n in range(len(considered.candidates.units))]
    right = [is_right(question, one, articles) for one in cited]
    near = [is_near(question, one, articles) for one in cited]
    group, answerable = question.articles[0], question.answerable or any(right)
    return _example(source, group, considered, right, near, answerable=answerable, series=question.series)


def _made(corpora: Path, indexes: Path) -> Iterator[Example]:
    every = read_annotated(corpora / "polnear" / "articles.jsonl")
    articles = {one.id: one for one in every if not held_back(one.id)}
    attributions = read_attributions(corpora / "polnear" / "attributions.jsonl")
    here = [one for one in attributions if one.article_id in articles]
    engine = open_over(indexes / "polnear-dev", articles)
    for series, question in _made_questions(articles, here):
        if considered := _considered(engine, question.text):
            right = [
                unit.article.id == question.article_id and _shares(unit.start, unit.end, question.content)
                for unit in considered.candidates.units
            ]
            group = question.article_id or question.text
            able = question.article_id is not None
            yield _example(MADE, group, considered, right, answerable=able, series=series)
    engine.close()


def _made_questions(
    articles: Mapping[str, Article], attributions: Sequence[Attribution]
) -> Iterator[tuple[int, StatementQuestion]]:
    for one in make_questions(articles, attributions, right=RIGHT, wrong=WRONG):
        yield 0, one
    later = make_questions(articles, attributions, right=2 * RIGHT, wrong=WRONG)
    for one in later[RIGHT:]:
        yield LATER, one


def _judged(corpora: Path, indexes: Path) -> Iterator[Example]:
    for name, every in _EVERY.items():
        dataset = half_of(load_dataset(corpora / name), "dev", unanswerable=True)
        index_of(dataset, indexes / name).close()
        engine = Engine.open(indexes / name)
        for first, series in ((0, 0), (1, LATER)):
            for query in dataset.queries[first::every]:
                if considered := _considered(engine, query.text):
                    units = considered.candidates.units
                    right = [_holds(query, one.article, one.start, one.end) for one in units]
                    able = query.answerable
                    yield _example(name, query.id, considered, right, answerable=able, series=series)
        engine.close()


def _considered(
    engine: Engine, question: str, previous: str | None = None, within: Selection | None = None
) -> Considered | None:
    considered = engine.consider(question, [previous] if previous else (), read=READ, unread=True, within=within)
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
    series: int = 0,
) -> Example:
    found = considered.candidates
    whole = whole_figures(considered, np.zeros(len(found.units)))
    texts = tuple(one.read for one in found.units)
    question = considered.question.timeless
    right_, near_ = np.array(right, dtype=bool), np.array(near or [False] * len(right), dtype=bool)
    return Example(source, group, answerable, question, texts, found.cheap, right_, near_ & ~right_, whole, series)


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
