"""The tools through the protocol's own client, over a real process's stdin and stdout, and over HTTP."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from .conftest import COMMAND, environment

mcp = pytest.importorskip("mcp", reason="the extra `mcp` is not installed")


def call(target: Any, *calls: tuple[str, dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    async def scene() -> tuple[list[Any], list[Any]]:
        async with mcp.Client(target) as client:
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(asyncio.wait_for(scene(), 90))


def test_over_stdio(sample_index: Path) -> None:
    target = mcp.StdioServerParameters(
        command=sys.executable, args=[*COMMAND[1:], "mcp", "--index", str(sample_index)], env=environment()
    )
    tools, (answer, refusal, checked, missing, wrong) = call(
        target,
        ("ask", {"question": "what did Putin say about Tomahawks"}),
        ("ask", {"question": "what did Angela Merkel say about nuclear power"}),
        ("check_quote", {"quote": "There are no such things as sanctuaries"}),
        ("article", {"id": "none"}),
        ("search", {"query": "war", "since": "soon"}),
    )
    assert {tool.name for tool in tools} == {"ask", "search", "statements", "speakers", "article", "check_quote"}
    assert all(tool.output_schema and tool.annotations.read_only_hint for tool in tools)
    cited = answer.structured_content["citations"]
    assert cited[0]["speaker"]["name"] == "Vladimir Putin"
    assert refusal.structured_content["answered"] is False
    assert checked.structured_content["level"] == "verbatim"
    assert missing.is_error
    assert wrong.is_error
    assert "soon" in wrong.content[0].text


def test_over_http(sample_index: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    command = [*COMMAND, "mcp", "--http", "--port", str(port), "--index", str(sample_index)]
    server = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        _, (said, who) = call(
            f"http://127.0.0.1:{port}/mcp",
            ("statements", {"by": "Putin", "k": 3}),
            ("speakers", {"like": "Putin"}),
        )
        assert len(said.structured_content["statements"]) == 3
        assert who.structured_content["speakers"][0]["name"] == "Vladimir Putin"
    finally:
        server.terminate()
        server.wait(30)


def test_without_the_package_it_is_one_line(sample_index: Path) -> None:
    code = "import sys; sys.modules['mcp'] = None; from onrecord.api.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "mcp", "--index", str(sample_index)],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "extra `mcp`" in done.stderr
