"""The command `onrecord`: its subcommands put together, and the one place where errors become a line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from .asking import ask
from .assisting import mcp
from .checking import migrate, repair, verify
from .commands import App
from .comparing import like
from .demo import demo
from .embedding import embed
from .exporting import export
from .failures import explain
from .filtering import Filtered
from .following import follow
from .indexing import index
from .info import info
from .judging import evaluation
from .keys import app as keys
from .models import app as models
from .output import be_quiet, say, tell
from .proofing import check
from .removing import remove, vacuum
from .saying import said, speakers
from .searching import search
from .serving import serve
from .snapshots import restore, snapshot
from .updating import update

# Plain help needs no rich: it takes half the time of the boxed one.
app = App(
    name="onrecord",
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="ONRECORD_INDEX stands for --index, ONRECORD_MODELS for --models, ONRECORD_KEYS for --keys, "
    "ONRECORD_CONFIG for --config, ONRECORD_DEBUG=1 for --debug; "
    "NO_COLOR turns colours off.",
)
app.command()(demo)
app.command()(index)
app.command()(embed)
app.command()(update)
app.command(cls=Filtered)(ask)
app.command(cls=Filtered)(search)
app.command(cls=Filtered)(said)
app.command()(speakers)
app.command(cls=Filtered)(like)
app.command(cls=Filtered)(check)
app.command(cls=Filtered)(export)
app.add_typer(follow)
app.command()(mcp)
app.command()(serve)
app.add_typer(evaluation)
app.command()(info)
app.command()(remove)
app.command()(verify)
app.command()(repair)
app.command()(migrate)
app.command()(snapshot)
app.command()(restore)
app.command()(vacuum)
app.add_typer(keys, name="keys")
app.add_typer(models, name="models")


def _print_version(wanted: bool) -> None:  # noqa: FBT001  (typer calls it with the option's value)
    if wanted:
        from ..version import version

        tell(f"onrecord {version()}")
        raise typer.Exit


@app.callback()
def onrecord(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001  (its callback does the work)
        bool, typer.Option("--version", help="Show the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", envvar="ONRECORD_DEBUG", show_envvar=False, help="Show tracebacks.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say only what is wrong: no progress, no notes.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", envvar="ONRECORD_CONFIG", show_envvar=False, help="Take options from this TOML file."
        ),
    ] = None,
    models: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", envvar="ONRECORD_MODELS", show_envvar=False, help="Look for models in this folder too."
        ),
    ] = None,
) -> None:
    """Ask a news archive who said what: exact words, cited to the character, on your own machine.

    \b
    onrecord demo                                    a first look at the sample
    onrecord index articles.jsonl --index archive    index your own
    onrecord ask "what did Putin say about Tomahawks" --index archive
    """  # noqa: D301  (\b is click's mark for "leave these lines as they are")
    context.obj["debug"] = debug
    if quiet:
        be_quiet()
    if config is not None:
        from .configuring import defaults_of

        context.default_map = defaults_of(config, context.command.commands)  # type: ignore[attr-defined]
    if models is not None:
        from onrecord.index.onnx.places import look_for_models_in

        look_for_models_in(models)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit.

    Args:
        arguments: As after the program's name; those of the process by default.

    Exit codes: 0 done (a refusal to answer is an answer), 1 an error, said in one line on stderr, 2 wrong usage,
    130 interrupted.
    """
    # Imports make hundreds of thousands of objects that stay; looking for garbage among them is 4% of `ask`.
    gc.set_threshold(50_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    settings = {"debug": False}
    try:
        _run(arguments, settings)
    except BrokenPipeError:
        _leave_pipe()
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if settings["debug"]:
            raise
        say(f"onrecord: {explain(error)}")
        sys.exit(1)


_ANYWHERE: Final = frozenset({"--quiet", "-q", "--debug"})


def _hoisted(arguments: Sequence[str]) -> list[str]:
    """Put switches of the program before its command, wherever they are typed."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    switches = [one for one in arguments[:end] if one in _ANYWHERE]
    return [*switches, *(one for one in arguments[:end] if one not in _ANYWHERE), *arguments[end:]]


def _as_text(argument: str) -> str:
    """Put U+FFFD for bytes that are not UTF-8, as no text has them; files, and new ones in folders, may."""
    name = Path(argument.partition("=")[2] if argument.startswith("--") else argument)
    if argument.isascii() or os.path.lexists(name) or (name.parent.name and name.parent.is_dir()):
        return argument
    from onrecord.search.limits import as_text

    return as_text(argument)


def _run(arguments: Sequence[str] | None, settings: dict[str, bool]) -> None:
    given = [_as_text(one) for one in (sys.argv[1:] if arguments is None else arguments)]
    try:
        app(_hoisted(given), prog_name="onrecord", obj=settings)
    except SystemExit:
        # What is still buffered can fail too: a full disk, a closed pipe.
        sys.stdout.flush()
        raise


def _leave_pipe() -> None:
    """Nobody reads any more; keep the interpreter from saying so when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
