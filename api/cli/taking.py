"""`onrecord index --prepared`: what was embedded in bulk goes into an index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from ..counting import numbered
from .choices import Built
from .interrupts import leaving_at_once
from .noting import note_changes
from .output import say
from .progress import progress_bar
from .skips import Skips

if TYPE_CHECKING:
    from onrecord.index.storage.ahead import Prepared


def take_prepared(prepared: Path, folder: Path, model: str | None, *, readd: bool) -> Built:
    """Take in what `onrecord embed` made, and publish it.

    Args:
        prepared: The folder of its files.
        folder: The index folder.
        model: Where the user says that the model lies.
        readd: Whether to take in again what a user removed.

    Raises:
        OnrecordError: The files or the model are not what they should be, or the index cannot be written.
    """
    from onrecord.index import Changes, Meter, OnrecordError, load_known_encoder, open_writer
    from onrecord.index.bulk import check_prepared, import_batches, load_manifest
    from onrecord.index.encoders import is_known_as

    began, kept = perf_counter(), Changes()
    manifest = load_manifest(prepared)
    name = manifest.maker.model
    if model is not None and not is_known_as(model, name):
        raise OnrecordError(f"{prepared}: was made with {name}, not with {model}; embed again with that one")
    check_prepared(prepared, manifest)
    origins: dict[str, str] = {}
    removed: list[str] = []
    with open_writer(folder, model=name, load=load_known_encoder) as writer, progress_bar(Meter()) as bar:

        def admits(id_: str) -> bool:
            if not writer.was_removed(id_):
                return True
            removed.append(id_)
            return readd

        def passed() -> Iterator[list[Prepared]]:
            for batch, files in import_batches(prepared, manifest, admits):
                origins.clear()
                origins.update(files)
                yield batch

        def interrupted() -> None:
            bar.end()
            say(f"interrupted: {numbered(bar.articles, 'article')} kept; run the same command to go on")

        with leaving_at_once(interrupted):
            for kept in writer.take_in(passed(), origins=origins):
                bar.stored(kept)
            for id_ in removed if readd else []:
                writer.readmit(id_)
            bar.publishing()
            languages, revision = writer.languages(), writer.publish()
            note_changes(folder, revision, kept)
    return Built(
        kept, Skips(), revision, perf_counter() - began, kept_out=0 if readd else len(removed), languages=languages
    )
