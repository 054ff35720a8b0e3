"""`--watch`: what changes on the disk is taken in as it comes."""

from __future__ import annotations

import signal
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Final

from .failures import explain
from .output import note, say

_QUIET_MS: Final = 1_600
"""Without a change for so long, what changed is taken in: a file that is being written is left to be finished."""
_LOOK_MS: Final = 1_000


def watched(
    places: Sequence[Path],
    ours: Sequence[Path],
    minutes: float | None,
    take: Callable[[Collection[Path] | None], object],
) -> None:
    """Take in all there is, then what changes, until Ctrl-C; what fails is said, and watching goes on.

    Args:
        places: Files and folders whose changes count.
        ours: What onrecord writes itself; its changes do not.
        minutes: After how many everything is taken in again, for what is not on the disk; None for never.
        take: Takes in what changed, by absolute paths; None stands for all.

    Raises:
        OnrecordError: The package that watches is missing, or a place is.
    """
    from onrecord.index import OnrecordError

    try:
        from watchfiles import watch
    except ImportError:
        raise OnrecordError("--watch needs the package watchfiles; install onrecord's extra `watch`") from None
    for place in places:
        if not place.exists():
            raise OnrecordError(f"{place}: no such file or folder; nothing can be watched there")
    own = [path.resolve() for path in ours]
    ended = Event()
    changed = watch(
        *places,
        watch_filter=lambda _, path: _counts(Path(path), own),
        debounce=_QUIET_MS,
        rust_timeout=_LOOK_MS,
        yield_on_timeout=True,
        stop_event=ended,
    )
    with _ending(ended):
        if places:
            next(changed)  # from here on nothing is missed: what comes while all is taken in waits
        _try(take, None)
        note("watching; Ctrl-C ends it")
        looked = monotonic()
        while not ended.is_set():
            if not places:
                ended.wait(_LOOK_MS / 1000)
            elif changes := next(changed, None):
                _try(take, {Path(path) for _, path in changes})
            if minutes is not None and monotonic() - looked >= minutes * 60:
                _try(take, None)
                looked = monotonic()
    note("watching has ended; what came is in")


@contextmanager
def _ending(ended: Event) -> Iterator[None]:
    """Leave a block on Ctrl-C, though whatever runs then keeps the exception to itself."""

    def end(*_: object) -> None:
        ended.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, end)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, before)


def _counts(path: Path, own: Sequence[Path]) -> bool:
    """Tell whether a change is of a file that may hold articles."""
    return not path.name.startswith(".") and not any(path == one or one in path.parents for one in own)


def _try(take: Callable[[Collection[Path] | None], object], changed: Collection[Path] | None) -> None:
    try:
        take(changed)
    except Exception as error:  # noqa: BLE001 - the next change may go well
        say(f"onrecord: {explain(error)}")
