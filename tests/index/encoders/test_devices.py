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


@pytest.mark.parametrize("kind", ["SentenceTransformer", "CrossEncoder"])
def test_a_hub_that_is_not_there_is_asked_once_and_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], kind: str
) -> None:
    asked = []

    def unreachable(_: object, name: str, **__: object) -> None:
        asked.append(name)
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("huggingface_hub.HfApi.model_info", unreachable)
    with pytest.raises(ModelError) as told:
        load_transformer(kind, "nobody/such-model", "the model 'nobody/such-model'", device=None)
    assert asked == ["nobody/such-model"]
    assert "the hub cannot be reached" in str(told.value)
    assert "Name or service not known" in str(told.value)
    assert "\n" not in str(told.value)
    assert capfd.readouterr() == ("", "")
