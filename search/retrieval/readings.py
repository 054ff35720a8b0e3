"""What a model read before: a text that is read again, with the same question or by itself, is not read again.

A revision that is published leaves nearly all passages as they are, a page and a program ask the same question,
and who wants more hits asks it again. What was read of a text depends on nothing but the text.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Readings(Generic[K, T]):
    """The last readings of one model; safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Begin with none, and keep so many."""
        self._most = most
        self._kept: OrderedDict[K, T] = OrderedDict()
        self._lock = Lock()

    def of(self, keys: Sequence[K], read: Callable[[list[K]], Iterable[T]]) -> list[T]:
        """Give readings.

        Args:
            keys: What of: a text, or a question with a text.
            read: Reads those that are not known, each once, and gives what it read in their order.
        """
        with self._lock:
            held = {key: self._kept[key] for key in keys if key in self._kept}
            for key in held:
                self._kept.move_to_end(key)
        if new := [key for key in dict.fromkeys(keys) if key not in held]:
            made = dict(zip(new, read(new), strict=True))
            with self._lock:
                self._kept |= made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            held |= made
        return [held[key] for key in keys]
