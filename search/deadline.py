"""A time by which a question is to be answered: when it is up nothing more is read, and what was found is given.

It counts for what is asked `within` it, in the same thread; nobody else pays for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

from onrecord.index import Hit

_ends: ContextVar[_Time | None] = ContextVar("onrecord_deadline", default=None)


class TimeUp(Exception):
    """There is no time left to read anything."""


class _Time:
    """When it is up, and what was found until then."""

    __slots__ = ("ends", "hits", "seconds")

    def __init__(self, ends: float, seconds: float) -> None:
        self.ends, self.seconds = ends, seconds
        self.hits: tuple[Hit, ...] = ()


@contextmanager
def within(seconds: float, since: float | None = None) -> Iterator[None]:
    """Bound the time of what is asked inside.

    Args:
        seconds: How long it may take.
        since: When that began, by `time.perf_counter`; now where it is None.
    """
    token = _ends.set(_Time((perf_counter() if since is None else since) + seconds, seconds))
    try:
        yield
    finally:
        _ends.reset(token)


def is_up() -> bool:
    """Tell whether no time is left."""
    return (time := _ends.get()) is not None and perf_counter() >= time.ends


def check() -> None:
    """Go on only while there is time.

    Raises:
        TimeUp: There is none.
    """
    if is_up():
        raise TimeUp


def found(hits: Sequence[Hit]) -> None:
    """Note what a question's search found."""
    if (time := _ends.get()) is not None:
        time.hits = tuple(hits)


def found_until_then() -> tuple[tuple[Hit, ...], float]:
    """Give what was found before the time was up, and how long it was."""
    time = _ends.get()
    return ((), 0.0) if time is None else (time.hits, time.seconds)
