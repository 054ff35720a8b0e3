"""What Ctrl-C does to a command whose threads cannot be left alone."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

_INTERRUPTED: Final = 130


@contextmanager
def leaving_at_once(last: Callable[[], object] = lambda: None) -> Iterator[None]:
    """End the process on SIGINT, with exit code 130, instead of raising `KeyboardInterrupt`.

    That exception strikes between any two steps. Where it breaks into the import of a module, other threads that
    import wait for ever for a lock that is never given back; where it breaks into the start or end of a thread,
    what the thread works on is closed under it. An end of the process loses nothing: what is kept is committed,
    and caches are made beside the old ones.

    Args:
        last: Called before that; what goes wrong in it is passed over.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def leave(*_: object) -> None:
        with suppress(Exception):
            last()
        os._exit(_INTERRUPTED)

    before = signal.signal(signal.SIGINT, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
