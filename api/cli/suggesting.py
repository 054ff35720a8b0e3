"""What somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """Give the known word that is spelt most nearly like what was typed; None where none is near."""
    found = get_close_matches(typed.lower(), list(known), 1, 0.6)
    return found[0] if found else None
