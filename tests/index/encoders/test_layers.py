"""A model's folder chooses among known layers; it names no code that would be run."""

import json
from pathlib import Path

import pytest

from onrecord.index import ModelError, load_encoder
from onrecord.index.encoders.layers import check_layers
from onrecord.index.encoders.transformer import load_transformer

from .test_encoders import packaged_minilm


def folder_of(folder: Path, *kinds: str, activation: str | None = None) -> Path:
    modules = [{"idx": n, "name": str(n), "path": f"{n}", "type": kind} for n, kind in enumerate(kinds)]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "0").mkdir()
    if activation is not None:
        (folder / "0" / "config.json").write_text(json.dumps({"activation_function": activation}))
    return folder


@pytest.mark.parametrize(
    "kind",
    [
        "spoilt.Layer",
        "os.abort",
        "sentence_transformers.os.abort",
        "sentence_transformers.models.Transformer.load",
        "",
        "Pooling",
    ],
)
def test_a_layer_that_is_none_of_the_librarys_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    library = pytest.importorskip("sentence_transformers", reason="runs models of sentence-transformers")
    for name in ("SentenceTransformer", "CrossEncoder"):
        monkeypatch.setattr(library, name, lambda *_, **__: pytest.fail("the library was asked"))
    folder = folder_of(tmp_path, "sentence_transformers.models.Transformer", kind)
    (folder / "spoilt.py").write_text("raise SystemExit('run')")
    with pytest.raises(ModelError, match="no code of a model is run"):
        load_encoder(str(folder))
    with pytest.raises(ModelError, match="no code of a model is run"):
        load_transformer("CrossEncoder", str(folder), "the reranker", device=None)


@pytest.mark.parametrize("activation", ["subprocess.Popen", "torch.hub.load", "torch.nnn.X", "torch.nn.Tanh.x"])
def test_an_activation_that_is_none_of_torchs_is_not_loaded(tmp_path: Path, activation: str) -> None:
    folder = folder_of(tmp_path, "sentence_transformers.models.Dense", activation=activation)
    with pytest.raises(ModelError, match=r"no activation of torch\.nn"):
        check_layers(folder)


@pytest.mark.parametrize("activation", ["torch.nn.modules.activation.Tanh", "torch.nn.Identity", None])
def test_known_layers_pass(tmp_path: Path, activation: str | None) -> None:
    known = ("sentence_transformers.models.Dense", "sentence_transformers.base.modules.dense.Dense")
    check_layers(folder_of(tmp_path, *known, activation=activation))
    check_layers(packaged_minilm())


def test_a_release_that_imports_what_models_name_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = pytest.importorskip("sentence_transformers", reason="runs models of sentence-transformers")
    monkeypatch.setattr(library, "__version__", "5.6.1")
    with pytest.raises(ModelError, match="sentence-transformers>=6"):
        load_encoder(str(tmp_path))
