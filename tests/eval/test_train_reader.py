"""The reader of answers learns, and what runs is what was trained."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch trains the reader; it is in the extra `models`")
pytest.importorskip("transformers", reason="transformers reads the cross-encoder; it is in the extra `models`")

from onrecord.eval.adapted_reader import AdaptedReader  # noqa: E402
from onrecord.eval.examples import Example  # noqa: E402
from onrecord.eval.train_reader import is_seen_again, lessons, save, train  # noqa: E402
from onrecord.index import load_arrays, load_tokenizer, packaged_weights  # noqa: E402
from onrecord.search import DEFAULT_RERANKER, WINDOW, CrossEncoder, UnitReader  # noqa: E402

QUESTION = "What did Roe say about the pier?"
TEXTS = ("Jane Roe, Mayor, said: We will build the pier again,", "The pier was built in 1890.", "It rained.")


def example(right: int | None) -> Example:
    marks = np.array([n == right for n in range(len(TEXTS))])
    return Example(
        "written", "a", right is not None, QUESTION, TEXTS, np.zeros((3, 1)), marks, np.zeros(3, bool), np.zeros(1)
    )


def logits(reader: AdaptedReader) -> np.ndarray:
    tokenizer = load_tokenizer(packaged_weights(DEFAULT_RERANKER).tokenizer, window=WINDOW)
    with torch.no_grad():
        found: np.ndarray = reader(tokenizer.encode_batch([(QUESTION, text) for text in TEXTS])).numpy()
    return found


def test_it_begins_as_the_packaged_one_and_runs_as_it_was_trained(tmp_path: Path) -> None:
    torch.manual_seed(1)
    reader = AdaptedReader(rank=2)
    plain = CrossEncoder().score(QUESTION, TEXTS)
    np.testing.assert_allclose(logits(reader), plain, atol=0.5)
    save(reader, tmp_path / "before.npz")
    np.testing.assert_array_equal(
        UnitReader(tmp_path / "before.npz").read([(QUESTION, text) for text in TEXTS]), plain
    )

    learned = lessons([example(1)] * 3)
    losses = list(train(reader, learned, 8, random.Random(1)))
    assert losses[-1] < losses[0]
    trained = logits(reader)
    assert trained[1] - trained[0] > plain[1] - plain[0] + 0.5
    save(reader, tmp_path / "after.npz")
    np.testing.assert_allclose(
        UnitReader(tmp_path / "after.npz").read([(QUESTION, text) for text in TEXTS]), trained, atol=1
    )


def test_a_reader_goes_on_from_what_another_learnt(tmp_path: Path) -> None:
    torch.manual_seed(1)
    first, second = AdaptedReader(rank=2), AdaptedReader(rank=2)
    list(train(first, lessons([example(1)] * 3), 4, random.Random(1)))
    assert abs(logits(first) - logits(second)).max() > 0.5
    save(first, tmp_path / "first.npz")
    second.go_on_from(load_arrays(tmp_path / "first.npz"))
    np.testing.assert_allclose(logits(first), logits(second), atol=0.05)


def test_a_text_is_read_alike_in_any_company() -> None:
    reader = AdaptedReader(rank=2)
    tokenizer = load_tokenizer(packaged_weights(DEFAULT_RERANKER).tokenizer, window=WINDOW)
    with torch.no_grad():
        alone = [float(reader([one])[0]) for one in tokenizer.encode_batch([(QUESTION, text) for text in TEXTS])]
    np.testing.assert_allclose(logits(reader), alone, atol=0.05)


def test_what_is_seen_again_is_a_part_and_all_that_is_made_by_rule() -> None:
    written = [replace(example(1), question=f"{QUESTION} {n}") for n in range(300)]
    assert 60 < sum(map(is_seen_again, written)) < 140
    assert all(is_seen_again(replace(one, source="made")) for one in written)


def test_a_question_whose_answer_is_not_among_its_units_teaches_nothing() -> None:
    missed = Example(
        "written", "a", answerable=True, question=QUESTION, texts=TEXTS, cheap=np.zeros((3, 1)),
        right=np.zeros(3, bool), near=np.zeros(3, bool), whole=np.zeros(1),
    )  # fmt: skip
    [kept] = lessons([missed, example(None)])
    assert (kept.right, kept.wrong) == ([], [0, 1, 2])


def test_a_question_of_which_all_answers_in_part_teaches_nothing() -> None:
    halves = Example(
        "written", "a", answerable=False, question=QUESTION, texts=TEXTS, cheap=np.zeros((3, 1)),
        right=np.zeros(3, bool), near=np.ones(3, bool), whole=np.zeros(1),
    )  # fmt: skip
    assert lessons([halves]) == []
