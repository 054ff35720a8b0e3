"""What orders the passages of a search agrees with the cross-encoder, and a damaged file is told."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from onrecord.index import Index, ModelError, load_known_encoder
from onrecord.search import RANKER, CrossEncoder, Engine, Reading
from onrecord.search.retrieval.loading import load_ranker
from onrecord.search.retrieval.ranker import Ranker

QUESTION = "What did the mayor say about the pier?"
TEXTS = (
    "It rained on Sunday.",
    "The pier was built in 1890.",
    "Jane Roe, the mayor, said: We will build the pier again.",
    "Shares of the bank fell by a tenth.",
)


def test_it_orders_as_the_cross_encoder_does() -> None:
    ranker = Ranker()
    reading = ranker.read([(QUESTION, text) for text in TEXTS])
    assert reading.likely is not None
    expected = CrossEncoder().score(QUESTION, TEXTS)
    assert reading.likely.argmax() == reading.logits.argmax() == expected.argmax() == 2
    assert np.corrcoef(reading.logits, expected)[0, 1] > 0.95
    np.testing.assert_array_equal(ranker.score(QUESTION, TEXTS), reading.logits)


def test_a_text_is_read_alike_in_any_company_and_none_is_read_as_none() -> None:
    ranker = Ranker()
    together = ranker.score(QUESTION, TEXTS)
    alone = [float(Ranker().score(QUESTION, [text])[0]) for text in TEXTS]
    np.testing.assert_array_equal(together, np.array(alone, np.float32))
    assert ranker.read([]).logits.shape == (0,)


class _Counted(CrossEncoder):
    read_so_far = 0

    def read(self, pairs: Sequence[tuple[str, str]]) -> Reading:
        self.read_so_far += len(pairs)
        return super().read(pairs)


def test_a_search_is_ordered_by_it_and_a_question_read_by_the_cross_encoder(sample_index: Path) -> None:
    index, reranker = Index.open(sample_index), _Counted()
    engine = Engine(index, load_known_encoder(index.encoder_name), reranker)
    assert engine.search("lead pipes").hits
    assert reranker.read_so_far == 0
    assert engine.ask("What did the mayor say about lead pipes?").hits
    assert reranker.read_so_far > 0
    engine.close()


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "ranker.npz"
    path.write_bytes(RANKER.read_bytes()[:5000])
    with pytest.raises(ModelError, match=r"ranker\.npz: missing or damaged"):
        Ranker(path).score(QUESTION, TEXTS)


def test_a_reranker_of_ones_own_orders_searches_too() -> None:
    own = Ranker()
    assert load_ranker(own) is own
    assert isinstance(load_ranker(CrossEncoder()), Ranker)
