"""`onrecord serve`: HTTP and the web page."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import Device, IndexFolder, Reranker


def serve(
    context: typer.Context,
    index: IndexFolder,
    *,
    host: Annotated[str, typer.Option(metavar="NAME", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Another name that the server is known by; may be repeated."),
    ] = None,
    device: Device = None,
    reranker: Reranker = None,
) -> None:
    """Serve an index: JSON over HTTP, and a web page.

    \b
    Examples:
      onrecord serve --index archive
      onrecord serve --index archive --host 0.0.0.0 --port 8080 --allow-host archive.example.org
    """  # noqa: D301
    from ..http import listen, run

    # Before anything heavy is loaded: a port in use is known at once.
    with listen(host, port) as listener:
        run(
            index,
            listener,
            allowed_hosts=[host, *(allow_host or ())],
            device=device,
            reranker=reranker,
            debug=context.obj["debug"],
        )
