"""Two systems side by side."""

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.eval.comparison import compare
from onrecord.eval.model import Dataset, Query, Retrieved, Run
from onrecord.eval.report import Report
from onrecord.eval.runner import evaluate_run
from onrecord.eval.table import render_comparison
from onrecord.index import JudgmentError

IDS = [f"q{number}" for number in range(40)]
DATASET = Dataset(
    "forty",
    Path("forty"),
    (),
    tuple(Query(name, "?", answerable=True) for name in IDS),
    {name: {"right": 1} for name in IDS},
)


def report_of(tag: str, ranks: list[int]) -> Report:
    """The right article at the given rank of each question."""
    results = {
        name: tuple(
            Retrieved("right" if place == rank else f"wrong{place}", None, None, -place)
            for place in range(1, rank + 1)
        )
        for name, rank in zip(IDS, ranks, strict=True)
    }
    return evaluate_run(DATASET, Run(tag, results), lambda _: None)


def test_a_clear_difference_and_none() -> None:
    worse, better = report_of("worse", [3, 4] * 20), report_of("better", [1, 2] * 20)
    found = {one.measure: one for one in compare(worse, better).differences}["article RR@10"]
    assert [found.a, found.b] == pytest.approx([7 / 24, 3 / 4])
    assert found.low < found.b - found.a < found.high
    assert found.low > 0
    assert found.p < 0.001
    assert found.n == 40
    same = compare(better, better).differences
    assert all((one.p, one.low, one.high) == (1.0, 0.0, 0.0) for one in same)


def test_chance_is_called_chance() -> None:
    rng = np.random.default_rng(1)
    a = report_of("a", rng.integers(1, 5, size=40).tolist())
    b = report_of("b", rng.integers(1, 5, size=40).tolist())
    found = compare(a, b).differences[0]
    assert found.low < 0 < found.high
    assert found.p > 0.05


def test_turned_round_only_the_sign_changes() -> None:
    a, b = report_of("a", [1] * 20 + [2] * 20), report_of("b", [1, 2] * 20)
    for there, back in zip(compare(a, b).differences, compare(b, a).differences, strict=True):
        assert there.p == back.p
        assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=0.01)


def test_different_questions_cannot_be_compared() -> None:
    other = Dataset("one", Path("one"), (), DATASET.queries[:1], {"q0": {"right": 1}})
    short = evaluate_run(other, Run("short", {}), lambda _: None)
    with pytest.raises(JudgmentError, match="a and short were not asked the same questions"):
        compare(report_of("a", [1] * 40), short)


def test_table_and_json() -> None:
    comparison = compare(report_of("old", [2] * 40), report_of("new", [1] * 40))
    assert json.loads(json.dumps(comparison.to_dict()))["differences"][1]["measure"] == "article RR@10"
    lines = render_comparison(comparison).splitlines()
    assert lines[0] == "A = old, B = new, on forty"
    assert " ".join(lines[4].split()) == "article RR@10 0.500 1.000 +0.500 +0.500 to +0.500 0.0001 40"
    assert len({len(line) for line in lines[2:]}) == 1
