"""The engine that is served, and how it gives way to a newer one without a request being dropped."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar

from onrecord.index import KeepsLog, OnrecordError
from onrecord.search import Engine

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger("onrecord")
SECONDS: Final = 1.0
"""How often the index is looked at."""


@dataclass(slots=True)
class _Open:
    """An engine and the number of requests that use it."""

    engine: Engine
    users: int = 0
    retired: bool = False


def _shorten_log(engine: Engine) -> None:
    """Keep a store's log from growing with every revision."""
    if isinstance(engine.index, KeepsLog):
        engine.index.shorten_log()


class Served:
    """The engine over the newest generation; an older one is closed when its last request has ended."""

    def __init__(self, engine: Engine) -> None:
        """Begin with an engine, which is closed in the end."""
        self._open = _Open(engine)
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._watcher: threading.Thread | None = None
        self._trouble: str | None = None

    @property
    def revision(self) -> int:
        """The revision that is served."""
        return self._open.engine.index.revision

    @property
    def publication(self) -> str:
        """Names what is served, whatever its revision's number."""
        return self._open.engine.index.publication

    def use(self, call: Callable[Concatenate[Engine, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call something with the engine, which stays open meanwhile.

        Args:
            call: What to call.
            args: Its arguments after the engine.
            kwargs: Its keyword arguments.
        """
        with self.held() as engine:
            return call(engine, *args, **kwargs)

    @contextmanager
    def held(self) -> Iterator[Engine]:
        """Keep the engine open for what takes long: a stream goes on over the revision it began with."""
        with self._lock:
            current = self._open
            current.users += 1
        try:
            yield current.engine
        finally:
            self._release(current)

    def _release(self, used: _Open) -> None:
        with self._lock:
            used.users -= 1
            last = used.retired and not used.users
        if last:
            used.engine.close()

    def replace(self, engine: Engine | None) -> None:
        """Serve another engine from now on; None only retires the one that is served."""
        with self._lock:
            old = self._open
            if engine is not None:
                self._open = _Open(engine)
            old.retired = True
            idle = not old.users
        if idle:
            old.engine.close()

    def watch(self, seconds: float = SECONDS) -> None:
        """Begin to look for new generations, in a thread."""
        self._watcher = threading.Thread(target=self._watch, args=(seconds,), name="onrecord-watch", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """Stop looking, and let go of the engine when its last request has ended."""
        self._ended.set()
        if self._watcher is not None:
            self._watcher.join()
        self.replace(None)

    @property
    def articles(self) -> int:
        """How many articles are served."""
        return self._open.engine.index.n_articles

    @property
    def trouble(self) -> str | None:
        """Why new revisions are not seen at the moment, in a line; None while they are."""
        return self._trouble

    def _watch(self, seconds: float) -> None:
        # The index that is open is named anew at every look: held here, the first one would stay for good.
        seen, place = self._open.engine.index.generation, self._open.engine.index.place
        while not self._ended.wait(seconds):
            try:
                if self._open.engine.index.newest() != seen:
                    seen = self._renew()
                    _log.info("revision %d is served, %s articles", self.revision, f"{self.articles:,}")
                else:
                    self.use(_shorten_log)
            except Exception as error:  # noqa: BLE001  (whatever it is, the thread looks again)
                self._tell(error, place)
            else:
                if self._trouble is not None:
                    _log.info("new revisions are seen again")
                self._trouble = None

    def _renew(self) -> Hashable:
        """Serve the newest generation from now on."""
        engine = self._open.engine.refreshed()
        try:
            # What its first question would wait for is loaded now.
            engine.search("warm", 1, fast=True)
        except BaseException:
            engine.close()
            raise
        self.replace(engine)
        return engine.index.generation

    def _tell(self, error: Exception, place: str) -> None:
        """Note what went wrong, and log it when it is news."""
        ours = str(error) if isinstance(error, OnrecordError) else f"{type(error).__name__}: {error}"
        # Where the index lies is nothing to clients.
        trouble = " ".join(ours.replace(place, Path(place).name).split())
        if trouble != self._trouble:
            _log.warning("revision %d is served on, and new ones are not seen: %s", self.revision, ours)
        self._trouble = trouble
