"""What a model read before: a text that is read with the same question again is not read again.

A revision that is published leaves nearly all passages as they are, a page and a program ask the same question,
and who wants more hits asks it again. What was read of a pair depends on nothing but the pair.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
Pair = tuple[str, str]


class Readings(Generic[T]):
    """The last readings of one model; safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Begin with none, and keep so many."""
        self._most = most
        self._kept: OrderedDict[Pair, T] = OrderedDict()
        self._lock = Lock()

    def of(self, pairs: Sequence[Pair], read: Callable[[list[Pair]], Iterable[T]]) -> list[T]:
        """Give the readings of pairs.

        Args:
            pairs: Questions, each with a text.
            read: Reads those that are not known, each once, and gives what it read in their order.
        """
        with self._lock:
            held = {pair: self._kept[pair] for pair in pairs if pair in self._kept}
            for pair in held:
                self._kept.move_to_end(pair)
        if new := [pair for pair in dict.fromkeys(pairs) if pair not in held]:
            made = dict(zip(new, read(new), strict=True))
            with self._lock:
                self._kept |= made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            held |= made
        return [held[pair] for pair in pairs]
