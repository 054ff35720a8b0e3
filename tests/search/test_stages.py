"""The stages of a question add up to its time, and cost next to nothing."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from time import perf_counter

import pytest

from onrecord.search import STAGES, Engine, timed
from onrecord.search.stages import ANSWER, READER, WORDS, Stages


def test_a_stage_within_another_stops_its_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 1.0, 3.0, 7.0, 15.0])
    monkeypatch.setattr("onrecord.search.stages.perf_counter", lambda: next(moments))
    stages = Stages()
    stages.begin("answer")
    stages.begin("words")
    stages.end()
    stages.begin("answer")
    stages.end()
    assert stages.seconds == {"answer": 1.0 + 4.0 + 8.0, "words": 2.0}


def test_clocks_are_of_one_thread_and_stop_at_an_error() -> None:
    @WORDS
    def broken() -> None:
        raise ValueError

    with ANSWER, READER:
        pass  # nobody looks
    with timed() as stages:
        with ThreadPoolExecutor(1) as pool, pytest.raises(ValueError):  # noqa: PT011
            pool.submit(broken).result()
        with pytest.raises(ValueError), ANSWER:  # noqa: PT011
            broken()
    assert stages.seconds.keys() == {"answer", "words"}
    with ANSWER:
        pass
    assert stages.seconds.keys() == {"answer", "words"}


def test_a_question_goes_through_all_and_they_are_the_whole_of_it(
    sample_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine.open(sample_index)
    ticks = count()
    monkeypatch.setattr("onrecord.search.stages.perf_counter", lambda: float(next(ticks)))
    with timed() as stages:
        assert engine.ask("what did Putin say about Tomahawks").answered
    engine.close()
    assert stages.seconds.keys() == {*STAGES}
    assert sum(stages.seconds.values()) == next(ticks) - 1


def test_the_clocks_cost_less_than_a_hundredth(sample_index: Path) -> None:
    # Clocks counted, times what one costs: a difference of two times of a question would tell the machine's mood.
    engine = Engine.open(sample_index)
    begun = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal begun
        begun += event == "call" and getattr(frame, "f_code", None) is Stages.begin.__code__

    sys.setprofile(counted)
    try:
        with timed():
            engine.ask("what did Putin say about Tomahawks")
    finally:
        sys.setprofile(None)
    began = perf_counter()
    engine.ask("what did Putin say about Tomahawks")
    question = perf_counter() - began
    engine.close()
    began = perf_counter()
    with timed():
        for _ in range(1000):
            with WORDS:
                pass
    assert 7 < begun < 100
    assert begun * (perf_counter() - began) / 1000 < 0.01 * question
