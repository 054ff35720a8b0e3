"""Which questions may be tuned on."""

import numpy as np

from onrecord.eval.dataset import load_dataset
from onrecord.eval.halves import development, half_of


def test_the_halves_are_halves() -> None:
    share = np.mean([development(f"question {n}") for n in range(2000)])
    assert 0.45 < share < 0.55


def test_the_halves_make_the_whole() -> None:
    dataset = load_dataset("sample")
    halves = [half_of(dataset, half, unanswerable=True).queries for half in ("dev", "held-back")]
    assert {query.id for half in halves for query in half} == {query.id for query in dataset.queries}
    assert sum(map(len, halves)) == len(dataset.queries)
    assert all(query.answerable for query in half_of(dataset, "dev").queries)
    assert half_of(dataset, "dev", 3).queries == half_of(dataset, "dev").queries[::3]
