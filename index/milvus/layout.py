"""The collections that a revision consists of, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, Final, NamedTuple

from .clients import milvus

SCHEMA: Final = 2
"""Version of the collections' columns; a change that old code cannot read raises it."""
FLAT_MOST: Final = 65_536
"""So many vectors are compared one by one, as in an index folder; more get a graph."""
LONGEST: Final = 16_000
"""Characters of a text in one row: at most 64,000 bytes of the 65,535 that Milvus takes."""
MOST_PARTS: Final = 1 << 12
MOST_WORDS: Final = 4096
"""Elements of a list that Milvus takes; of a longer passage's words the first count."""
_KINDS: Final = "passages", "articles", "statements", "names"
_TAGGED: Final = re.compile(rf"(r[0-9]+_[0-9a-f]{{8}}[0-9]+)_(?:{'|'.join(_KINDS)})")
_ASKED: Final = "article", "source", "author", "language", "day"
_PLACES: Final = "paragraph", "first", "end"
_LISTS: Final = "terms", "voices"
_TEXTS: Final = {
    "articles": ("number", "key", "source", "author", "language", "day"),
    "statements": ("number", "article", "voice", "passage"),
    "names": ("kind", "number", "length"),
}
_INVERTED: Final = "INVERTED"
_SORTED: Final = "STL_SORT"
_LINKS: Final = 16
_BUILT_WITH: Final = 200


class Kind(IntEnum):
    """What a row of the names' collection holds."""

    SETTINGS = 0
    NAME = 1
    SKELETON = 2
    SPELLINGS = 3
    SPEAKER = 4
    SPEAKER_NAME = 5
    SPEAKER_WORD = 6
    SPEAKER_STEM = 7
    VOICE = 8
    LAST_WORD = 9
    WORD = 10


class Collections(NamedTuple):
    """The names of a revision's collections.

    Attributes:
        passages: A row a passage: its vector, its words, its place, and what filters ask of its article.
        articles: Articles as they were read, in parts.
        statements: Statements, in parts.
        names: Names, speakers, words, and what there is to know of the revision; the alias leads here.
    """

    passages: str
    articles: str
    statements: str
    names: str


def collections_of(archive: str, tag: str) -> Collections:
    """Name the collections of a revision.

    Args:
        archive: What all names begin with.
        tag: What tells the revision from others.
    """
    return Collections(*(f"{archive}_{tag}_{kind}" for kind in _KINDS))


def tag_of(collection: str, archive: str) -> str | None:
    """Give the tag of the revision that a collection belongs to; None where it is none of the archive's."""
    found = _TAGGED.fullmatch(collection.removeprefix(f"{archive}_"))
    return found[1] if found and collection.startswith(f"{archive}_") else None


def schemas(dim: int, passages: int, *, indexed: bool, sparse: bool) -> Mapping[str, tuple[Any, Any]]:
    """Give the columns and indexes of each collection, by its field in `Collections`.

    Args:
        dim: Components of a vector.
        passages: How many there will be.
        indexed: Whether columns get indexes: on a server; a file looks through its rows all the same.
        sparse: Whether there are sparse vectors, and the indexes of columns that came with them.
    """
    kind = (_INVERTED if sparse else _SORTED) if indexed else None
    made = {name: _texts(columns, kind) for name, columns in _TEXTS.items()}
    return {"passages": _passages(dim, passages, kind, sparse=sparse), **made}


def _passages(dim: int, passages: int, kind: str | None, *, sparse: bool) -> tuple[Any, Any]:
    types = milvus().DataType
    schema, indexes = _begun("row")
    schema.add_field("vector", types.FLOAT_VECTOR, dim=dim)
    if passages <= FLAT_MOST:
        indexes.add_index("vector", index_name="vector", index_type="FLAT", metric_type="IP")
    else:
        graph = {"M": _LINKS, "efConstruction": _BUILT_WITH}
        indexes.add_index("vector", index_name="vector", index_type="HNSW", metric_type="IP", params=graph)
    if sparse:
        schema.add_field("words", types.SPARSE_FLOAT_VECTOR)
        indexes.add_index("words", index_name="words", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    for name in _LISTS:
        schema.add_field(name, types.ARRAY, element_type=types.INT64, max_capacity=MOST_WORDS)
    for name in (*_PLACES, *_ASKED):
        schema.add_field(name, types.INT64)
    for name in _ASKED if kind else ():
        indexes.add_index(name, index_name=name, index_type=kind)
    return schema, indexes


def _texts(columns: Sequence[str], kind: str | None) -> tuple[Any, Any]:
    types = milvus().DataType
    schema, indexes = _begun("part")
    # Milvus takes no collection without a vector.
    schema.add_field("nothing", types.FLOAT_VECTOR, dim=2)
    indexes.add_index("nothing", index_name="nothing", index_type="FLAT", metric_type="L2")
    schema.add_field("body", types.VARCHAR, max_length=4 * LONGEST)
    for name in ("of", "place", "parts"):
        schema.add_field(name, types.INT64)
    for name in columns:
        schema.add_field(name, types.INT64)
        if kind:
            indexes.add_index(name, index_name=name, index_type=kind)
    return schema, indexes


def _begun(key: str) -> tuple[Any, Any]:
    client = milvus().MilvusClient
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field(key, milvus().DataType.INT64, is_primary=True)
    return schema, client.prepare_index_params()
