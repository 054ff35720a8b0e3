"""A key as its holder has it, and what is kept of it."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, get_args

Scope = Literal["read", "write", "metrics", "admin"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)

_BYTES: Final = 32
_KEY: Final = re.compile(r"onrecord_([0-9a-f]{8})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Key:
    """What is kept of a key.

    Attributes:
        id: Eight hexadecimal digits, which stand in the key too; no secret.
        name: Whose it is, or what it is for.
        scopes: What it allows; "admin" allows all.
        sha256: Of the key, hexadecimal. The key is 256 random bits, so that nothing slower protects it better.
        created: ISO 8601, UTC.
        expires: The same; None for never.
        revoked: When it was revoked; None where it was not.
    """

    id: str
    name: str
    scopes: tuple[Scope, ...]
    sha256: str
    created: str
    expires: str | None = None
    revoked: str | None = None

    def state(self, now: datetime | None = None) -> Literal["valid", "expired", "revoked"]:
        """Tell whether it opens anything at a moment; by default, now."""
        if self.revoked is not None:
            return "revoked"
        if self.expires is not None and datetime.fromisoformat(self.expires) <= (now or datetime.now(UTC)):
            return "expired"
        return "valid"


def new_key(name: str, scopes: Iterable[Scope], days: int | None) -> tuple[str, Key]:
    """Make a key.

    Args:
        name: Whose it is.
        scopes: What it allows.
        days: How long it is valid; None for ever.

    Returns:
        The key, which is shown once, and what is kept of it.
    """
    id_ = secrets.token_hex(4)
    text = f"onrecord_{id_}_{secrets.token_urlsafe(_BYTES)}"
    now = datetime.now(UTC)
    expires = None if days is None else (now + timedelta(days=days)).isoformat(timespec="seconds")
    return text, Key(id_, name, tuple(scopes), hash_of(text), now.isoformat(timespec="seconds"), expires)


def id_in(text: str) -> str | None:
    """Read a key's id from what a client sent, or None where that has not the form of a key."""
    found = _KEY.fullmatch(text)
    return found[1] if found else None


def hash_of(text: str) -> str:
    """Give the SHA-256 of a key."""
    return hashlib.sha256(text.encode()).hexdigest()


def allows(key: Key, scope: Scope) -> bool:
    """Tell whether a key allows something."""
    return scope in key.scopes or "admin" in key.scopes
