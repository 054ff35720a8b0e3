"""Answers given before: the same question of what is published is not worked on again."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Final, TypeVar

from pydantic import BaseModel

MOST: Final = 1024
"""Answers that are kept."""
CHARACTERS: Final = 8_000_000
"""Of all of them together, as JSON; in memory they take some five times as much."""

T = TypeVar("T")


def today() -> date:
    """Give the day that "yesterday" is told from, where the server is."""
    return datetime.now(UTC).astimezone().date()


class Remembered:
    """The last answers; used by the event loop alone."""

    def __init__(
        self,
        publication: Callable[[], str],
        noted: Callable[[bool], None],
        most: int = MOST,
        room: int = CHARACTERS,
    ) -> None:
        """Begin with none.

        Args:
            publication: Names what is served; no revision, whose numbers a restored index gives out again.
            noted: Told of each question whether its answer was known.
            most: How many are kept.
            room: Characters of all together, as JSON.
        """
        self._publication, self._noted, self._most, self._room = publication, noted, most, room
        self._kept: OrderedDict[object, tuple[object, int]] = OrderedDict()
        self._characters = 0
        self._of: tuple[str, date] | None = None

    async def answer(
        self, wanted: BaseModel, work: Callable[[], Awaitable[T]], whole: Callable[[T], bool] = lambda _: True
    ) -> T:
        """Give an answer that is known, or work it out.

        Args:
            wanted: The question with its filters, of a kind that tells what is done with it.
            work: Works it out; nothing is kept if that fails.
            whole: Tells whether an answer may be kept.
        """
        # "Last week" is another week next Monday; and of what was published before nothing is asked again.
        now = self._now()
        if now != self._of:
            self._kept.clear()
            self._of, self._characters = now, 0
        key = type(wanted), wanted.model_dump_json(), now
        known = key in self._kept
        self._noted(known)
        if known:
            self._kept.move_to_end(key)
            return self._kept[key][0]  # type: ignore[return-value]
        made = await work()
        # Meanwhile it may have been made by another, or of what was published since.
        if whole(made) and now == self._of == self._now() and key not in self._kept:
            self._keep(key, made, len(json.dumps(made, default=str)))
        return made

    def _now(self) -> tuple[str, date]:
        return self._publication(), today()

    def _keep(self, key: object, made: object, characters: int) -> None:
        self._kept[key] = made, characters
        self._characters += characters
        while len(self._kept) > self._most or self._characters > self._room:
            _, (_, fewer) = self._kept.popitem(last=False)
            self._characters -= fewer
