"""Threads for the models, so that the event loop stays free, and a queue that ends before memory does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Overloaded(Exception):
    """More requests wait than the server takes on."""


class Workers:
    """A few threads, and a bounded number of calls that wait for them."""

    def __init__(self, threads: int, waiting: int) -> None:
        """Start with no thread; they come with the calls.

        Args:
            threads: Calls that run at the same time.
            waiting: Calls that may wait beyond those.
        """
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="onrecord")
        self._limit = threads + waiting
        self._taken = 0
        self._lock = threading.Lock()

    async def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a call in a thread.

        Args:
            call: What to run.
            args: Its arguments.
            kwargs: Its keyword arguments.

        Raises:
            Overloaded: Too many calls wait already.
        """
        with self._lock:
            if self._taken >= self._limit:
                raise Overloaded(f"{self._taken} requests are under way, as many as fit; try again soon")
            self._taken += 1
        # A client that leaves cancels the call if it still waits; one that runs counts until it ends.
        future = self._pool.submit(partial(call, *args, **kwargs))
        future.add_done_callback(self._done)
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Wait for what runs; drop what waits."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _done(self, _: Future[T]) -> None:
        with self._lock:
            self._taken -= 1
