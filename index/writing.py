"""Opens an index to change it, and makes one where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from .encoders import DEFAULT_MODEL, Encoder, is_known_as, load_encoder, load_known_encoder
from .errors import StoreError
from .storage.changes import Finder
from .storage.damage import database_errors
from .storage.lock import writing
from .storage.published import check_note, last_published
from .storage.schema import DATABASE, check_name, connect, create_database, get_meta, get_number
from .storage.store import ArticleStore
from .writer import IndexWriter


def holds_index(folder: Path | str) -> bool:
    """Tell whether a folder holds an index, whole or not."""
    return Path(folder, DATABASE).exists()


@contextmanager
def open_writer(
    folder: Path | str,
    *,
    model: str | None = None,
    device: str | None = None,
    load: Callable[..., Encoder] | None = None,
    finder: Finder | None = None,
    create: bool = True,
) -> Iterator[IndexWriter]:
    """Open an index to change it, and create it where there is none.

    Args:
        folder: The index folder.
        model: The encoder; None takes the one the index was built with, or the default for a new one.
        device: Where a sentence-transformers model runs.
        load: Loads an encoder by name; None takes `load_encoder` for a new index, then `load_known_encoder`.
        finder: Finds statements; None takes the one that comes with the project.
        create: Whether an index is made where there is none.

    Yields:
        The writer; the folder is locked until the end of the block.

    Raises:
        IndexNotFound: There is none, and none is to be made.
        IndexLocked: Another process is writing.
        StoreError: The index was built with another model, its folder's name is no UTF-8, or the disk is full.
        IndexCorrupt: The database is damaged.
        ModelError: The model of a new index cannot be loaded.
    """
    folder = Path(folder)
    if not create:
        connect(folder).close()
    check_name(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with writing(folder):
        if not (folder / DATABASE).exists():
            encoder = (load or load_encoder)(model or DEFAULT_MODEL, device=device)
            create_database(folder, {"encoder": encoder.name, "dim": str(encoder.dim)})
        connection = connect(folder, write=True)
        try:
            with database_errors(folder / DATABASE):
                built = get_meta(connection, "encoder")
                if model is not None and not is_known_as(model, built):
                    raise StoreError(f"{folder}: was built with {built}; a new model needs a new folder")
                check_note(folder, last_published(folder), get_number(connection, "generation"))
                store = ArticleStore(
                    folder, connection, lambda: (load or load_known_encoder)(built, device=device), finder
                )
                with closing(IndexWriter(folder, connection, store)) as writer:
                    writer.purge()
                    yield writer
        finally:
            connection.close()
