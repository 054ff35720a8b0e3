"""The reader of answers: opened for questions alone, and from a sound file alone."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.index import ModelError
from onrecord.search import ADAPTATION, Engine, UnitReader

QUESTION = "What did the mayor say about the pier?"


def test_who_answers_is_read_above_who_does_not() -> None:
    texts = "Pier. Jane Roe, Mayor, said: We will build the pier again,", "Rain. It rained in Paris all day."
    logits = UnitReader().read([(QUESTION, text) for text in texts])
    assert logits[0] > logits[1]
    assert UnitReader().read([]).shape == (0,)


def test_a_search_opens_no_reader(sample_index: Path) -> None:
    reader = UnitReader()
    engine = Engine.open(sample_index)
    with_reader = Engine(engine.index, engine._parts.encoder, engine.reranker, reader=reader)
    with_reader.search("Tomahawks")
    opened = [reader.opened]
    with_reader.ask("what did Putin say about Tomahawks")
    assert [*opened, reader.opened] == [False, True]
    engine.close()


@pytest.mark.parametrize("damage", [b"", b"no archive"])
def test_a_damaged_file_is_told(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "reader.npz"
    path.write_bytes(damage)
    with pytest.raises(ModelError, match=r"reader\.npz.*reinstall"):
        UnitReader(path).read([(QUESTION, "It rained.")])


def test_a_matrix_that_is_missing_is_told(tmp_path: Path) -> None:
    with np.load(ADAPTATION, allow_pickle=False) as file:
        held = {name: file[name] for name in file.files if name != "classifier.up"}
    np.savez(tmp_path / "reader.npz", **held)
    with pytest.raises(ModelError, match="load"):
        UnitReader(tmp_path / "reader.npz").read([(QUESTION, "It rained.")])
