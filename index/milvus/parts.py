"""Texts of any length in rows of 16,000 characters, found by their keys: what a Milvus does fastest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from ..errors import StoreError
from .conditions import Column, one_of
from .layout import LONGEST, MOST_PARTS, Kind
from .revision import Revision

K = TypeVar("K")
Numbering = Callable[[int], int]
"""Gives the key of a text's n-th row."""

_AT_ONCE: Final = 200
BODY: Final = "part", "of", "place", "parts", "body"


def text_key(text: str) -> int:
    """Number a text, 64 bits: what conditions ask for instead of the text."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def numbered(number: int) -> Numbering:
    """Give the keys of the rows of what has a number."""
    return lambda place: number * MOST_PARTS + place


def named(kind: Kind, name: str) -> Numbering:
    """Give the keys of the rows of what has a name among its kind; two names share one by a chance in 2^64."""
    return lambda place: text_key(f"{kind.value} {place} {name}")


def in_parts(numbering: Numbering, body: str, /, **columns: int) -> Iterator[dict[str, Any]]:
    """Cut a text into rows.

    Args:
        numbering: Gives their keys.
        body: The text.
        columns: What every row notes beside it.

    Raises:
        StoreError: It is too long by far.
    """
    parts = max(1, -(-len(body) // LONGEST))
    if parts > MOST_PARTS:
        raise StoreError(f"{len(body):,} characters are more than a Milvus is given in one piece")
    for place in range(parts):
        yield {
            "part": numbering(place),
            "of": numbering(0),
            "place": place,
            "parts": parts,
            "nothing": [0.0, 0.0],
            "body": body[place * LONGEST : (place + 1) * LONGEST],
            **columns,
        }


def whole(rows: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Put texts together again, by the keys of their first rows, ascending."""
    pieces: dict[int, list[str]] = {}
    for row in sorted(rows, key=lambda row: (int(row["of"]), int(row["place"]))):
        pieces.setdefault(int(row["of"]), []).append(row["body"])
    return {key: "".join(found) for key, found in pieces.items()}


def read_parts(
    revision: Revision, collection: str, wanted: Mapping[K, Numbering], *, there: bool = False
) -> dict[K, str]:
    """Read texts by their keys; what is not there is left out.

    Args:
        revision: Where they are.
        collection: A field of `Collections`.
        wanted: The numbering of each.
        there: Whether all of them must be there: servers that tell of fewer are asked again.
    """
    rows = _by_key(revision, collection, [numbering(0) for numbering in wanted.values()], there=there)
    parts = {int(row["of"]): int(row["parts"]) for row in rows}
    more = [numbering(place) for numbering in wanted.values() for place in range(1, parts.get(numbering(0), 1))]
    texts = whole([*rows, *_by_key(revision, collection, more, there=True)])
    return {key: texts[numbering(0)] for key, numbering in wanted.items() if numbering(0) in texts}


def _by_key(revision: Revision, collection: str, keys: Sequence[int], *, there: bool) -> list[dict[str, Any]]:
    rows = []
    for at in range(0, len(keys), _AT_ONCE):
        some = keys[at : at + _AT_ONCE]
        rows += revision.query(collection, one_of(Column.PART, some), BODY, least=len(some) if there else 0)
    return rows
