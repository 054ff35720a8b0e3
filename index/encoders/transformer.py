"""Any sentence-transformers model, for those who have torch: larger, multilingual, or on a GPU."""

from __future__ import annotations

from collections.abc import Sequence
from logging import ERROR, getLogger
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from .devices import check_device
from .encoder import Vectors
from .fingerprint import identity
from .layers import check_layers

_FIRST: Final = 6
"""The first release that imports no code for a model."""
_PATIENCE: Final = 10.0
"""Seconds that the hub may take to tell of a model."""


def load_transformer(kind: str, name: str, told: str, *, device: str | None, download: bool = True) -> Any:
    """Load a model of sentence-transformers; none brings code of its own, or pickled weights.

    Args:
        kind: The library's class.
        name: A folder, or a name on the model hub.
        told: What errors call the model.
        device: "cpu", "cuda" or None for the library's own choice.
        download: Whether a model of the hub may be fetched, if it is not here.

    Raises:
        ModelError: sentence-transformers is not installed, or there is no such device or model here.
    """
    try:
        import sentence_transformers
    except ImportError:
        raise ModelError(f"{told} needs sentence-transformers: pip install sentence-transformers") from None
    if int(sentence_transformers.__version__.partition(".")[0]) < _FIRST:
        # Earlier ones import whatever class a model names.
        raise ModelError(f"{told} needs a newer release: pip install 'sentence-transformers>={_FIRST}'")
    if device is not None:
        check_device(device)
    if Path(name).is_dir():
        check_layers(Path(name))
    _be_quiet()
    unreachable = unreached(name) if download and not Path(name).exists() else None
    try:
        return getattr(sentence_transformers, kind)(
            name,
            device=device,
            trust_remote_code=False,
            local_files_only=not download or unreachable is not None,
            model_kwargs={"use_safetensors": True},
        )
    except Exception as error:  # the hub client, the loader and torch raise classes of many kinds
        first = unreachable or (str(error).splitlines() or [type(error).__name__])[0]
        message = f"{told} cannot be loaded: {first}; give a folder, or a name that the hub knows"
        raise ModelError(message) from error


def unreached(name: str) -> str | None:
    """Tell why a model of the hub cannot be had, asked once; None where it can.

    The library asks six times for each of several files, and writes of every time. What was fetched before is
    still used.

    Args:
        name: On the hub.
    """
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HFValidationError, RepositoryNotFoundError

    try:
        HfApi().model_info(name, timeout=_PATIENCE)
    except HFValidationError:
        return "there is no such folder"
    except RepositoryNotFoundError:
        return "the hub has no such model, or does not show it to everybody"
    except Exception as error:  # noqa: BLE001 - the client's, its transport's or the system's
        first = (str(error).splitlines() or [""])[0]
        return f"the hub cannot be reached ({first or type(error).__name__}), and it was not fetched before"
    return None


def _be_quiet() -> None:
    """Turn off the progress bars of the libraries below, as a command shows one of its own, and their warnings."""
    from huggingface_hub.utils.tqdm import disable_progress_bars
    from transformers.utils import logging

    disable_progress_bars()
    getLogger("huggingface_hub").setLevel(ERROR)
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


class TransformerEncoder:
    """A sentence-transformers model by folder or by hub name."""

    def __init__(self, name: str, *, device: str | None = None, download: bool = True) -> None:
        """Load the model.

        Args:
            name: A folder with a saved model, or a name on the model hub.
            device: "cpu", "cuda" or None for the library's own choice.
            download: Whether a model of the hub may be fetched, if it is not here.

        Raises:
            ModelError: sentence-transformers is not installed, or there is no such model here.
        """
        folder = Path(name)
        self._name = identity(folder) if folder.is_dir() else name
        self._model = load_transformer(
            "SentenceTransformer", name, f"the model {name!r}", device=device, download=download
        )
        self._dim = int(self._model.get_embedding_dimension() or 0)

    @property
    def name(self) -> str:
        """The folder's name and the model's fingerprint, or the name on the hub."""
        return self._name

    @property
    def dim(self) -> int:
        """Number of components of a vector."""
        return self._dim

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode passages; see `Encoder`."""
        return self._unit(self._model.encode_document(list(texts), show_progress_bar=False))

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions, with the query prompt that the model's own files name; see `Encoder`."""
        return self._unit(self._model.encode_query(list(texts), show_progress_bar=False))

    def _unit(self, vectors: NDArray[Any]) -> Vectors:
        rows = np.asarray(vectors, dtype=np.float32).reshape(-1, self._dim)
        unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return unit
