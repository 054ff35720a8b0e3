"""The collections that a revision consists of, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum
from typing import Any, Final, NamedTuple

from .server import milvus

SCHEMA: Final = 1
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


def schemas(dim: int, passages: int) -> Mapping[str, tuple[Any, Any]]:
    """Give the columns and indexes of each collection, by its field in `Collections`.

    Args:
        dim: Components of a vector.
        passages: How many there will be.
    """
    pymilvus = milvus()
    types = pymilvus.DataType

    def schema(key: str) -> Any:
        made = pymilvus.MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        made.add_field(key, types.INT64, is_primary=True)
        return made

    found = schema("row")
    found.add_field("vector", types.FLOAT_VECTOR, dim=dim)
    found.add_field("words", types.SPARSE_FLOAT_VECTOR)
    found.add_field("terms", types.ARRAY, element_type=types.INT64, max_capacity=MOST_WORDS)
    found.add_field("voices", types.ARRAY, element_type=types.INT64, max_capacity=MOST_WORDS)
    found.add_field("article", types.INT64)
    for name in ("source", "author", "language", "day", "paragraph", "first", "end"):
        found.add_field(name, types.INT32)
    indexes = pymilvus.MilvusClient.prepare_index_params()
    if passages <= FLAT_MOST:
        indexes.add_index("vector", index_type="FLAT", metric_type="IP")
    else:
        graph = {"M": _LINKS, "efConstruction": _BUILT_WITH}
        indexes.add_index("vector", index_type="HNSW", metric_type="IP", params=graph)
    indexes.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    made = {"passages": (found, indexes)}
    columns: Mapping[str, Mapping[str, Any]] = {
        "articles": {
            "number": types.INT64, "key": types.INT64, "source": types.INT32, "author": types.INT32,
            "language": types.INT32, "day": types.INT32,
        },
        "statements": {
            "number": types.INT64, "article": types.INT64, "voice": types.INT64, "passage": types.INT64,
        },
        "names": {"kind": types.INT32, "key": types.INT64, "number": types.INT64, "length": types.INT32},
    }  # fmt: skip
    for collection, fields in columns.items():
        found = schema("part")
        # Milvus takes no collection without a vector.
        found.add_field("nothing", types.FLOAT_VECTOR, dim=2)
        for name, type_ in fields.items():
            found.add_field(name, type_)
        found.add_field("body", types.VARCHAR, max_length=4 * LONGEST)
        indexes = pymilvus.MilvusClient.prepare_index_params()
        indexes.add_index("nothing", index_type="FLAT", metric_type="L2")
        made[collection] = found, indexes
    return made
