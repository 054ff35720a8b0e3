"""The packaged encoder in float32, for PyTorch: to be compared with, and to learn from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from onrecord.index import DEFAULT_MODEL, packaged_weights

_LAYERS: Final = 12
_WIDTH: Final = 384


def float_weights(model: bytes) -> dict[str, NDArray[np.float32]]:
    """Read the encoder's weights under the names of PyTorch's `BertModel`, each int8 one times its scale."""
    graph = onnx.load_from_string(model).graph
    tensors = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    products = {
        one.name.strip("/").rpartition("/")[0].replace("/", "."): one.input[1].removesuffix("_quantized")
        for one in graph.node
        if one.op_type == "MatMulInteger"
    }
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
