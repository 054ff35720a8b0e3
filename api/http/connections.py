"""Open connections: no more than there are descriptors for, and none for ever that sends or takes nothing.

uvicorn ends connections that are quiet between two requests; it bounds neither how many are open nor how long the
headers of a request may take, and a connection costs a descriptor whether anybody may ask over it or not.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
from pathlib import Path
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS: Final = 10.0
"""How long the headers of a request may take, from the connection or the answer before on."""
TAKING_SECONDS: Final = 30.0
"""How long nothing at all of an answer may be taken."""
_MOST: Final = 1000
_FEWEST: Final = 8
_AT_ONCE: Final = 16
"""Connections that asyncio accepts before it looks at what those it has are doing."""
_BACKLOG: Final = 128
_QUIET_SECONDS: Final = 60.0
"""Between two lines of the log that say the same."""

_log = logging.getLogger("onrecord")


def most_connections() -> int:
    """Tell how many fit: half of the descriptors that are free, so that an index can be opened beside them."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return _MOST
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if limit == resource.RLIM_INFINITY:
        return _MOST
    try:
        held = sum(1 for _ in Path("/dev/fd").iterdir())
    except OSError:
        held = 0
    return max(_FEWEST, min(_MOST, (limit - held) // 2))


class Connections:
    """Those that are open; used by the event loop alone."""

    def __init__(self, most: int, seconds: float = SECONDS, taking_seconds: float = TAKING_SECONDS) -> None:
        """Begin with none.

        Args:
            most: How many may be open.
            seconds: How long the headers of a request may take.
            taking_seconds: How long nothing of an answer may be taken.
        """
        self.most, self.seconds, self.taking_seconds = most, seconds, taking_seconds
        self._open: set[Connection] = set()
        # Those that wait for their clients, and since when: who waits longest stands first.
        self._waiting: dict[Connection, float] = {}
        self._said: dict[str, float] = {}

    def opened(self, one: Connection) -> None:
        """Take one in; where there are too many, the one whose client has let it wait longest goes."""
        self._open.add(one)
        self.waits(one)
        if len(self._open) > self.most:
            self.say("%d connections are open, as many as fit: those that wait longest are closed", self.most)
            self.end(next(iter(self._waiting)))

    def waits(self, one: Connection) -> None:
        """Note that one waits for its client, from now on if it did not already."""
        self._waiting.setdefault(one, one.loop.time())

    def works(self, one: Connection) -> None:
        """Note that one does not wait for its client."""
        self._waiting.pop(one, None)

    def ended(self, one: Connection) -> None:
        """Forget one."""
        self._open.discard(one)
        self.works(one)

    def end(self, one: Connection) -> None:
        """Close one at once, whatever its client would still send or take."""
        self.ended(one)
        one.transport.abort()

    async def look(self) -> None:
        """End those that have waited for a request for too long; bodies have a limit of their own (`guards`)."""
        now = asyncio.get_running_loop().time()
        for one, since in list(self._waiting.items()):
            if now - since > self.seconds and not one.is_asked:
                self.end(one)

    def say(self, message: str, *args: object) -> None:
        """Log something that may go on for long, once a minute."""
        now = asyncio.get_running_loop().time()
        if now - self._said.get(message, -_QUIET_SECONDS) >= _QUIET_SECONDS:
            self._said[message] = now
            _log.warning(message, *args)


class Connection(H11Protocol):
    """One of them; `Server` names whose."""

    among: Connections

    @property
    def is_asked(self) -> bool:
        """Whether there is a request that was not answered to its end."""
        return self.cycle is not None and not self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin."""
        super().connection_made(transport)
        self._stalled: asyncio.TimerHandle | None = None
        self.among.opened(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._goes_on()
        self.among.ended(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on."""
        super().data_received(data)
        if self.is_asked and not self.cycle.more_body:
            self.among.works(self)

    def on_response_complete(self) -> None:
        """Wait for the next request, unless it came already."""
        self.among.works(self)
        super().on_response_complete()
        if not self.transport.is_closing() and (not self.is_asked or self.cycle.more_body):
            self.among.waits(self)

    def pause_writing(self) -> None:
        """Wait for the client to take something."""
        super().pause_writing()
        self._stalled = self.loop.call_later(self.among.taking_seconds, self.among.end, self)

    def resume_writing(self) -> None:
        """Go on, for it did."""
        super().resume_writing()
        self._goes_on()

    def _goes_on(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None


class Server(uvicorn.Server):
    """uvicorn's, with bounded connections."""

    def __init__(self, app: Any, connections: Connections, **settings: Any) -> None:
        """Set it up.

        Args:
            app: The application.
            connections: Those of this server.
            settings: More of uvicorn's.
        """
        self._connections = connections
        super().__init__(
            uvicorn.Config(
                app,
                http=type("Bounded", (Connection,), {"among": connections}),
                # Nothing here speaks it.
                ws="none",
                backlog=_AT_ONCE,
                timeout_notify=1,
                callback_notify=connections.look,
                log_config=None,
                access_log=False,
                server_header=False,
                **settings,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        asyncio.get_running_loop().set_exception_handler(self._failed)
        await super().startup(sockets)
        for one in sockets or ():
            # asyncio takes one number for both: what it accepts at once, and what waits for that.
            one.listen(_BACKLOG)

    def _failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Say what went wrong in the loop; a connection that cannot be accepted is tried again all the time."""
        error = context.get("exception")
        if isinstance(error, OSError) and error.errno in {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}:
            self._connections.say("no connection is accepted for the moment: %s; see ulimit -n", error.strerror)
        else:
            loop.default_exception_handler(context)
