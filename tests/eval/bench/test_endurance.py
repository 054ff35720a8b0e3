"""A server that is killed while it is asked and written to, in little."""

from pathlib import Path
from time import perf_counter

import pytest

from onrecord.eval.bench.clients import even
from onrecord.eval.bench.endurance import measure
from onrecord.eval.bench.mixture import SHARES, Mixture
from onrecord.index import Index


def test_requests_are_mixed_as_is_said_and_the_same_each_time(sample: Index) -> None:
    one, other = Mixture(sample), Mixture(sample)
    first = [one.next() for _ in range(200)]
    assert [(it.kind, it.path, it.body) for it in first] == [
        (it.kind, it.path, it.body) for it in (other.next() for _ in range(200))
    ]
    assert sum(SHARES.values()) == 100
    kinds = [it.kind for it in first]
    assert {kind: kinds.count(kind) for kind in SHARES} == {kind: 2 * share for kind, share in SHARES.items()}


def test_what_was_accepted_must_be_there_and_what_got_no_answer_may_be(sample: Index) -> None:
    mixture = Mixture(sample)
    writes = [it for it in (mixture.next() for _ in range(400)) if it.kind == "write" and it.method == "PUT"][:3]
    for request, status in zip(writes, (202, None, 503), strict=True):
        request.done(status)
    accepted, unknown, refused = (mixture.may[it.path.removeprefix("/v1/articles/")] for it in writes)
    assert len(accepted) == 1
    assert None not in accepted
    assert len(unknown) == 2
    assert None in unknown
    assert refused == {None}


def test_moments_come_at_the_rate_that_is_asked_for() -> None:
    began = perf_counter()
    moments = list(even(1000, 4))
    assert 3_700 < len(moments) < 4_300
    assert began < moments[0] < moments[-1] < began + 4.5
    assert moments == sorted(moments)


@pytest.mark.slow
def test_a_server_that_is_killed_and_started_again_loses_nothing(sample_index: Path) -> None:
    found = measure(sample_index, 20, 0.8, kill=True, capacity=10)
    assert found["sound"], found
    assert found["held"]["answered"] > 10
