"""Words that are one with their parts come before their parts."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from onrecord.index import Index
from onrecord.search.query.compounds import compounds
from onrecord.search.query.syntax import holds
from onrecord.search.retrieval.whole_words import held_whole


@pytest.fixture(scope="module")
def index(sample_index: Path) -> Iterator[Index]:
    index = Index.open(sample_index)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("who wants F-16 jets and COVID-19 tests", ("F-16", "COVID-19")),
        ("what does Article 5 say", ("Article 5",)),
        ("the U.S. and J.D. Vance", ("U.S.", "J.D.")),
        ("long-range missiles", ("long-range",)),
        ("who asked for long-range missiles", ()),
        ("is it week 8 yet", ("week 8",)),
        ("what happened on October 12 in Kyiv", ()),
        ("accumulated 157 points, about 40 of the 46", ()),
        ("he said -and I quote- that", ()),
    ],
)
def test_compounds_are_found(text: str, found: tuple[str, ...]) -> None:
    assert compounds(text) == found


def test_passages_that_hold_a_compound_are_told_from_those_that_hold_its_parts(index: Index) -> None:
    rows = index.rows.astype(np.int64)
    shares = held_whole(index, ["long-range"], rows, np.ones(len(rows), np.float32))
    passages = index.passages(rows.tolist())
    held = [holds(f"{one.article.title}\n{one.text}", "long-range") for one in passages]
    assert 0 < sum(held) < len(held)
    assert (shares > 0).tolist() == held
    assert set(shares.tolist()) == {0.0, 1.0}


def test_a_compound_that_nothing_holds_changes_nothing(index: Index) -> None:
    rows = index.rows.astype(np.int64)
    assert not held_whole(index, ["zq-16"], rows, np.ones(len(rows), np.float32)).any()
