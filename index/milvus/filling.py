"""The rows of a published index as a Milvus takes them, in an order that is the same each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from ..caches.articles import Column
from ..caches.bm25 import Analyzer, searched_text
from ..caches.caches import Place
from ..caches.words import length_norm, word_number
from ..encoders import weights_digest
from ..reader import Index
from ..storage.blocks import blocks
from .layout import MOST_WORDS, SCHEMA
from .parts import in_parts, numbered, text_key
from .records import article_text, statement_text
from .revision import Facts
from .vocabulary import term

Row = dict[str, Any]

_PASSAGES: Final = 500
_ARTICLES: Final = 64


def facts_of(index: Index, *, sparse: bool) -> Facts:
    """Tell what there is to know of a revision; `Facts` says what `sparse` is.

    Raises:
        ModelError: The model that its vectors were made with is not here.
    """
    caches = index.caches
    period, statements = index.period(), caches.statements.all_ids
    last = caches.articles.all_keys[-1:].tolist(), index.rows[-1:].tolist(), statements[-1:].tolist()
    last_key, last_row, last_statement = (found[0] if found else 0 for found in last)
    return Facts(
        schema=SCHEMA,
        revision=index.revision,
        encoder=index.encoder_name,
        sha256=weights_digest(index.encoder_name),
        dim=index.vectors(np.empty(0, np.int64)).shape[1],
        passages=index.n_passages,
        articles=index.n_articles,
        last_key=last_key,
        last_row=last_row,
        last_statement=last_statement,
        words_a_passage=caches.passage_words.mean_length,
        period=list(period or ()),
        sources=list(caches.articles.sources),
        sizes=index.sources(),
        authors=list(caches.articles.authors),
        languages=list(caches.articles.languages),
        old_statements=index.has_old_statements,
        sparse=sparse,
        undated=index.n_undated,
    )


def passage_rows(index: Index, *, sparse: bool) -> Iterator[Row]:
    """Yield the rows of all passages, ascending, with sparse vectors of their words or without."""
    caches, analyzer = index.caches, Analyzer()
    mean = caches.passage_words.mean_length
    for at in range(0, len(index.rows), _PASSAGES):
        rows = index.rows[at : at + _PASSAGES].astype(np.int64)
        passages, vectors, keys = index.passages(rows.tolist()), index.vectors(rows), index.facts(rows).articles
        articles = caches.articles.columns(keys.astype(np.int64)).T.tolist()
        voices = caches.statements.voices(rows.tolist())
        for row, passage, vector, article in zip(rows.tolist(), passages, vectors, articles, strict=True):
            words = analyzer.words(searched_text(passage))
            yield {
                "row": row,
                "vector": vector.tolist(),
                **({"words": _weights(words, mean)} if sparse else {}),
                "terms": sorted(map(word_number, words[:MOST_WORDS])),
                "voices": sorted(set(voices.get(row, ())))[:MOST_WORDS],
                "article": article[Column.KEY],
                "source": article[Column.SOURCE],
                "author": article[Column.AUTHOR],
                "language": article[Column.LANGUAGE],
                "day": article[Column.DAY],
                "paragraph": passage.paragraph,
                "first": passage.start,
                "end": passage.end,
            }


def article_rows(index: Index) -> Iterator[Row]:
    """Yield the rows of all articles, ascending."""
    table, places = index.caches.articles, index.caches.places
    for keys in blocks(table.all_keys.tolist(), _ARTICLES):
        columns = table.columns(np.array(keys)).T.tolist()
        firsts = np.searchsorted(places[Place.ARTICLE], keys).tolist()
        for key, article, column, first in zip(keys, index.articles_of(keys), columns, firsts, strict=True):
            rows = places[Place.ROW, first : first + column[Column.PASSAGES]].tolist()
            yield from in_parts(
                numbered(key),
                article_text(article, rows),
                number=key,
                key=text_key(article.id),
                source=column[Column.SOURCE],
                author=column[Column.AUTHOR],
                language=column[Column.LANGUAGE],
                day=column[Column.DAY],
            )


def statement_rows(index: Index) -> Iterator[Row]:
    """Yield the rows of all statements, article by article."""
    for key in index.caches.articles.all_keys.tolist():
        said = index.said_in(key)
        speakers = index.caches.statements.speakers([id_ for id_, _ in said])
        for (id_, (statement, row)), speaker in zip(said, speakers, strict=True):
            text = statement_text(statement)
            yield from in_parts(
                numbered(id_), text, number=id_, article=key, voice=speaker, passage=-1 if row is None else row
            )


def _weights(words: Sequence[str], mean_length: float) -> dict[int, float]:
    """Give what each word adds to a passage's BM25, but for its rarity, which a question's words bring along."""
    numbers, counts = np.unique(np.array(list(map(term, words)), np.int64), return_counts=True)
    shares = counts / (counts + length_norm(np.array([len(words)]), mean_length))
    # A sparse vector has at least one component; no word has this number but by one chance in four billion.
    return dict(zip(numbers.tolist(), shares.tolist(), strict=True)) or {0: 1e-6}
