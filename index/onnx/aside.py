"""Something that is opened in a thread of its own, when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class OpenedAside(Generic[T]):
    """Opens it once; safe to share between threads."""

    def __init__(self, name: str, open_it: Callable[[], T]) -> None:
        """Take what the thread is called, and what opens it."""
        self._name, self._open = name, open_it
        self._lock = Lock()
        self._opening: Future[T] | None = None

    @property
    def began(self) -> bool:
        """Whether it was opened, or is about to be."""
        return self._opening is not None

    def prepare(self) -> Future[T]:
        """Begin to open it, unless that was done before."""
        with self._lock:
            if self._opening is None:
                aside = ThreadPoolExecutor(1, thread_name_prefix=self._name)
                self._opening = aside.submit(self._open)
                aside.shutdown(wait=False)
            return self._opening

    def get(self) -> T:
        """Give it, opened; what goes wrong then is raised here, every time."""
        return self.prepare().result()
