"""Fetches the packaged models' files from an address that the user names, and keeps none that is another."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from ..errors import ModelError
from .weights import PINS, verify

_BLOCK: Final = 1 << 20
_MOST: Final = 200 << 20
"""Bytes; no file of these models is nearly as large."""

_PATIENCE: Final = 60.0
"""Seconds without a byte."""


def fetch_model(name: str, address: str, folder: Path, *, progress: Callable[[str], None]) -> list[Path]:
    """Fetch a model's files that a folder lacks.

    A file has its name once its SHA-256 is the pinned one; what was fetched of another is deleted.

    Args:
        name: One of `packaged_models()`.
        address: Under it lie `NAME/model.onnx` and `NAME/tokenizer.json`; http or https.
        folder: Where the model gets a folder of its name.
        progress: Told the address of each file that is fetched.

    Returns:
        The files that were fetched.

    Raises:
        ModelError: An address cannot be read, or has another file.
    """
    if urlsplit(address).scheme not in {"http", "https"}:
        raise ModelError(f"{address}: cannot be fetched from; give an address that begins with https://")
    fetched = []
    for file, digest in PINS[name].files.items():
        path = folder / name / file
        if path.exists():
            verify(path, digest, name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        source = f"{address.rstrip('/')}/{name}/{file}"
        progress(source)
        draft = path.with_name(f"{file}.part")
        try:
            _download(source, draft)
            verify(draft, digest, name)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        fetched.append(path)
    return fetched


def _download(source: str, draft: Path) -> None:
    try:
        with urlopen(Request(source), timeout=_PATIENCE) as response, draft.open("wb") as file:  # noqa: S310 (checked)
            size = 0
            while block := response.read(_BLOCK):
                size += len(block)
                if size > _MOST:
                    raise ModelError(f"{source}: is larger than any file of this model; give another address")
                file.write(block)
    except (URLError, TimeoutError, http.client.HTTPException) as error:
        raise ModelError(f"{source}: cannot be fetched: {getattr(error, 'reason', error)}") from error
