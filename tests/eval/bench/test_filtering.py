"""Filters of a given share, and brute force within them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from onrecord.eval.bench.filtering import joined, measure, nearest
from onrecord.index import Article, Index, open_writer

WORDS = ("harbour", "bridge", "ferry", "court", "judge", "trial", "rain", "snow")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    articles = [
        Article(
            id=f"a{number}",
            text=f"The {WORDS[number % 8]} is what the people of this town talked about for {number} days.",
            title=f"News {number}",
            source="Coast Post" if number % 4 else "Island News",
            published=f"2025-05-{number % 28 + 1:02}",
        )
        for number in range(60)
    ]
    with open_writer(tmp_path) as writer:
        list(writer.add(articles))
        writer.publish()
    opened = Index.open(tmp_path)
    yield opened
    opened.close()


def test_parts_are_joined_up_to_a_share() -> None:
    count = 100
    parts = [(0, 60), (0, 30), (20, 40), (50, 58)]
    chosen = joined(0.5, count, parts, lambda part: np.isin(np.arange(count), np.arange(*part)))
    assert chosen[:40].all()
    assert chosen[50:58].all()
    assert chosen.sum() == 48
    assert not joined(0.01, count, parts, lambda part: np.isin(np.arange(count), np.arange(*part))).any()


def test_brute_force_looks_only_where_it_may(index: Index) -> None:
    queries = np.random.default_rng(0).normal(size=(3, 384)).astype(np.float32)
    among = np.arange(index.n_passages) % 3 == 0
    [found] = nearest(index, queries, [among])
    for rows, scores in zip(found, index.cosines(queries, index.rows.astype(np.int64)), strict=True):
        best = index.rows[np.flatnonzero(among)[np.argsort(-scores[among])[:10]]]
        assert set(rows.tolist()) == set(best.tolist())


def test_a_small_index_loses_nothing(index: Index) -> None:
    figures = list(measure(index, ["What of the harbour?", "Who is the judge?"]))
    assert {one["kind"] for one in figures} == {"none", "days", "outlets", "words"}
    assert all(one["short"] == 0 and one["recall_at_10"] == 1 for one in figures if one["allowed"])
