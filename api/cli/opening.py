"""Opens an engine for one command, with no time lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.search import Engine


def open_engine(
    folder: Path, *, device: str | None = None, reranker: str | None = None, json: bool = False
) -> Engine:
    """Open an index; what will show the answers is imported while the models load, half of which needs no Python.

    Args:
        folder: The index folder.
        device: As `Engine.open` takes it.
        reranker: The same.
        json: Whether the answers will be shown as JSON.

    Raises:
        OnrecordError: As `Engine.open`.
    """
    from onrecord.search import Engine

    with ThreadPoolExecutor(1) as aside:
        opening = aside.submit(Engine.open, folder, device=device, reranker=reranker)
        import_module("onrecord.api.records" if json else "onrecord.api.cli.render")
        return opening.result()
