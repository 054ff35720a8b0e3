"""Answers given before: the same question of the same revision is not worked on again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

from pydantic import BaseModel

MOST: Final = 1024
"""Answers that are kept: some ten kilobytes each."""

T = TypeVar("T")


class Remembered:
    """The last answers; used by the event loop alone."""

    def __init__(self, revision: Callable[[], int], noted: Callable[[bool], None], most: int = MOST) -> None:
        """Begin with none.

        Args:
            revision: Tells what is served.
            noted: Told of each question whether its answer was known.
            most: How many are kept.
        """
        self._revision, self._noted, self._most = revision, noted, most
        self._kept: OrderedDict[object, object] = OrderedDict()

    async def answer(self, wanted: BaseModel, work: Callable[[], Awaitable[T]]) -> T:
        """Give an answer that is known, or work it out.

        Args:
            wanted: The question with its filters, of a kind that tells what is done with it.
            work: Works it out; nothing is kept if that fails.
        """
        # "Last week" is another week next Monday.
        today = datetime.now(UTC).astimezone().date()
        key = type(wanted), wanted.model_dump_json(), self._revision(), today
        known = key in self._kept
        self._noted(known)
        if not known:
            made = await work()
            self._kept[key] = made
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return made
        self._kept.move_to_end(key)
        return self._kept[key]  # type: ignore[return-value]
