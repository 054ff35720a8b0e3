"""News by webhook: signed, sent to the address that was given and to no other."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from onrecord.api.following.webhook import post
from onrecord.index import OnrecordError


@contextmanager
def receiver(status: int, **headers: str) -> Iterator[tuple[str, list[tuple[Any, bytes]]]]:
    """A server on this machine that answers with a status, and what it was sent."""
    got: list[tuple[Any, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/hook?a=1", got
        finally:
            server.shutdown()
            thread.join()


def test_what_is_sent_is_signed() -> None:
    with receiver(204) as (url, got):
        post(url, {"news": ["“é”"]}, "secret")
        post(url, {"news": []}, None)
    (headers, body), (unsigned, _) = got
    assert json.loads(body) == {"news": ["“é”"]}
    expected = hmac.new(b"secret", body, hashlib.sha256).hexdigest()
    assert headers["X-Onrecord-Signature-256"] == f"sha256={expected}"
    assert headers["Content-Type"] == "application/json"
    assert "X-Onrecord-Signature-256" not in unsigned


def test_no_answer_leads_anywhere_else() -> None:
    with receiver(204) as (elsewhere, reached), receiver(302, Location=elsewhere) as (url, got):
        with pytest.raises(OnrecordError, match="answered 302; the news is told again"):
            post(url, {}, None)
        assert len(got) == 1
        assert reached == []


@pytest.mark.parametrize(
    "url",
    [
        "http://desk.example/news",
        "ftp://desk.example/",
        "https://",
        "file:///etc/passwd",
        "https://a:b@desk.example/",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(OnrecordError, match="no address for a webhook"):
        post(url, {}, None)


def test_nobody_there_is_one_line() -> None:
    with receiver(200) as (url, _):
        pass
    with pytest.raises(OnrecordError, match="not reached"):
        post(url, {}, None)
