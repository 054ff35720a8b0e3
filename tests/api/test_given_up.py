"""What a server that ends gives up is told to the client, and is no fault."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest
from starlette.types import Message, Receive, Scope, Send

from onrecord.api.http.guards import Guard


def test_what_is_not_done_in_time_is_503_without_a_traceback(caplog: pytest.LogCaptureFixture) -> None:
    sent: list[Message] = []

    async def never(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(3600)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def ended() -> None:
        scope = {"type": "http", "method": "GET", "path": "/v1/ask", "headers": [(b"host", b"localhost")]}
        asked = asyncio.create_task(Guard(never)(scope, receive, send))
        await asyncio.sleep(0)
        asked.cancel("timeout graceful shutdown exceeded")
        await asked

    with caplog.at_level(logging.WARNING):
        asyncio.run(ended())
    assert sent[0]["status"] == 503
    assert "the server ends" in json.loads(sent[1]["body"])["detail"]
    assert not caplog.records
