"""Runs the application on a socket. Nothing heavy is loaded before the socket is open."""

from __future__ import annotations

import ipaddress
import logging
import re
import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..counting import numbered

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp

    from onrecord.search.prose import Endpoint, Show

    from ..keys import Keyring
    from .logs import Form

_log = logging.getLogger("onrecord")

_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_TAKEN: Final = frozenset({"health", "ready", "static", "v1"})
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


@dataclass(frozen=True, slots=True)
class Place:
    """An index to be served.

    Attributes:
        folder: Where it lies: a folder, or the address of a Milvus, which takes no changes.
        keyring: The keys that let in; None lets everybody in.
        name: What its addresses begin with; None where it is the only one.
    """

    folder: Path | str
    keyring: Keyring | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How indexes are served.

    Attributes:
        allowed_hosts: Names that the server is known by.
        proxies: Addresses and networks of proxies; they tell whose a request is (X-Forwarded-For).
        origins: Pages of these servers may ask from a browser.
        device: Where sentence-transformers models run.
        reranker: As `Engine.open` takes it.
        rate: How many requests a key, or an address without one, may make; None for any number.
        seconds: How long a question may take.
        writes: Whether indexes may be changed.
        folders: Folders that may be taken in from the page.
        watched: Whether they are watched from the start.
        log: How the log is written.
        log_questions: Whether it holds the texts of questions.
        trace: Whether to send traces to an OpenTelemetry collector.
        endpoint: The model that writes prose; None writes none.
        show_prose: Which of its sentences may be shown.
        debug: Whether to log tracebacks.
    """

    allowed_hosts: Sequence[str] = ()
    proxies: Sequence[str] = ()
    origins: Sequence[str] = ()
    device: str | None = None
    reranker: str | None = None
    rate: str | None = None
    seconds: float = 30.0
    writes: bool = False
    folders: Sequence[Path] = ()
    watched: bool = False
    log: Form = "text"
    log_questions: bool = False
    trace: bool = False
    endpoint: Endpoint | None = None
    show_prose: Show = "free"
    debug: bool = False


def check_names(names: list[str]) -> None:
    """Check that indexes are named apart, in words that an address may hold.

    Raises:
        OnrecordError: They are not.
    """
    from onrecord.index import OnrecordError

    for name in names:
        if not _NAME.fullmatch(name):
            raise OnrecordError(f"--index {name}=...: name it in small letters, digits and hyphens: desk=archive")
        if name in _TAKEN:
            raise OnrecordError(
                f"--index {name}=...: /{name} is an address of the server's own; name it otherwise"
            )
        if names.count(name) > 1:
            raise OnrecordError(f"--index {name}=...: two indexes of one name")


def run(places: Sequence[Place], listener: socket.socket, settings: Settings) -> None:
    """Serve indexes until SIGINT or SIGTERM; what is under way then is finished first.

    Args:
        places: One without a name, or several with names.
        listener: From `listen`.
        settings: How.

    Raises:
        OnrecordError: An index cannot be opened, or the rate cannot be read.
    """
    from .allocating import bound_arenas

    bound_arenas()
    from .connections import Connections, Server, most_connections
    from .logs import set_up_logs
    from .several import Several

    set_up_logs(settings.log, debug=settings.debug)
    served: ASGIApp
    if places[0].name is None:
        served, articles = _application(places[0], settings)
    else:
        found = {place.name or "": _application(place, settings) for place in places}
        shown = all(place.keyring is None for place in places)
        apps = {name: app for name, (app, _) in found.items()}
        served = Several(apps, shown=shown, allowed_hosts=settings.allowed_hosts)
        articles = sum(number for _, number in found.values())
    server = Server(
        served,
        Connections(most_connections()),
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    # uvicorn finishes what is under way, and then raises the signal again.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    where = _address(listener)
    programs = f"{where}docs" if places[0].name is None else f"{where}{places[0].name}/docs ..."
    _log.info("%s at %s (for programs: %s); Ctrl-C ends", numbered(articles, "article"), where, programs)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        sys.exit(0)


def _application(place: Place, settings: Settings) -> tuple[FastAPI, int]:
    """Build the application over an index, and count its articles."""
    from onrecord.search import Engine

    from ..writes import Watching, Writing
    from .app import create_app
    from .prose import Proser
    from .tracing import make_tracer

    engine = Engine.open(place.folder, device=settings.device, reranker=settings.reranker)
    engine.prepare()
    folder = Path(place.folder)
    writing = Writing(folder) if settings.writes else None
    offered = settings.folders if writing is not None else ()
    watching = (
        Watching(writing, folder, offered, watched=settings.watched) if writing is not None and offered else None
    )
    app = create_app(
        engine,
        allowed_hosts=settings.allowed_hosts,
        keyring=place.keyring,
        rate=settings.rate,
        seconds=settings.seconds,
        writing=writing,
        watching=watching,
        origins=settings.origins,
        log_questions=settings.log_questions,
        tracer=make_tracer() if settings.trace else None,
        proser=None if settings.endpoint is None else Proser(settings.endpoint, show=settings.show_prose),
    )
    return app, engine.index.n_articles


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
