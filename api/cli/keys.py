"""`onrecord keys`: who may ask a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .commands import App
from .options import IndexFolder, Json, KeyFile
from .output import note, print_json, say, tell
from .text import clean

if TYPE_CHECKING:
    from onrecord.api.keys import Key, Keyring, Scope

app = App(
    name="keys",
    help="Make, list, rotate and revoke the keys of a server.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose key it is, or what for.")],
    *,
    index: IndexFolder,
    keys: KeyFile = None,
    scope: Annotated[
        list[str] | None,
        typer.Option(
            "--scope", metavar="SCOPE", help="read (the default), write, metrics or admin; may be repeated."
        ),
    ] = None,
    days: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=36500, help="Valid for so many days; else for ever.")
    ] = None,
    json: Json = False,
) -> None:
    """Make a key; it is shown once. To change one, see onrecord keys rotate.

    \b
    Examples:
      onrecord keys add "foreign desk" --index archive
      onrecord keys add prometheus --scope metrics --days 365 --index archive
    """  # noqa: D301
    if not clean(name):
        raise typer.BadParameter("whose key is it, or what for?", param_hint="NAME")
    _show(*_keyring(index, keys).add(name.strip(), _scopes(scope or ["read"]), days), json=json)


@app.command()
def rotate(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `onrecord keys list` shows it.")],
    *,
    index: IndexFolder,
    keys: KeyFile = None,
    days: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=36500, help="Valid for so many days; else as the old one was."),
    ] = None,
    overlap: Annotated[
        int, typer.Option(metavar="N", min=0, max=365, help="The old one stays valid for so many days.")
    ] = 0,
    json: Json = False,
) -> None:
    """Make a key of the same name and scopes in the place of another, which is revoked, or ends later.

    \b
    Examples:
      onrecord keys rotate 1f2e3d4c --index archive
      onrecord keys rotate 1f2e3d4c --overlap 7 --index archive
    """  # noqa: D301
    _show(*_keyring(index, keys).rotate(id_, days, overlap), json=json)


@app.command(name="list")
def list_keys(*, index: IndexFolder, keys: KeyFile = None, json: Json = False) -> None:
    """List the keys: whose, what they allow, until when.

    \b
    Examples:
      onrecord keys list --index archive
    """  # noqa: D301
    keyring = _keyring(index, keys)
    found = keyring.every()
    if json:
        print_json({"keys": [_shown(key) for key in found]})
        return
    for key in found:
        until = key.revoked or key.expires or "never"
        tell(f"{key.id}  {key.state():8}{until:26}{','.join(key.scopes):16}{clean(key.name)}")
    if not found:
        note(f"{keyring.path}: no keys; onrecord keys add makes one")


@app.command()
def revoke(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `onrecord keys list` shows it.")],
    *,
    index: IndexFolder,
    keys: KeyFile = None,
) -> None:
    """Let a key open nothing from now on; a running server knows at once.

    \b
    Examples:
      onrecord keys revoke 1f2e3d4c --index archive
    """  # noqa: D301
    key = _keyring(index, keys).revoke(id_)
    tell(f"{key.id} ({clean(key.name)}) is revoked")


def _keyring(index: Path, keys: Path | None) -> Keyring:
    """Find the file of keys.

    Raises:
        OnrecordError: There is none, and no index beside which it would be.
    """
    from onrecord.api.keys import Keyring, keys_beside
    from onrecord.index import IndexNotFound, holds_index

    keyring = Keyring(keys or keys_beside(index))
    if keys is None and not keyring.exists() and not holds_index(index):
        raise IndexNotFound(f"{index}: no index here; build one: onrecord index PATH --index {index}")
    return keyring


def _show(text: str, key: Key, *, json: bool) -> None:
    if json:
        print_json({"key": text, **_shown(key)})
        return
    tell(text)
    say(f"key {key.id} for {clean(key.name)}: {', '.join(key.scopes)}; expires: {key.expires or 'never'}")
    say("It cannot be shown again. Send it as: Authorization: Bearer KEY")


def _scopes(wanted: list[str]) -> list[Scope]:
    from onrecord.api.keys.key import SCOPES

    unknown = [scope for scope in wanted if scope not in SCOPES]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is none of {', '.join(SCOPES)}", param_hint="--scope")
    return [scope for scope in SCOPES if scope in wanted]


def _shown(key: Key) -> dict[str, Any]:
    from dataclasses import asdict

    kept = asdict(key)
    del kept["sha256"]
    return {**kept, "state": key.state()}
