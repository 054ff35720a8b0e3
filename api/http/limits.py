"""How many requests somebody may make in a while."""

from __future__ import annotations

import math
import time

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from onrecord.index import OnrecordError


class Rate:
    """Counts requests by their sender, in memory."""

    def __init__(self, said: str) -> None:
        """Begin to count.

        Args:
            said: How many: "600/minute", "10 per second".

        Raises:
            OnrecordError: It cannot be read.
        """
        try:
            self._item = parse(said)
        except ValueError:
            raise OnrecordError(f"--rate {said!r}: say it like 600/minute or 20/second") from None
        self.said = said
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def wait(self, sender: str) -> int:
        """Count a request.

        Args:
            sender: Whose it is.

        Returns:
            0 where it is one of those allowed, else the seconds until there may be another.
        """
        if self._limiter.hit(self._item, sender):
            return 0
        reset = self._limiter.get_window_stats(self._item, sender).reset_time
        return max(1, math.ceil(reset - time.time()))
