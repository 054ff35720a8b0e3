"""What was read is known, is the same, and is bounded."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import DEFAULT_MODEL, Vectors, load_encoder
from onrecord.search import CrossEncoder, QuestionVectors
from onrecord.search.retrieval.readings import Readings

LETTERS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), max_size=6)


@given(asked=st.lists(LETTERS, max_size=8), most=st.integers(1, 6))
def test_every_pair_has_its_own_reading_and_few_are_kept(asked: list[list[tuple[str, str]]], most: int) -> None:
    readings: Readings[tuple[str, str], str] = Readings(most)
    for pairs in asked:
        seen: list[tuple[str, str]] = []

        def read(new: list[tuple[str, str]], seen: list[tuple[str, str]] = seen) -> list[str]:
            seen += new
            return ["".join(pair) for pair in new]

        before = set(readings._kept)
        assert readings.of(pairs, read) == ["".join(pair) for pair in pairs]
        assert len(seen) == len(set(seen))
        assert set(seen) == set(pairs) - before
        assert len(readings._kept) <= most


def test_threads_share_them() -> None:
    readings: Readings[tuple[str, str], int] = Readings(50)
    pairs = [(str(n), str(n)) for n in range(100)]

    def read_all(_: int) -> list[int]:
        return readings.of(pairs, lambda new: [int(one) for one, _ in new])

    with ThreadPoolExecutor(4) as pool:
        assert all(found == list(range(100)) for found in pool.map(read_all, range(20)))


def test_a_reading_that_is_known_is_the_same() -> None:
    reranker = CrossEncoder()
    pairs = [
        ("What did the mayor say?", "The mayor said: no."),
        ("Who spoke?", "It rained."),
        ("Who spoke?", "A man."),
    ]
    first = reranker.read(pairs)
    again = reranker.read([*reversed(pairs), pairs[0]])
    np.testing.assert_array_equal(again.logits, first.logits[[2, 1, 0, 0]])
    np.testing.assert_array_equal(again.states, first.states[[2, 1, 0, 0]])
    none = reranker.read([])
    assert (none.logits.shape, none.states.shape) == ((0,), (0, first.states.shape[1]))


def test_a_question_is_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = load_encoder(DEFAULT_MODEL)
    encoded: list[str] = []
    encode = encoder.encode_queries

    def noted(texts: Sequence[str]) -> Vectors:
        encoded.extend(texts)
        return encode(texts)

    monkeypatch.setattr(encoder, "encode_queries", noted)
    vectors = QuestionVectors(encoder)
    both = vectors.of(["Who spoke?", "the tram"])
    again = vectors.of(["the tram", "Who spoke?", "the tram"])
    assert encoded == ["Who spoke?", "the tram"]
    np.testing.assert_array_equal(again, both[[1, 0, 1]])
