"""Summing up."""

import pytest

from onrecord.eval.report import QueryResult, estimates, latency


def test_latency_by_hand() -> None:
    found = latency([0.001 * n for n in range(101)])
    assert found is not None
    assert [found.median_ms, found.p95_ms, found.n] == pytest.approx([50, 95, 101])
    assert latency([]) is None


def test_a_measure_is_averaged_where_it_applies() -> None:
    results = [
        QueryResult("q1", None, answerable=True, values={"a": 1.0, "b": 0.0}),
        QueryResult("q2", None, answerable=False, values={"b": 1.0}),
    ]
    a, b = estimates(results)
    assert (a.measure, a.mean, a.low, a.high, a.n) == ("a", 1.0, 1.0, 1.0, 1)
    assert (b.measure, b.mean, b.low, b.high, b.n) == ("b", 0.5, 0.0, 1.0, 2)
