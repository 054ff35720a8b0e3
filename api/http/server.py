"""Runs the application on a socket. Nothing heavy is loaded before the socket is open."""

from __future__ import annotations

import ipaddress
import logging
import signal
import socket
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ..keys import Keyring
    from .logs import Form

_log = logging.getLogger("onrecord")

_BACKLOG: Final = 128
_SECONDS_TO_FINISH: Final = 10


def listen(host: str, port: int) -> socket.socket:
    """Open the socket to listen at; clients that come early wait.

    Args:
        host: A name or an address of this machine.
        port: 0 takes a free one.

    Raises:
        OnrecordError: Nobody can listen there.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(_BACKLOG)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        from onrecord.index import OnrecordError

        reason = error.strerror or str(error)
        raise OnrecordError(f"cannot listen at {host} port {port}: {reason}; see --host and --port") from None
    return listener


def is_local(listener: socket.socket) -> bool:
    """Tell whether only this machine reaches a socket."""
    return ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback


def run(
    folder: Path,
    listener: socket.socket,
    *,
    allowed_hosts: Iterable[str],
    device: str | None = None,
    reranker: str | None = None,
    keyring: Keyring | None = None,
    rate: str | None = None,
    seconds: float,
    writes: bool = False,
    origins: Iterable[str] = (),
    log: Form = "text",
    log_questions: bool = False,
    trace: bool = False,
    debug: bool = False,
) -> None:
    """Serve an index until SIGINT or SIGTERM; what is under way then is finished first.

    Args:
        folder: The index folder.
        listener: From `listen`.
        allowed_hosts: Names that the server is known by.
        device: Where sentence-transformers models run.
        reranker: As `Engine.open` takes it.
        keyring: The keys that let in; None lets everybody in.
        rate: How many requests a key, or an address without one, may make; None for any number.
        seconds: How long a question may take.
        writes: Whether the index may be changed.
        origins: Pages of these servers may ask from a browser.
        log: How the log is written.
        log_questions: Whether it holds the texts of questions.
        trace: Whether to send traces to an OpenTelemetry collector.
        debug: Whether to log tracebacks.

    Raises:
        OnrecordError: The index cannot be opened, or the rate cannot be read.
    """
    import uvicorn

    from onrecord.search import Engine

    from ..writes import Writing
    from .app import create_app
    from .logs import set_up_logs
    from .tracing import make_tracer

    set_up_logs(log, debug=debug)
    tracer = make_tracer() if trace else None
    engine = Engine.open(folder, device=device, reranker=reranker)
    app = create_app(
        engine,
        allowed_hosts=allowed_hosts,
        keyring=keyring,
        rate=rate,
        seconds=seconds,
        writing=Writing(folder) if writes else None,
        origins=origins,
        log_questions=log_questions,
        tracer=tracer,
    )
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    # uvicorn finishes what is under way, and then raises the signal again.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    where = f"{engine.index.n_articles:,} articles at {_address(listener)}"
    _log.info("%s (for programs: %sdocs); Ctrl-C ends", where, _address(listener))
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        sys.exit(0)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
