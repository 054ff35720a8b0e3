"""Devices that are not there are told before anything is loaded."""

import pytest

from onrecord.index import ModelError
from onrecord.index.encoders.transformer import load_transformer

torch = pytest.importorskip("torch", reason="runs models of torch")
pytest.importorskip("sentence_transformers", reason="runs models of sentence-transformers")


@pytest.mark.parametrize(
    ("device", "built", "gpus", "said"),
    [
        ("banana", "13.0", 1, "torch knows no device of this name"),
        ("cuda", None, 0, "built without CUDA"),
        ("cuda", "13.0", 0, "torch finds no GPU here"),
        ("cuda:2", "13.0", 2, "the last GPU here is cuda:1"),
    ],
)
def test_a_device_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, device: str, built: str | None, gpus: int, said: str
) -> None:
    monkeypatch.setattr(torch.version, "cuda", built)
    monkeypatch.setattr(torch.version, "hip", None)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: gpus > 0)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: gpus)
    # A name that no hub knows: it is not asked.
    with pytest.raises(ModelError) as told:
        load_transformer("SentenceTransformer", "no/such-model", "the model", device=device)
    assert str(told.value).startswith(f"--device {device}: ")
    assert said in str(told.value)
