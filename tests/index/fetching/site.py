"""A site on this machine: a real server, which remembers what it was asked."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from onrecord.index.fetching import Bounds, Fetcher, Manners

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """What a server has, and what it was asked.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        pages: By path, an answer (status, headers, body), or what makes one or writes it by itself.
        asked: Path, headers and time of every request.
        done: Set when the server is to end, for answers that take long.
    """

    port: int = 0
    pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], Answer | None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, body: str | bytes, kind: str = "text/html", **headers: str) -> None:
        """Have a page."""
        data = body.encode() if isinstance(body, str) else body
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (200, {"Content-Type": kind, **told}, data)

    def send_on(self, path: str, to: str, status: int = 302) -> None:
        """Have a redirect."""
        self.pages[path] = (status, {"Location": to}, b"")

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Give the paths that were asked for, but for the rules."""
        return [path for path, *_ in self.asked if path != "/robots.txt"]


def etagged(body: bytes, kind: str, tag: str = '"one"') -> Callable[[BaseHTTPRequestHandler], Answer]:
    """Make an answer of a page that is not sent again to whoever has it."""

    def answer(request: BaseHTTPRequestHandler) -> Answer:
        if request.headers.get("If-None-Match") == tag:
            return 304, {"ETag": tag}, b""
        return 200, {"Content-Type": kind, "ETag": tag}, body

    return answer


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve a site for the length of a block, over TLS where there is a context for it."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        timeout = 30

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers.items()), time.monotonic()))
            found = site.pages.get(self.path, (404, {}, b"nothing here"))
            answer = found if isinstance(found, tuple) else found(self)
            if answer is None:
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = False

        def handle_error(self, *_: object) -> None:
            """A client that goes away is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        site.port = server.server_port
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield site
        finally:
            site.done.set()
            server.shutdown()
            thread.join()


def fetcher(*, allow_private: bool = True, pause: float = 0.0, patience: float = 60.0, **bounds: float) -> Fetcher:
    """A fetcher that finds every host on this machine."""
    whole = Bounds(**bounds)  # type: ignore[arg-type]
    manners = Manners(version="1.2", allow_private=allow_private, pause=pause, patience=patience, bounds=whole)
    return Fetcher(manners, lambda host, _port: [host if host[0].isdigit() else "127.0.0.1"])
