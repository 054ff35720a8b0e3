"""The file of keys: read anew when it changes, written whole or not at all."""

from __future__ import annotations

import hmac
import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from onrecord.index import OnrecordError

from ..private import write_private
from .key import SCOPES, Key, Scope, hash_of, id_in, new_key

FORMAT: Final = 1
_NOBODY: Final = hash_of("nobody's key")


def keys_beside(index: Path) -> Path:
    """Name the file of an index's keys: beside the folder, so that no snapshot of the index carries them."""
    index = index.resolve()
    return index.with_name(f"{index.name}.keys.json")


class Keyring:
    """The keys in a file."""

    def __init__(self, path: Path) -> None:
        """Name the file, which need not exist yet."""
        self.path = path
        self._lock = threading.Lock()
        self._read: tuple[object, tuple[Key, ...]] | None = None

    def exists(self) -> bool:
        """Tell whether there is such a file."""
        return self.path.exists()

    def every(self) -> tuple[Key, ...]:
        """Give all keys, oldest first; none where there is no file.

        Raises:
            OnrecordError: The file cannot be read, or is no file of keys.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise OnrecordError(f"{self.path}: {error.strerror}") from error
        stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
        with self._lock:
            if self._read is None or self._read[0] != stamp:
                self._read = (stamp, _parsed(self.path))
            return self._read[1]

    def holder(self, text: str) -> Key | None:
        """Find the valid key that a client sent.

        Raises:
            OnrecordError: As `every`.
        """
        id_ = id_in(text)
        known = next((key for key in self.every() if key.id == id_), None)
        # An unknown id takes the time of a known one.
        same = hmac.compare_digest(hash_of(text), _NOBODY if known is None else known.sha256)
        return known if known is not None and same and known.state() == "valid" else None

    def add(self, name: str, scopes: Iterable[Scope], days: int | None = None) -> tuple[str, Key]:
        """Make a key and keep its hash.

        Args:
            name: Whose it is.
            scopes: What it allows.
            days: How long it is valid; None for ever.

        Returns:
            The key, which nobody can read again, and what is kept of it.

        Raises:
            OnrecordError: The file cannot be read or written.
        """
        text, key = new_key(name, scopes, days)
        self._change(lambda keys: (*keys, key))
        return text, key

    def revoke(self, id_: str) -> Key:
        """Let a key open nothing from now on.

        Raises:
            OnrecordError: There is no such key, or the file cannot be read or written.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")

        def revoked(keys: tuple[Key, ...]) -> tuple[Key, ...]:
            self._found(keys, id_)
            return tuple(
                replace(key, revoked=now) if key.id == id_ and key.revoked is None else key for key in keys
            )

        return next(key for key in self._change(revoked) if key.id == id_)

    def rotate(self, id_: str, days: int | None = None, overlap: int = 0) -> tuple[str, Key]:
        """Make a key that takes another's place: of the same name and scopes.

        Args:
            id_: The other's.
            days: How long it is valid; None for as long as the other was made for.
            overlap: Days for which the other goes on being valid, if it is; none revokes it now.

        Returns:
            As `add`.

        Raises:
            OnrecordError: There is no such key, it opens nothing any more, or the file cannot be read or written.
        """
        old = self._found(self.every(), id_)
        if old.state() != "valid":
            raise OnrecordError(f"{self.path}: key {id_} is {old.state()}; add another: onrecord keys add")
        if days is None and old.expires is not None:
            days = (datetime.fromisoformat(old.expires) - datetime.fromisoformat(old.created)).days
        text, key = new_key(old.name, old.scopes, days)
        now = datetime.now(UTC)
        end = (now + timedelta(days=overlap)).isoformat(timespec="seconds")
        leaving = replace(old, expires=min(end, old.expires or end)) if overlap else replace(old, revoked=end)
        self._change(lambda keys: (*(leaving if one.id == id_ else one for one in keys), key))
        return text, key

    def _found(self, keys: tuple[Key, ...], id_: str) -> Key:
        for key in keys:
            if key.id == id_:
                return key
        raise OnrecordError(f"{self.path}: no key {id_}; see onrecord keys list")

    def _change(self, change: Callable[[tuple[Key, ...]], tuple[Key, ...]]) -> tuple[Key, ...]:
        from filelock import FileLock, Timeout

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", mode=0o600, timeout=5):
                keys = change(self.every())
                stored = {"format": FORMAT, "keys": [asdict(key) for key in keys]}
                write_private(self.path, json.dumps(stored, indent=1))
        except Timeout:
            raise OnrecordError(f"{self.path}: another process is changing it; try again") from None
        except OSError as error:
            raise OnrecordError(f"{self.path}: {error.strerror}") from error
        return keys


def _parsed(path: Path) -> tuple[Key, ...]:
    try:
        stored = json.loads(path.read_bytes())
        if stored["format"] != FORMAT:
            raise OnrecordError(f"{path}: keys of another version of onrecord; use that version, or make new ones")
        return tuple(_key(one) for one in stored["keys"])
    except OSError as error:
        raise OnrecordError(f"{path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise OnrecordError(f"{path}: is no file of keys; move it away and make new keys") from error


def _key(stored: dict[str, Any]) -> Key:
    key = Key(**{**stored, "scopes": tuple(stored["scopes"])})
    key.state()
    texts = (key.id, key.name, key.sha256, key.created)
    if not all(isinstance(text, str) for text in texts) or not set(key.scopes) <= set(SCOPES):
        raise ValueError(key.id)
    return key
