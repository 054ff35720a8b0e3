"""`onrecord serve`: HTTP and the web page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from .options import Device, KeyFile, Llm, LlmModel, LlmShow, LlmTimeout, Reranker
from .prosing import endpoint_for

if TYPE_CHECKING:
    from onrecord.api.keys import Keyring

RATE: Final = "600/minute"


def serve(
    context: typer.Context,
    index: Annotated[
        list[Path],
        typer.Option(
            "--index",
            metavar="[NAME=]DIR",
            envvar="ONRECORD_INDEX",
            help="Folder of the index. Several, each with a name, are served below their names.",
        ),
    ] = [],  # noqa: B006
    *,
    store: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Serve what a Milvus holds instead: http://HOST:19530, or a file ending in .db.",
            show_default=False,
        ),
    ] = None,
    host: Annotated[str, typer.Option(metavar="NAME", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Another name that the server is known by; may be repeated."),
    ] = None,
    trust_proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            help="A proxy or a network (10.0.0.0/8) whose X-Forwarded-For tells who asks; may be repeated.",
        ),
    ] = None,
    keys: KeyFile = None,
    no_keys: Annotated[
        bool, typer.Option("--no-keys", help="Ask for no key: everybody who reaches the address gets in.")
    ] = False,
    rate: Annotated[
        str | None,
        typer.Option(
            metavar="N/TIME",
            help="Requests that a key, or an address without one, may make; 600/minute by default, "
            "and any number on this machine alone.",
        ),
    ] = None,
    write: Annotated[
        bool,
        typer.Option("--write", help="Let articles be put and removed over HTTP; with keys, of the scope write."),
    ] = False,
    folder: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DIR",
            help="With --write: a folder whose articles may be taken in and watched from the page, and those "
            "of the folders in it; may be repeated.",
        ),
    ] = None,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch", help="Watch the folders of --folder from the start, without being told on the page."
        ),
    ] = False,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(metavar="URL", help="Pages of this server may ask from a browser; may be repeated."),
    ] = None,
    log: Annotated[
        Literal["text", "json"],
        typer.Option(help="The log: lines for people, or JSON with a line a request."),
    ] = "text",
    log_questions: Annotated[
        bool, typer.Option("--log-questions", help="Write the texts of questions into the log of requests.")
    ] = False,
    trace: Annotated[
        bool,
        typer.Option("--trace", help="Send traces to the OpenTelemetry collector that OTEL_EXPORTER_OTLP_* name."),
    ] = False,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=1, max=3600, help="How long a question may take.")
    ] = 30,
    llm: Llm = None,
    llm_model: LlmModel = None,
    llm_show: LlmShow = "free",
    llm_timeout: LlmTimeout = 60,
    device: Device = None,
    reranker: Reranker = None,
) -> None:
    """Serve an index: JSON over HTTP, and a web page.

    Once there are keys (onrecord keys add), nobody gets in without one. An address that other machines reach is
    served with keys only, or with --no-keys.

    \b
    Examples:
      onrecord serve --index archive
      onrecord serve --index archive --host 0.0.0.0 --allow-host news.example.org
      onrecord serve --index archive --trust-proxy 127.0.0.1
      onrecord serve --index archive --write --folder articles
      onrecord serve --index desk=archive --index sport=sport-archive
      onrecord serve --store http://milvus.example.org:19530
    """  # noqa: D301
    from ..http import Place, Settings, is_local, listen, run
    from .hosts import checked_origins, checked_proxies

    if store is None and not index:
        raise typer.BadParameter("which index? give its folder, or --store", param_hint="--index")
    if store is not None and (write or folder):
        reason = "a Milvus takes no changes from here; onrecord index --store puts them there"
        raise typer.BadParameter(reason, param_hint="--write")
    if folder and (not write or len(index) > 1):
        reason = "folders are taken in from the page of one index, with --write"
        raise typer.BadParameter(reason, param_hint="--folder")
    if watch and not folder:
        raise typer.BadParameter("which folders? name them with --folder", param_hint="--watch")

    endpoint = endpoint_for(llm, llm_model, llm_timeout)
    # Before anything heavy is loaded: a port in use is known at once.
    with listen(host, port) as listener:
        proxies = checked_proxies(trust_proxy or [])
        # Other machines reach what stands behind a proxy.
        local = is_local(listener) and not proxies
        open_to = None if local else host
        places = [
            Place(folder, None if no_keys else _keyring(folder, keys, host=open_to), name)
            for name, folder in ([(None, store)] if store is not None else _named(index, keys))
        ]
        if rate is None and not (local and all(place.keyring is None for place in places)):
            rate = RATE
        settings = Settings(
            allowed_hosts=[host, *(allow_host or ())],
            proxies=proxies,
            origins=checked_origins(allow_origin or []),
            device=device,
            reranker=reranker,
            rate=rate,
            seconds=timeout,
            writes=write,
            folders=folder or (),
            watched=watch,
            log=log,
            log_questions=log_questions,
            trace=trace,
            endpoint=endpoint,
            show_prose=llm_show,
            debug=context.obj["debug"],
        )
        run(places, listener, settings)


def _named(indexes: list[Path], keys: Path | None) -> list[tuple[str | None, Path]]:
    """Part the names of indexes from their folders.

    Raises:
        OnrecordError: Of several one has no name, or a name cannot be used.
    """
    from onrecord.index import OnrecordError

    from ..http import check_names

    if len(indexes) == 1 and ("=" not in str(indexes[0]) or indexes[0].is_dir()):
        return [(None, indexes[0])]
    found = [str(index).partition("=") for index in indexes]
    if unnamed := [name for name, parted, _ in found if not parted]:
        raise OnrecordError(f"--index {unnamed[0]}: of several indexes each has a name: --index desk={unnamed[0]}")
    check_names([name for name, _, _ in found])
    if keys is not None:
        raise OnrecordError("--keys: several indexes have keys of their own, each beside its folder")
    return [(name, Path(folder)) for name, _, folder in found]


def _keyring(index: Path | str, file: Path | None, *, host: str | None) -> Keyring | None:
    """Give the keys of an index, or None where there need be none.

    Args:
        index: The index folder, or the address of a Milvus, beside which there is no file of keys.
        file: The file of keys; None for the one beside the index.
        host: The address to be served at, where other machines reach it.

    Raises:
        OnrecordError: There must be keys and there is none, or they cannot be read.
    """
    from onrecord.api.keys import Keyring, keys_beside
    from onrecord.index import OnrecordError

    if file is None and isinstance(index, str):
        if host is not None:
            raise OnrecordError(f"other machines reach {host}: name a file of keys with --keys, or give --no-keys")
        return None
    keyring = Keyring(file or keys_beside(Path(index)))
    valid = any(key.state() == "valid" for key in keyring.every())
    if host is not None and not valid:
        raise OnrecordError(
            f"other machines reach {host}, and there is no valid key: make one (onrecord keys add NAME "
            f"--index {index}), or let everybody in with --no-keys"
        )
    if file is not None and not valid:
        raise OnrecordError(
            f"{keyring.path}: holds no valid key; make one: onrecord keys add NAME --index {index} --keys {file}"
        )
    return keyring if keyring.exists() else None
