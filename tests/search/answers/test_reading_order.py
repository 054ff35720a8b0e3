"""How much is read for a question: no more than it takes to be sure."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.search import UNITS, Engine
from onrecord.search.answers.unit_reader import UnitReader


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counts: list[int] = []
    read = UnitReader.read

    def counted(reader: UnitReader, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        counts.append(len(pairs))
        return read(reader, pairs)

    monkeypatch.setattr(UnitReader, "read", counted)
    return counts


def test_whoever_surely_answers_ends_the_reading(engine: Engine, reads: list[int]) -> None:
    assert engine.ask("What did Medvedev say about Tomahawks?").answered
    assert sum(reads) < UNITS


@pytest.mark.parametrize(
    "question",
    [
        "What did Putin say about football?",  # nothing answers
        "What did Putin and Trump say about Tomahawks?",  # each is to have an answer
        "How did Carrow's view of the tram change?",  # several days are asked for
    ],
)
def test_all_is_read_where_one_answer_will_not_do(engine: Engine, reads: list[int], question: str) -> None:
    engine.ask(question)
    assert sum(reads) >= UNITS
