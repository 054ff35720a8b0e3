"""What reads questions: tags that fit together, and files that are refused."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.index import GRAPH, ModelError, load_arrays
from onrecord.search.query.question_tagger import (
    TAGS,
    WEIGHTS,
    QuestionTagger,
    best_path,
    question_tagger,
    reading_with,
)


@given(arrays(np.float32, st.tuples(st.integers(0, 12), st.just(len(TAGS))), elements=st.floats(-9, 9, width=32)))
def test_nothing_goes_on_that_was_not_begun(logits: np.ndarray) -> None:
    path = [TAGS[tag] for tag in best_path(logits)]
    assert len(path) == len(logits)
    for before, tag in zip(["O", *path], path, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]


def test_where_every_tag_fits_the_likeliest_is_taken() -> None:
    wanted = [0, 1, 2, 0, 3, 4, 4, 3]
    assert best_path(np.eye(len(TAGS), dtype=np.float32)[wanted] * 5) == wanted


def test_spans_are_of_the_question_as_it_was_typed() -> None:
    question = "what did  PETRA Nwosu say about compensation?"
    read = question_tagger().read(question)
    assert [question[start:end] for start, end in read.speakers] == ["PETRA Nwosu"]
    assert [question[start:end] for start, end in read.topics] == ["compensation"]
    assert read.words > 0.9
    assert question_tagger().read(question) is read


def test_another_tagger_reads_as_long_as_it_is_asked_for() -> None:
    packaged, other = question_tagger(), QuestionTagger()
    with reading_with(other):
        assert question_tagger() is other
    assert question_tagger() is packaged


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "question.npz"
    for missing in (GRAPH, "tags_bias"):
        np.savez(path, **{name: one for name, one in load_arrays(WEIGHTS).items() if name != missing})
        with pytest.raises(ModelError, match=r"question\.npz: missing or damaged"):
            QuestionTagger(path).read("who said it?")
    path.write_bytes(b"PK")
    with pytest.raises(ModelError, match="reinstall onrecord"):
        QuestionTagger(path).read("who said it?")
