"""Fetches models' files: pinned ones alone, from the model hub or from an address that the user names."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from ..errors import ModelError
from .weights import PINS, verify

HUB: Final = "https://huggingface.co"

_BLOCK: Final = 1 << 20
_MOST: Final = 200 << 20
"""Bytes; no file of these models is nearly as large."""

_PATIENCE: Final = 60.0
"""Seconds without a byte."""


class Original(NamedTuple):
    """A model on the hub, as it was at one revision.

    Attributes:
        repository: Its name there.
        revision: The commit that is fetched, whatever is published later.
        files: The SHA-256 of each file.
        licence: As its card states it.
        pooling: The way from the states of a sequence to a vector, in sentence-transformers' words.
    """

    repository: str
    revision: str
    files: dict[str, str]
    licence: str
    pooling: dict[str, bool]


ORIGINALS: Final = {
    "bge-small-en-v1.5": Original(
        "BAAI/bge-small-en-v1.5",
        "5c38ec7c405ec4b44b94cc5a9bb96e735b38267a",
        {
            "onnx/model.onnx": "828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35",
            "tokenizer.json": "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
        },
        "MIT",
        {"pooling_mode_cls_token": True},
    )
}
"""Models of the hub by the names of their folders; `--model FOLDER` takes them."""


def fetch_model(name: str, address: str | None, folder: Path, *, progress: Callable[[str], None]) -> list[Path]:
    """Fetch a model's files that a folder lacks.

    A file has its name once its SHA-256 is the pinned one; what was fetched of another is deleted.

    Args:
        name: One of `packaged_models()` or of `ORIGINALS`.
        address: http or https. Under it lie `NAME/model.onnx` and `NAME/tokenizer.json` of a packaged model, and
            an original where the hub, which None stands for, has it.
        folder: Where the model gets a folder of its name.
        progress: Told the address of each file that is fetched.

    Returns:
        The files that were fetched.

    Raises:
        ModelError: Nobody knows the name, an address cannot be read, or has another file.
    """
    if address is not None and urlsplit(address).scheme not in {"http", "https"}:
        raise ModelError(f"{address}: cannot be fetched from; give an address that begins with https://")
    if original := ORIGINALS.get(name):
        under = f"{(address or HUB).rstrip('/')}/{original.repository}/resolve/{original.revision}"
        fetched = _fetch(name, original.files, under, folder / name, progress)
        pooling = folder / name / "1_Pooling" / "config.json"
        pooling.parent.mkdir(exist_ok=True)
        pooling.write_text(json.dumps(original.pooling), encoding="utf-8")
        return fetched
    if name not in PINS:
        raise ModelError(f"model {name}: is not known; there are: {', '.join((*PINS, *ORIGINALS))}")
    if address is None:
        raise ModelError(f"model {name}: the hub does not have these files; name an address that has: --from URL")
    return _fetch(name, PINS[name].files, f"{address.rstrip('/')}/{name}", folder / name, progress)


def _fetch(
    name: str, files: Mapping[str, str], under: str, folder: Path, progress: Callable[[str], None]
) -> list[Path]:
    fetched = []
    for file, digest in files.items():
        path = folder / file
        if path.exists():
            verify(path, digest, name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        progress(f"{under}/{file}")
        draft = path.with_name(f"{path.name}.part")
        try:
            _download(f"{under}/{file}", draft)
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
