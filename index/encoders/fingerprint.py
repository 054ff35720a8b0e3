"""Tells a model in a folder from others, wherever the folder lies."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from ..errors import ModelError
from ..onnx.places import look_for_models_in, model_folders
from ..onnx.weights import MODEL, PINS

_MARK: Final = " sha256:"
_DIGITS: Final = 16
_SAMPLES: Final = 64
_SAMPLE: Final = 1 << 16
_WEIGHTS: Final = (".safetensors", ".onnx", ".onnx_data", "tokenizer.json")


def identity(folder: Path) -> str:
    """Name a model by its folder and a fingerprint of its weights and tokenizer: "minilm sha256:0123456789abcdef".

    Of a file larger than 4 MB, 64 parts of 64 KB are read, which takes no longer for larger models.

    Raises:
        ModelError: A file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        for path in _weight_files(folder):
            digest.update(f"{path.relative_to(folder).as_posix()}\n{path.stat().st_size}\n".encode())
            _update(digest, path)
    except OSError as error:
        raise ModelError(f"{folder}: the model cannot be read: {error.strerror}") from error
    return f"{folder.resolve().name}{_MARK}{digest.hexdigest()[:_DIGITS]}"


def known_name(model: str) -> str:
    """Give the name that an index notes for a model that a user names, without loading it."""
    if not (folder := Path(model)).is_dir():
        return model
    look_for_models_in(folder)
    return identity(folder)


def resolved(name: str) -> str:
    """Find the folder of a model that an index names; other names are given back.

    A folder is only looked for where the user said that models lie: an index cannot name one.

    Raises:
        ModelError: No folder there has this model.
    """
    stem, mark, _ = name.partition(_MARK)
    if not mark and not Path(name).is_absolute():
        return name
    stem = Path(stem).name
    for named in model_folders():
        for folder in (named, named / stem):
            if _holds_model(folder) and (not mark or identity(folder).partition(_MARK)[2] == name[-_DIGITS:]):
                return str(folder)
    places = ", ".join(map(str, model_folders())) or "no folder was named"
    raise ModelError(
        f"the index was built with the model {name}, which is not found ({places}): "
        "say where it lies with ONRECORD_MODELS=DIR or onrecord --models DIR"
    )


def is_known_as(model: str, name: str) -> bool:
    """Tell whether what a user names is the model that an index names; if so, a folder is where it lies."""
    if Path(model).is_dir() and identity(Path(model)).partition(_MARK)[2] == name.partition(_MARK)[2]:
        look_for_models_in(model)
        return True
    return model in {name, Path(name.partition(_MARK)[0]).name}


def weights_digest(name: str) -> str:
    """Give the SHA-256 (hexadecimal) of the weights of the model that an index names.

    Of a packaged model it is that of its `model.onnx`; of a model in a folder, of all files of weights and the
    tokenizer, in the order of their names; of one of the hub, which this cannot tell, "".

    Raises:
        ModelError: It is not here, or cannot be read.
    """
    if name in PINS:
        return PINS[name].files[MODEL]
    if not (folder := Path(resolved(name))).is_dir():
        return ""
    digest = hashlib.sha256()
    try:
        for path in _weight_files(folder):
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    except OSError as error:
        raise ModelError(f"{folder}: the model cannot be read: {error.strerror}") from error
    return digest.hexdigest()


def _weight_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.name.endswith(_WEIGHTS) and path.is_file()]


def _holds_model(folder: Path) -> bool:
    return any(next(folder.rglob(f"*{ending}"), None) for ending in _WEIGHTS) if folder.is_dir() else False


def _update(digest: hashlib._Hash, path: Path) -> None:
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= _SAMPLES * _SAMPLE:
            digest.update(file.read())
            return
        for number in range(_SAMPLES):
            file.seek((size - _SAMPLE) * number // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE))
