"""Texts of any length in rows that hold 16,000 characters each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..errors import StoreError
from .layout import LONGEST, MOST_PARTS


def text_key(text: str) -> int:
    """Number a text, 64 bits: what conditions ask for instead of the text."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def in_parts(number: int, body: str, /, **columns: int) -> Iterator[dict[str, Any]]:
    """Cut a text into rows.

    Args:
        number: What they have in common.
        body: The text.
        columns: What every row notes beside it.

    Raises:
        StoreError: It is too long by far.
    """
    if len(body) > MOST_PARTS * LONGEST:
        raise StoreError(f"row {number}: {len(body):,} characters are more than a Milvus is given in one piece")
    for part, at in enumerate(range(0, max(len(body), 1), LONGEST)):
        yield {
            "part": number * MOST_PARTS + part,
            "nothing": [0.0, 0.0],
            "body": body[at : at + LONGEST],
            **columns,
        }


def whole(rows: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Put texts together again, by the numbers of their rows, ascending."""
    pieces: dict[int, list[str]] = {}
    for row in sorted(rows, key=lambda row: int(row["part"])):
        pieces.setdefault(int(row["part"]) // MOST_PARTS, []).append(row["body"])
    return {number: "".join(found) for number, found in pieces.items()}
