"""An exported model in a folder says what sentence-transformers says, and is found again wherever it lies."""

import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest

from onrecord.index import Index, ModelError, StoreError, load_encoder, load_known_encoder, open_writer
from onrecord.index.encoders.onnx_folder import OnnxFolderEncoder
from onrecord.index.encoders.settings import read_settings
from onrecord.index.model import Article
from onrecord.index.onnx import places

from .test_encoders import TEXTS, packaged_minilm

torch = pytest.importorskip("torch", reason="torch exports a model; it is in the extra `models`")


@pytest.fixture(autouse=True)
def no_folder_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_NAMED", [])


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged MiniLM as an ONNX file, beside the files that sentence-transformers reads."""
    from transformers import AutoModel

    folder = tmp_path_factory.mktemp("models") / "minilm"
    shutil.copytree(packaged_minilm(), folder, ignore=shutil.ignore_patterns("*.safetensors", "*.bin", "*.onnx"))

    class Read(torch.nn.Module):  # type: ignore[misc,name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.bert = AutoModel.from_pretrained(packaged_minilm(), attn_implementation="eager")

        def forward(self, ids: object, mask: object, types: object) -> object:
            return self.bert(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state

    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "tokens"} for name in [*names, "last_hidden_state"]}
    example = tuple(torch.ones((1, 4), dtype=torch.int64) for _ in names)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Read().eval(),
            example,
            str(folder / "model.onnx"),
            input_names=names,
            output_names=["last_hidden_state"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
    return folder


def test_its_vectors_are_sentence_transformers_own(exported: Path) -> None:
    ours, theirs = load_encoder(str(exported)), load_encoder(str(packaged_minilm()))
    assert isinstance(ours, OnnxFolderEncoder)
    assert not isinstance(theirs, OnnxFolderEncoder)
    assert ours.dim == theirs.dim == 384
    long = " ".join(TEXTS * 40)  # beyond the window
    np.testing.assert_allclose(
        ours.encode_passages([*TEXTS, long]), theirs.encode_passages([*TEXTS, long]), atol=1e-5
    )
    np.testing.assert_allclose(ours.encode_queries(TEXTS), theirs.encode_queries(TEXTS), atol=1e-5)
    assert ours.encode_passages([]).shape == (0, 384)


def test_prompts_are_the_folder_s(exported: Path, tmp_path: Path) -> None:
    folder = tmp_path / "e5"
    shutil.copytree(exported, folder)
    prompts = {"query": "query: ", "passage": "passage: "}
    (folder / "config_sentence_transformers.json").write_text(json.dumps({"prompts": prompts}))
    plain, prompted = load_encoder(str(exported)), load_encoder(str(folder))
    np.testing.assert_array_equal(
        prompted.encode_queries(["rates"]), plain.encode_passages(["query: rates"]), strict=True
    )
    np.testing.assert_array_equal(
        prompted.encode_passages(["rates"]), plain.encode_passages(["passage: rates"]), strict=True
    )


def build(folder: Path, model: Path | None) -> None:
    with open_writer(folder, model=str(model) if model else None) as writer:
        for _ in writer.add([Article(id=str(n), text=text) for n, text in enumerate(TEXTS)]):
            pass
        writer.publish()


def test_an_index_is_read_wherever_its_model_lies(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    shutil.copytree(exported, first / "minilm")
    build(first / "index", first / "minilm")
    first.rename(second)
    monkeypatch.setattr(places, "_NAMED", [])
    index = Index.open(second / "index")
    name = index.encoder_name
    assert name.startswith("minilm sha256:")
    assert str(tmp_path) not in name
    with pytest.raises(ModelError, match=r"built with the model minilm .* ONRECORD_MODELS") as caught:
        load_known_encoder(name)
    assert "\n" not in str(caught.value)
    for place in (second, second / "minilm"):
        monkeypatch.setattr(places, "_NAMED", [place])
    index.close()
    monkeypatch.setattr(places, "_NAMED", [])
    (second / "minilm").rename(second / "other name")
    build(second / "index", second / "other name")  # named again, by whatever name


def test_another_model_of_the_same_name_is_refused(exported: Path, tmp_path: Path) -> None:
    build(tmp_path / "index", exported)
    other = tmp_path / "minilm"
    shutil.copytree(exported, other)
    tokenizer = other / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text() + " ")
    with pytest.raises(StoreError, match="a new model needs a new folder"):
        build(tmp_path / "index", other)


@pytest.mark.parametrize(
    ("name", "content", "trouble"),
    [
        ("modules.json", "{", "cannot be read"),
        ("modules.json", "{}", "is not what"),
        ("modules.json", '[{"type": "a.Dense", "path": "2_Dense"}]', "layer Dense"),
        ("modules.json", '[{"type": "a.Pooling", "path": "../1_Pooling"}]', "outside"),
        ("1_Pooling/config.json", '{"pooling_mode_max_tokens": true}', "pooling"),
        ("1_Pooling/config.json", '{"pooling_mode_max_tokens": true, "pooling_mode_cls_token": true}', "pooling"),
    ],
)
def test_what_an_onnx_file_cannot_stand_for_is_one_clear_line(
    tmp_path: Path, name: str, content: str, trouble: str
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(content)
    with pytest.raises(ModelError, match=trouble) as caught:
        read_settings(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_damaged_folder_is_one_clear_line(exported: Path, tmp_path: Path) -> None:
    folder = tmp_path / "m"
    shutil.copytree(exported, folder)
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer\.json"):
        load_encoder(str(folder))
    (folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json"):
        load_encoder(str(folder))
    shutil.copy(exported / "tokenizer.json", folder)
    (folder / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match="onnxruntime cannot load it"):
        load_encoder(str(folder))
