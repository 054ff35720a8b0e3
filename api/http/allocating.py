"""How the C library hands out memory to the threads of a server that runs for months."""

from __future__ import annotations

import ctypes
import os
import platform
from collections.abc import Mapping
from typing import Final

_ARENA_MAX: Final = -8
"""`M_ARENA_MAX` of glibc's malloc.h."""
_FEWEST: Final = 2
_SET_BY_USER: Final = ("MALLOC_ARENA_MAX", "GLIBC_TUNABLES")


def bound_arenas(environment: Mapping[str, str] = os.environ) -> int | None:
    """Have glibc's malloc keep no more arenas than there are processors.

    By itself it gives every thread an arena of its own, up to eight a processor, and what is free in one serves no
    other: a server with few questions at a time, each on another thread, comes to hold several times what it uses.
    It counts only before the threads are started.

    Args:
        environment: A user who chose a number of arenas there keeps it.

    Returns:
        How many there may be; None where it was left as it is: another C library, a user's choice.
    """
    if platform.libc_ver()[0] != "glibc" or any(name in environment for name in _SET_BY_USER):
        return None
    most = max(_FEWEST, os.cpu_count() or 1)
    return most if ctypes.CDLL(None).mallopt(_ARENA_MAX, most) else None
