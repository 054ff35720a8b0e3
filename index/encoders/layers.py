"""The layers that a folder of sentence-transformers names: looked at before each becomes a class of Python."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from ..errors import ModelError

_KINDS: Final = (
    "Transformer",
    "Pooling",
    "Normalize",
    "Dense",
    "LayerNorm",
    "Dropout",
    "StaticEmbedding",
    "LogitScore",
)
_LAYER: Final = re.compile(rf"sentence_transformers(\.[a-z_]+)+\.({'|'.join(_KINDS)})")
_ACTIVATION: Final = re.compile(r"torch\.nn(\.[a-z_]+)*\.[A-Z][A-Za-z0-9]*")
_ACTIVATIONS: Final = ("activation_function", "activation_fn")


def check_layers(folder: Path) -> None:
    """Check that a model is made of the library's own layers and torch's activations, before any is imported.

    Args:
        folder: The model's folder.

    Raises:
        ModelError: It names something else, which would be run; or a file cannot be read.
    """
    for module in read_told(folder, "modules.json", []):
        kind = text_of(module, "type")
        if not _LAYER.fullmatch(kind):
            raise ModelError(
                f"{folder}: modules.json names {kind!r}, and no code of a model is run: its layers may be "
                f"sentence-transformers' {', '.join(_KINDS)}"
            )
        _check_activations(folder, f"{text_of(module, 'path')}/config.json".lstrip("/"))
    _check_activations(folder, "config.json")


def _check_activations(folder: Path, name: str) -> None:
    told = read_told(folder, name, {})
    inner = told.get("sentence_transformers")
    for place in (told, inner if isinstance(inner, dict) else {}):
        for key in _ACTIVATIONS:
            if (named := place.get(key)) is not None and not _ACTIVATION.fullmatch(str(named)):
                raise ModelError(f"{folder / name}: names {named!r}, which is no activation of torch.nn")


def read_told(folder: Path, name: str, otherwise: Any) -> Any:
    """Read a file of JSON in a model's folder.

    Args:
        folder: The folder.
        name: The file in it.
        otherwise: What stands for a file that is not there, and of what kind it is.

    Raises:
        ModelError: It lies elsewhere, or cannot be read.
    """
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


def text_of(module: Any, key: str) -> str:
    """Give what an entry of modules.json tells, as text."""
    return str(module.get(key, "")) if isinstance(module, dict) else ""
