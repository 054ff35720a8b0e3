"""Passages beside those found, and the rest of the best articles, may answer too."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from onrecord.index import Index
from onrecord.search import Understanding
from onrecord.search.answers.passage_pool import Standing, passages_of


@pytest.fixture(scope="module")
def sample(sample_index: Path) -> Iterator[Index]:
    index = Index.open(sample_index)
    yield index
    index.close()


def chosen(index: Index, first: dict[int, float], among: np.ndarray | None = None) -> dict[int, Standing]:
    topic = Understanding(index).read("Tomahawk missiles for Ukraine")
    return passages_of(index, topic, first, [], cosines=lambda rows: np.zeros(len(rows), np.float32), among=among)


def test_an_article_has_its_passages(sample: Index) -> None:
    for row in sample.rows[:40].tolist():
        rows = sample.of_article(row).tolist()
        assert row in rows
        its = {one.article.id for one in sample.passages(rows)}
        assert len(its) == 1
        others = set(sample.rows.tolist()) - set(rows)
        assert its.isdisjoint(one.article.id for one in sample.passages(sorted(others)[:30]))


def test_the_rest_of_an_article_is_looked_at_and_neighbours_stand_nearer(sample: Index) -> None:
    rows = max((sample.of_article(row).tolist() for row in sample.rows[:40].tolist()), key=len)
    place = len(rows) // 2
    pool = chosen(sample, {rows[place]: 3.0})
    assert set(pool) == set(rows)
    near = [pool[row].near for row in rows]
    assert near[place] == 1.0
    assert near[place] > near[place + 1] > near[place + 2] > 0
    assert pool[rows[place]].matches > pool[rows[place - 1]].matches
    assert all(its.held <= its.held_beside for its in pool.values())


def test_what_may_not_be_found_is_left_out(sample: Index) -> None:
    rows = max((sample.of_article(row).tolist() for row in sample.rows[:40].tolist()), key=len)
    among = np.isin(sample.rows, rows[:2])
    assert set(chosen(sample, {rows[0]: 3.0}, among)) == set(rows[:2])
    assert chosen(sample, {rows[0]: 3.0}, np.zeros(sample.n_passages, dtype=bool)) == {}
