"""The packaged encoder in float32, for PyTorch: to be compared with, and to learn from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import DEFAULT_MODEL, packaged_weights
from onrecord.index.onnx.file import GRAPH_NODE, GRAPH_TENSOR, MODEL_GRAPH
from onrecord.index.onnx.graph import inside, product_of
from onrecord.index.onnx.protobuf import fields

_LAYERS: Final = 12
_WIDTH: Final = 384
_TYPES: Final[dict[int, type[Any]]] = {1: np.float32, 2: np.uint8, 3: np.int8}  # TensorProto.DataType


def float_weights(model: bytes) -> dict[str, NDArray[np.float32]]:
    """Read the encoder's weights under the names of PyTorch's `BertModel`, each int8 one times its scale."""
    tensors: dict[str, NDArray[Any]] = {}
    products: dict[str, str] = {}
    for number, part in inside(memoryview(model), MODEL_GRAPH):
        if number == GRAPH_TENSOR:
            tensors.update([_tensor(part)])
        elif number == GRAPH_NODE and b"MatMulInteger" in bytes(part):
            path, weight = product_of(part)
            products[path.replace("/", ".")] = weight
    found = {name: tensor for name, tensor in tensors.items() if name.endswith((".weight", ".bias"))}
    for name, tensor in tensors.items():
        stem = name.removesuffix("_quantized")
        if name.endswith("_embeddings.weight_quantized"):
            centred = tensor.astype(np.float32) - tensors[f"{stem}_zero_point"].astype(np.float32)
            found[stem] = centred * tensors[f"{stem}_scale"]
    for name, weight in products.items():
        found[f"{name}.weight"] = (tensors[f"{weight}_quantized"] * tensors[f"{weight}_scale"]).T
    return {name: np.array(tensor, dtype=np.float32, order="C") for name, tensor in found.items()}


def save_float_encoder(folder: Path) -> None:
    """Save the packaged encoder as a float32 sentence-transformers model, laid out as those on the model hub.

    Args:
        folder: An empty folder.
    """
    import torch
    from transformers import BertConfig, BertModel

    packaged = packaged_weights(DEFAULT_MODEL)
    bert = BertModel(BertConfig(hidden_size=_WIDTH, num_hidden_layers=_LAYERS, intermediate_size=4 * _WIDTH))
    weights = {name: torch.from_numpy(weight) for name, weight in float_weights(packaged.model).items()}
    left = bert.load_state_dict(weights, strict=False)
    if left.unexpected_keys or any(not name.startswith("pooler.") for name in left.missing_keys):
        raise RuntimeError(f"the packaged weights are not a BertModel's: {left}")
    bert.save_pretrained(folder)
    (folder / "tokenizer.json").write_bytes(packaged.tokenizer)
    kinds = ("Transformer", ""), ("Pooling", "1_Pooling"), ("Normalize", "2_Normalize")
    modules = [
        {"idx": number, "name": str(number), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for number, (kind, path) in enumerate(kinds)
    ]
    special = {f"{kind}_token": f"[{kind.upper()}]" for kind in ("cls", "sep", "pad", "unk", "mask")}
    for name, content in {
        "modules.json": modules,
        "sentence_bert_config.json": {"max_seq_length": 512, "do_lower_case": False},
        "tokenizer_config.json": {"tokenizer_class": "BertTokenizerFast", "model_max_length": 512, **special},
        "1_Pooling/config.json": {"word_embedding_dimension": _WIDTH, "pooling_mode_cls_token": True},
        "2_Normalize/config.json": {},
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content))


def _tensor(message: memoryview) -> tuple[str, NDArray[Any]]:
    """Read a TensorProto of a type in `_TYPES`: its shape (field 1), type (2), name (8) and values (4, 5 or 9)."""
    parts: dict[int, Any] = {}
    shape: list[Any] = []
    for number, value in fields(message):
        parts[number] = value
        if number == 1:
            shape.append(value)
    # Raw bytes, packed floats, or packed numbers, which are a byte each below 128, as all these zero points are.
    [content] = (parts[number] for number in (9, 4, 5) if number in parts)
    return bytes(parts[8]).decode(), np.frombuffer(content, dtype=_TYPES[parts[2]]).reshape(shape)
