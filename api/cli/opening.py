"""Opens an engine for one command, with no time lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from .interrupts import leaving_at_once
from .output import note

if TYPE_CHECKING:
    from onrecord.search import Engine


def open_engine(
    place: str | Path, *, device: str | None = None, reranker: str | None = None, json: bool = False
) -> Engine:
    """Open an index; what will show the answers is imported while the models load, half of which needs no Python.

    Args:
        place: The index folder, or the address of a Milvus.
        device: As `Engine.open` takes it.
        reranker: The same.
        json: Whether the answers will be shown as JSON.

    Raises:
        OnrecordError: As `Engine.open`.
    """
    from onrecord.index import IndexNotFound, is_address
    from onrecord.search import Engine

    with leaving_at_once(), ThreadPoolExecutor(1) as aside:
        opening = aside.submit(Engine.open, place, device=device, reranker=reranker)
        import_module("onrecord.api.records" if json else "onrecord.api.cli.render")
        try:
            engine = opening.result()
        except IndexNotFound:
            if is_address(place) or (meant := near_index(Path(place))) is None:
                raise
            raise IndexNotFound(f"{place}: no index here; did you mean {meant}?") from None
    if reranker is None:
        note_device(device, engine.index.encoder_name)
    return engine


def note_device(device: str | None, encoder: str) -> None:
    """Say that a device is of no use to the packaged model."""
    from onrecord.index import DEFAULT_MODEL

    if device not in {None, "cpu"} and encoder == DEFAULT_MODEL:
        note(f"note: --device {device} changes nothing: the packaged models run on the CPU")


def near_index(folder: Path) -> Path | None:
    """Give the index beside a folder that is named nearly like it; None where there is none."""
    from onrecord.index import holds_index

    from .suggesting import nearest

    try:
        beside = {one.name: one for one in folder.parent.iterdir() if one != folder and holds_index(one)}
    except OSError:
        return None
    meant = nearest(folder.name, beside)
    return beside[meant] if meant else None
