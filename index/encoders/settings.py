"""What a sentence-transformers folder says of how its model is used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..errors import ModelError

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
    modules = _read(folder, "modules.json", [])
    kinds = {_text(module, "type").rpartition(".")[2]: _text(module, "path") for module in modules}
    if strange := sorted(set(kinds) - _SEEN):
        raise ModelError(f"{folder}: the model has a layer {strange[0]}, which its ONNX file cannot stand for")
    pooling = _read(folder, f"{kinds.get('Pooling', '1_Pooling')}/config.json", {})
    prompts = _read(folder, "config_sentence_transformers.json", {}).get("prompts") or {}
    window = _read(folder, "sentence_bert_config.json", {}).get("max_seq_length")
    if not isinstance(window, int):
        window = _read(folder, "tokenizer_config.json", {}).get("model_max_length", _WINDOW)
    most = window if isinstance(window, int) and 0 < window <= 1 << 16 else _WINDOW
    document = prompts.get("document", prompts.get("passage", ""))
    return Settings(_pooling(folder, pooling), str(prompts.get("query", "")), str(document), most)


def _pooling(folder: Path, told: dict[str, Any]) -> str:
    chosen = [key for key, value in told.items() if key.startswith("pooling_mode_") and value is True]
    mode = told.get("pooling_mode", _POOLINGS.get(chosen[0], chosen[0]) if chosen else "mean")
    if len(chosen) > 1 or mode not in _POOLINGS.values():
        raise ModelError(f"{folder}: its pooling ({', '.join(chosen) or mode}) is neither of [CLS] nor the mean")
    return str(mode)


def _read(folder: Path, name: str, otherwise: Any) -> Any:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ModelError(f"{folder}: modules.json names a folder outside it: {name}")
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return otherwise
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path}: cannot be read: {error}") from error
    if not isinstance(found, type(otherwise)):
        raise ModelError(f"{path}: is not what sentence-transformers writes there")
    return found


def _text(module: Any, key: str) -> str:
    return str(module.get(key, "")) if isinstance(module, dict) else ""
