"""Threads for the models, so that the event loop stays free, and a queue that ends before memory does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from time import perf_counter
from typing import Final, ParamSpec, TypeVar

from onrecord.search import TimeUp, timed, within

SECONDS: Final = 30.0
"""How long a request may take."""
LATER: Final = 5.0
"""Seconds that a question has beyond that to give what it found."""

P = ParamSpec("P")
T = TypeVar("T")


class Overloaded(Exception):
    """More requests wait than the server takes on."""


class TooSlow(Overloaded):
    """A call took longer than a client is kept waiting."""


class Workers:
    """A few threads, and a bounded number of calls that wait for them."""

    def __init__(
        self,
        threads: int,
        waiting: int,
        seconds: float = SECONDS,
        noted: Callable[[Mapping[str, float]], None] | None = None,
        later: float = LATER,
    ) -> None:
        """Start with no thread; they come with the calls.

        Args:
            threads: Calls that run at the same time.
            waiting: Calls that may wait beyond those.
            seconds: How long a call may take, waiting included; it ends by itself then (`search/deadline.py`).
            noted: Told of each call that began how long it waited ("queue") and what its stages took, in seconds.
            later: Seconds after which a call that has not ended by then is given up.
        """
        self._seconds, self._later = seconds, later
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="onrecord")
        self.limit = threads + waiting
        self.noted = noted
        self._taken = self._running = 0
        self._lock = threading.Lock()

    @property
    def taken(self) -> int:
        """How many calls run or wait."""
        return self._taken

    @property
    def waiting(self) -> int:
        """How many calls wait for a thread."""
        return max(0, self._taken - self._running)

    @property
    def full(self) -> bool:
        """Whether another call would be refused."""
        return self._taken >= self.limit

    async def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call in a thread.

        Args:
            call: What to run.
            args: Its arguments.
            kwargs: Its keyword arguments.

        Raises:
            Overloaded: Too many calls wait already.
            TooSlow: It took too long; one that runs counts until it ends.
        """
        with self._lock:
            if self._taken >= self.limit:
                raise Overloaded(f"{self._taken} requests are under way, as many as fit; try again soon")
            self._taken += 1
        # A client that leaves cancels the call if it still waits; one that runs counts until it ends.
        future = self._pool.submit(self._begun, perf_counter(), partial(call, *args, **kwargs))
        future.add_done_callback(self._done)
        try:
            async with asyncio.timeout(self._seconds + self._later):
                return await asyncio.wrap_future(future)
        except (TimeoutError, TimeUp):
            raise TooSlow(f"this took longer than {self._seconds:g} s and was given up; try again") from None

    def _begun(self, since: float, call: Callable[[], T]) -> T:
        with self._lock:
            self._running += 1
        with timed() as stages, within(self._seconds, since):
            stages.add("queue", perf_counter() - since)
            try:
                return call()
            finally:
                with self._lock:
                    self._running -= 1
                if self.noted is not None:
                    self.noted(stages.seconds)

    def close(self) -> None:
        """Wait for what runs; drop what waits."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _done(self, _: Future[T]) -> None:
        with self._lock:
            self._taken -= 1
