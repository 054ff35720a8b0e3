"""BM25 over the stored words, against the formula written out."""

from collections import Counter
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.index.caches.words import K1, B, PassageWords, PassageWordsBuilder, word_number

PASSAGES = st.lists(
    st.lists(st.sampled_from(["harbour", "ferry", "bridge", "tram", "dock"]), max_size=12), min_size=1
)


def build(passages: list[list[str]], folder: Path) -> PassageWords:
    builder = PassageWordsBuilder(folder)
    for words in passages:
        builder.add(words)
    builder.finish()
    return PassageWords.load(folder)


@settings(max_examples=40, deadline=None)
@given(passages=PASSAGES, query=st.lists(st.sampled_from(["harbour", "tram", "none"]), min_size=1, unique=True))
def test_the_formula(
    passages: list[list[str]], query: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = build(passages, tmp_path_factory.mktemp("words"))
    rarities = np.array(
        [
            log(1 + (len(passages) - n + 0.5) / (n + 0.5))
            for word in query
            for n in [sum(word in p for p in passages)]
        ],
        np.float32,
    )
    mean = sum(map(len, passages)) / len(passages)
    places = np.arange(len(passages))[::-1].copy()
    gains = index.bm25(places, query, rarities)
    for row, place in enumerate(places):
        counts = Counter(passages[place])
        norm = K1 * (1 - B + B * len(passages[place]) / max(mean, 1e-9))
        expected = [r * counts[w] / (counts[w] + norm) for w, r in zip(query, rarities, strict=True)]
        np.testing.assert_allclose(gains[row], expected, rtol=1e-4)


def test_numbers_differ_for_a_whole_vocabulary() -> None:
    numbers = {word_number(f"word{n}") for n in range(100_000)}
    assert len(numbers) >= 99_998  # 2**32 numbers: about one pair in this many collides
