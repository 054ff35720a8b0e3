"""Puts the published revision of an index folder into a Milvus, and then in place, by an alias.

The folder stays the truth. Every row has a key of its own, and a revision's rows come in the same order each
time: who is killed and begins again puts in what is missing, and nothing twice. Readers see nothing of it until
the alias leads to the new revision; the one before stays for those who read it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, Final

from ..errors import IndexLocked, StoreError
from ..opening import published_generation
from ..reader import Index
from ..storage.lock import writing
from .address import read_address
from .conditions import Column, one_of
from .filling import article_rows, facts_of, passage_rows, statement_rows
from .filling_names import name_rows
from .layout import SCHEMA, Collections, collections_of, schemas, tag_of
from .server import WRITING, Gone, Server
from .word_search import without_sparse

_AT_ONCE: Final = 500
_DIGITS: Final = 8
_LAG: Final = 6.0
"""Seconds: a Milvus lets readers lag five behind, if its administrator changed nothing (common.gracefulTime)."""


def put_in_place(
    folder: Path | str,
    place: str,
    on_rows: Callable[[str, int], None] | None = None,
    on_note: Callable[[str], None] | None = None,
) -> tuple[int, bool]:
    """Put what is published in a folder into a Milvus, and in place of what was there.

    Args:
        folder: The index folder.
        place: The address of a Milvus, or a file of milvus-lite, which is made.
        on_rows: Told now and then which collection is written, and how many of its rows are there.
        on_note: Told what is done there otherwise than elsewhere.

    Returns:
        The revision, and whether it was put there, or was in place already.

    Raises:
        StoreError: The folder cannot be read, pymilvus is not installed, or nobody answers.
        ModelError: The model of the index is not here.
    """
    address = read_address(place)
    with closing(Index.open(folder)) as index, writing(Path(folder)):
        if published_generation(folder) != index.generation:
            raise IndexLocked(f"{folder}: another process has published meanwhile; run the same again")
        tag = f"r{index.revision}_{index.publication[:_DIGITS]}{SCHEMA}"
        with closing(Server(address, create=True)) as server:
            before = _in_place(server)
            if before == tag:
                return index.revision, False
            if not server.has_sparse and on_note is not None:
                on_note(without_sparse(server.version))
            collections = collections_of(address.archive, tag)
            _fill(server, index, collections, on_rows or (lambda _, __: None))
            if address.replicas > 1:
                # Rows were counted in one replica; the others have them when readers lag behind no more.
                time.sleep(_LAG)
            server.call("alter_alias" if before else "create_alias", collections.names, address.archive)
            _drop(server, {tag, before})
    return index.revision, True


def _in_place(server: Server) -> str | None:
    """Give the tag of the revision that is in place.

    Raises:
        StoreError: What goes by the archive's name is something else.
    """
    archive = server.address.archive
    try:
        found = str(server.call("describe_alias", archive)["collection_name"])
    except Gone:
        if archive in server.call("list_collections"):
            raise StoreError(
                f"{server.address}: {archive} is a collection here; name another archive after a #"
            ) from None
        return None
    tag = tag_of(found, archive)
    if tag is None:
        raise StoreError(
            f"{server.address}: {archive} leads to {found}, which is none of onrecord's; name another"
        )
    return tag


def _fill(server: Server, index: Index, names: Collections, on_rows: Callable[[str, int], None]) -> None:
    sparse = server.has_sparse
    facts = facts_of(index, sparse=sparse)
    made = schemas(facts.dim, facts.passages, indexed=not server.address.is_file, sparse=sparse)
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "passages": passage_rows(index, sparse=sparse),
        "articles": article_rows(index),
        "statements": statement_rows(index),
        # Last, for what is told of the revision is in it.
        "names": name_rows(index, facts),
    }
    there = set(server.call("list_collections"))
    for collection, given in rows.items():
        name = getattr(names, collection)
        begun = name in there
        _make(server, name, *made[collection], there=begun, shards=server.address.shards)
        key = Column.ROW if collection == "passages" else Column.PART
        count = 0
        for some in _batches(given):
            keys = [row[key.value] for row in some]
            if not (begun and server.count(name, one_of(key, keys).text) == len(keys)):
                server.call("upsert", name, some, span=WRITING)
            count += len(some)
            on_rows(collection, count)
        server.call("flush", name, span=WRITING)
        if (found := server.count(name)) != count:
            raise StoreError(
                f"{server.address}: {name} has {found:,} rows instead of {count:,}; run the same again"
            )


def _make(server: Server, name: str, schema: Any, indexes: Any, *, there: bool, shards: int) -> None:
    """Make a collection with its indexes, or what its maker, who was killed, has left out."""
    if not there:
        server.call("create_collection", name, schema=schema, num_shards=shards)
    held = set(server.call("list_indexes", name))
    for one in indexes:
        if one.field_name not in held:
            server.call("create_index", name, type(indexes)([one]), span=WRITING)
    server.load(name, WRITING)


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    stream = iter(rows)
    while some := list(islice(stream, _AT_ONCE)):
        yield some


def _drop(server: Server, kept: set[str | None]) -> None:
    for name in server.call("list_collections"):
        tag = tag_of(str(name), server.address.archive)
        if tag is not None and tag not in kept:
            server.call("drop_collection", name)
