"""What a sentence-transformers folder says of how its model is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, NamedTuple

from ..errors import ModelError
from .layers import read_told, text_of

_POOLINGS: Final = {"pooling_mode_cls_token": "cls", "pooling_mode_mean_tokens": "mean"}
_SEEN: Final = {"Transformer", "Pooling", "Normalize"}
_WINDOW: Final = 512


class Settings(NamedTuple):
    """How texts become vectors.

    Attributes:
        pooling: "cls" or "mean".
        query: What stands before questions.
        document: What stands before passages.
        window: Longest sequence in tokens.
    """

    pooling: str
    query: str
    document: str
    window: int


def read_settings(folder: Path) -> Settings:
    """Read the settings of a model's folder; what no file tells is as sentence-transformers has it.

    Raises:
        ModelError: A file cannot be read, or the model needs what only sentence-transformers can do.
    """
    modules = read_told(folder, "modules.json", [])
    kinds = {text_of(module, "type").rpartition(".")[2]: text_of(module, "path") for module in modules}
    if strange := sorted(set(kinds) - _SEEN):
        raise ModelError(f"{folder}: the model has a layer {strange[0]}, which its ONNX file cannot stand for")
    pooling = read_told(folder, f"{kinds.get('Pooling', '1_Pooling')}/config.json", {})
    prompts = read_told(folder, "config_sentence_transformers.json", {}).get("prompts") or {}
    window = read_told(folder, "sentence_bert_config.json", {}).get("max_seq_length")
    if not isinstance(window, int):
        window = read_told(folder, "tokenizer_config.json", {}).get("model_max_length", _WINDOW)
    most = window if isinstance(window, int) and 0 < window <= 1 << 16 else _WINDOW
    document = prompts.get("document", prompts.get("passage", ""))
    return Settings(_pooling(folder, pooling), str(prompts.get("query", "")), str(document), most)


def _pooling(folder: Path, told: dict[str, Any]) -> str:
    chosen = [key for key, value in told.items() if key.startswith("pooling_mode_") and value is True]
    mode = told.get("pooling_mode", _POOLINGS.get(chosen[0], chosen[0]) if chosen else "mean")
    if len(chosen) > 1 or mode not in _POOLINGS.values():
        raise ModelError(f"{folder}: its pooling ({', '.join(chosen) or mode}) is neither of [CLS] nor the mean")
    return str(mode)
