"""Models are fetched from an address that the user names, and kept only if they are the pinned ones."""

import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import ModelError, packaged_weights
from onrecord.index.encoders.onnx import OnnxEncoder
from onrecord.index.encoders.onnx_folder import OnnxFolderEncoder
from onrecord.index.onnx import fetching, places, weights
from onrecord.index.onnx.fetching import ORIGINALS, fetch_model

NAME = weights.packaged_models()[0]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """What the server has: a real model."""
    real = packaged_weights(NAME)
    folder = tmp_path / "served" / NAME
    folder.mkdir(parents=True)
    for file in weights.PINS[NAME].files:
        shutil.copy(real.folder / file, folder / file)
    return folder


@pytest.fixture
def address(served: Path) -> Iterator[str]:
    def handler(*arguments: object) -> Quiet:
        return Quiet(*arguments, directory=str(served.parent))  # type: ignore[arg-type]

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_what_was_fetched_is_found(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    fetched = fetch_model(NAME, address, tmp_path / "models", progress=told.append)
    assert [path.name for path in fetched] == ["model.onnx", "tokenizer.json"]
    assert told[0] == f"{address}{NAME}/model.onnx"
    monkeypatch.setattr(weights, "_CARRIER", "no_such_package")
    monkeypatch.setattr(places, "_NAMED", [tmp_path / "models"])
    assert packaged_weights(NAME).folder == tmp_path / "models" / NAME
    assert fetch_model(NAME, "http://127.0.0.1:1", tmp_path / "models", progress=told.append) == []


def test_the_package_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).mkdir()
    monkeypatch.setattr(places, "_NAMED", [tmp_path])
    assert packaged_weights(NAME).folder != tmp_path / NAME


@pytest.mark.parametrize("spoilt", ["model.onnx", "tokenizer.json"])
def test_another_file_is_not_kept(address: str, served: Path, tmp_path: Path, spoilt: str) -> None:
    with (served / spoilt).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelError, match=f"{spoilt}.* is not the file it should be"):
        fetch_model(NAME, address, tmp_path / "models", progress=lambda _: None)
    assert not (tmp_path / "models" / NAME / spoilt).exists()
    assert not list((tmp_path / "models").rglob("*.part"))


@pytest.mark.parametrize(
    ("wrong", "trouble"),
    [("http://127.0.0.1:1", "cannot be fetched: .*refused"), ("file:///etc", "begins with https")],
)
def test_an_address_without_models_is_one_clear_line(wrong: str, trouble: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=trouble) as caught:
        fetch_model(NAME, wrong, tmp_path, progress=lambda _: None)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told(address: str, served: Path, tmp_path: Path) -> None:
    (served / "model.onnx").unlink()
    with pytest.raises(ModelError, match=r"model\.onnx: cannot be fetched: File not found"):
        fetch_model(NAME, address, tmp_path / "models", progress=lambda _: None)


def test_an_original_is_fetched_by_revision_and_read(
    address: str, served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hub's address and files; the weights are packaged ones, since no hub is there."""
    pinned = ORIGINALS["bge-small-en-v1.5"]
    there = served.parent / pinned.repository / "resolve" / pinned.revision
    (there / "onnx").mkdir(parents=True)
    shutil.copy(served / "model.onnx", there / "onnx")
    shutil.copy(served / "tokenizer.json", there)
    with pytest.raises(ModelError, match=r"model\.onnx.* is not the file it should be"):
        fetch_model("bge-small-en-v1.5", address, tmp_path, progress=lambda _: None)
    files = {**pinned.files, "onnx/model.onnx": weights.PINS[NAME].files["model.onnx"]}
    monkeypatch.setattr(fetching, "HUB", address)
    monkeypatch.setitem(ORIGINALS, "bge-small-en-v1.5", pinned._replace(files=files))
    told: list[str] = []
    fetched = fetch_model("bge-small-en-v1.5", None, tmp_path, progress=told.append)
    assert told[0] == f"{address}BAAI/bge-small-en-v1.5/resolve/{pinned.revision}/onnx/model.onnx"
    assert fetched == [tmp_path / "bge-small-en-v1.5" / file for file in files]
    folder = tmp_path / "bge-small-en-v1.5"
    encoder = OnnxFolderEncoder(folder, folder / "onnx" / "model.onnx")
    assert encoder.encode_passages(["a"]) @ OnnxEncoder(NAME).encode_passages(["a"]).T > 0.99


@pytest.mark.parametrize(("name", "trouble"), [("no-such", "there are: bge-small"), (NAME, "--from URL")])
def test_the_hub_has_not_everything(name: str, trouble: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=trouble):
        fetch_model(name, None, tmp_path, progress=lambda _: None)
