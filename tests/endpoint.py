"""An OpenAI-compatible endpoint that writes what a script says: a real server at a port of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[dict[str, Any]], Iterator[str]]
"""Takes a request's body, yields what the model writes."""


class Scripted(ThreadingHTTPServer):
    """Answers chat completions.

    Attributes:
        script: What is written; changed between requests.
        status: The status that is answered with.
        asked: The bodies of all requests.
        keys: The Authorization headers of all requests.
        broken: What is sent instead of events, if anything.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script: Script = lambda _: iter(())
        self.status = 200
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.broken: bytes | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def says(self, text: str) -> None:
        """Write a text, a few letters at a time, whatever is asked."""
        self.script = lambda _: iter(text[n : n + 7] for n in range(0, len(text), 7))

    def handle_error(self, *_: object) -> None:
        """Whoever is asked may leave early; that is no trouble of the test's."""


class _Handler(BaseHTTPRequestHandler):
    server: Scripted

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("Authorization", ""))
        self.send_response(self.server.status)
        self.send_header("Content-Type", "text/event-stream" if self.server.status < 400 else "application/json")
        self.end_headers()
        if self.server.status >= 400:
            self.wfile.write(b'{"error": {"message": "the script refuses"}}')
            return
        if self.server.broken is not None:
            self.wfile.write(self.server.broken)
            return
        for piece in self.server.script(body):
            self._event({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
        self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, chunk: dict[str, Any]) -> None:
        chunk |= {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "scripted"}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def scripted() -> Iterator[Scripted]:
    """Serve until the block ends."""
    server = Scripted()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
