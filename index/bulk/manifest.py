"""What belongs to a folder of embedded articles: which files, of which model, and how much is in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..errors import StoreError
from ..storage.schema import sync
from .batches import SCHEMA, Maker

MANIFEST: Final = "manifest.json"
AGAIN: Final = "delete it and run the same onrecord embed again, which makes what is missing"
_DIGITS: Final = frozenset("0123456789abcdef")
_LENGTH: Final = 64


class Receipt(NamedTuple):
    """A file that was written.

    Attributes:
        key: The batch's, which names the file.
        sha256: Of the file.
        articles: How many are in it.
        passages: How many they have.
        statements: How many they have.
    """

    key: str
    sha256: str
    articles: int
    passages: int
    statements: int


def file_of(key: str) -> str:
    """Name the file of a batch."""
    return f"batch-{key}.parquet"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last thing that embedding writes.

    Attributes:
        maker: What the files were made with.
        batches: The files, in the order of the articles.
    """

    maker: Maker
    batches: Sequence[Receipt]

    @property
    def counts(self) -> dict[str, int]:
        """Articles, passages and statements of all files."""
        return {
            name: sum(getattr(one, name) for one in self.batches)
            for name in ("articles", "passages", "statements")
        }

    def write(self, folder: Path) -> None:
        """Write it in one piece.

        Raises:
            OSError: It cannot be written.
        """
        told = {
            "schema": SCHEMA,
            **self.maker._asdict(),
            **self.counts,
            "batches": [one._asdict() for one in self.batches],
        }
        draft = folder / f"{MANIFEST}.new"
        draft.write_text(json.dumps(told, indent=1), encoding="utf-8")
        sync(draft)
        draft.replace(folder / MANIFEST)


def load_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder.

    Raises:
        StoreError: There is none, it is damaged, or another version wrote it.
    """
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_bytes())
    except FileNotFoundError:
        reason = "onrecord embed writes it last; let it end, or run it again"
        raise StoreError(f"{folder}: no {MANIFEST} here: {reason}") from None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if isinstance(told, dict) and told.get("schema", SCHEMA) != SCHEMA:
        raise StoreError(
            f"{path}: schema {told['schema']!r}, this onrecord reads {SCHEMA}; embed again with this one"
        )
    try:
        maker = Maker(*(_text(told[name]) for name in Maker._fields))
        manifest = Manifest(maker, [_receipt(one) for one in told["batches"]])
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(path) from error
    if manifest.counts != {name: told.get(name) for name in manifest.counts}:
        raise _damaged(path)
    return manifest


def _receipt(told: dict[str, Any]) -> Receipt:
    one = Receipt(**told)
    if not all(len(text) == _LENGTH and _DIGITS.issuperset(text) for text in (one.key, one.sha256)):
        raise ValueError(one.key)
    if not all(isinstance(count, int) and count >= 0 for count in one[2:]):
        raise ValueError(one.key)
    return one


def _text(told: Any) -> str:
    if not isinstance(told, str):
        raise TypeError(told)
    return told


def _damaged(path: Path) -> StoreError:
    return StoreError(f"{path}: damaged; {AGAIN}")
