"""`onrecord mcp`: the archive as tools for assistants."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import IndexFolder


def mcp(
    index: IndexFolder,
    *,
    http: Annotated[bool, typer.Option("--http", help="Serve HTTP at /mcp, on this machine alone.")] = False,
    port: Annotated[int, typer.Option(metavar="N", min=1, max=65535, help="The port for --http.")] = 8001,
) -> None:
    """Serve the archive's tools by the Model Context Protocol.

    \b
    Examples:
      onrecord mcp --index archive
      onrecord mcp --http --port 8001 --index archive
    """  # noqa: D301
    from onrecord.index import OnrecordError
    from onrecord.search import Engine

    try:
        from ..mcp import create_server
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("mcp"):
            raise
        raise OnrecordError("this needs the package mcp, version 2; install onrecord's extra `mcp`") from None
    engine = Engine.open(index)
    try:
        server = create_server(engine)
        if http:
            server.run("streamable-http", host="127.0.0.1", port=port)
        else:
            server.run("stdio")
    finally:
        engine.close()
