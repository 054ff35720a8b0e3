"""The reader of answers: opened for questions alone, and from a sound file alone."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.index import ModelError
from onrecord.search import ADAPTATION, Engine, UnitReader
from onrecord.search.parts import Readers
from onrecord.search.retrieval.ranker import Ranker

QUESTION = "What did the mayor say about the pier?"


def test_who_answers_is_read_above_who_does_not() -> None:
    texts = "Pier. Jane Roe, Mayor, said: We will build the pier again,", "Rain. It rained in Paris all day."
    logits = UnitReader().read([(QUESTION, text) for text in texts])
    assert logits[0] > logits[1]
    assert UnitReader().read([]).shape == (0,)


def test_a_search_opens_the_ranker_and_a_question_the_reader(sample_index: Path) -> None:
    reader, ranker = UnitReader(), Ranker()
    readers = Readers(reader, ranker)
    engine = Engine.open(sample_index)
    asked = Engine(engine.index, engine._parts.encoder, engine.reranker, readers=readers)
    assert (reader.opened, ranker.opened) == (False, False)
    asked.ask("what did Putin say about Tomahawks")
    assert (reader.opened, ranker.opened) == (True, False)
    searched = Engine(engine.index, engine._parts.encoder, engine.reranker)
    searched.search("Tomahawks")
    assert not searched._parts.readers.reader.opened
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
