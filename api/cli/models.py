"""`onrecord models`: which models are used, and where they come from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..counting import numbered
from .commands import App
from .options import Json
from .output import note, print_json, tell

app = App(
    help="Show the models that onrecord brings, or fetch them.",
    invoke_without_command=True,
    no_args_is_help=False,
)


@app.callback()
def models(context: typer.Context, *, json: Json = False) -> None:
    """Show the models that onrecord brings: name, source, licence, SHA-256, and where they lie.

    \b
    Examples:
      onrecord models
      onrecord models --json
      onrecord models fetch --to models
    """  # noqa: D301
    if context.invoked_subcommand is not None:
        return
    from onrecord.index import ModelError, packaged_models, packaged_weights
    from onrecord.index.onnx.weights import MODEL, PINS

    records = []
    for name in packaged_models():
        pin = PINS[name]
        try:
            where, trouble = str(packaged_weights(name).folder), None
        except ModelError as error:
            where, trouble = None, str(error)
        records.append(
            {
                "name": name,
                "source": pin.source,
                "licence": pin.licence,
                "folder": where,
                "trouble": trouble,
                "sha256": pin.files,
            }
        )
    if json:
        print_json({"models": records})
    else:
        for record, name in zip(records, packaged_models(), strict=True):
            tell(f"{name}\n  from      {record['source']} ({record['licence']}), weights in eight bits")
            tell(f"  SHA-256   {PINS[name].files[MODEL]}  {MODEL}")
            tell(f"  lies in   {record['folder'] or 'no place: ' + str(record['trouble'])}")
    if any(record["trouble"] for record in records):
        raise typer.Exit(1)


@app.command()
def fetch(
    folder: Annotated[
        Path, typer.Option("--to", metavar="DIR", envvar="ONRECORD_MODELS", help="Folder of models.")
    ],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Models; those that the address has, if none.")
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--from", metavar="URL", help="An address that has them, where it is not the model hub."),
    ] = None,
) -> None:
    """Fetch models, each file by its SHA-256, and those of the model hub by revision.

    The hub has bge-small-en-v1.5, the default embedder in 32 bits. An address of your own, for machines without
    the package that carries the default models, has NAME/model.onnx and NAME/tokenizer.json of these.

    \b
    Examples:
      onrecord models fetch --to models
      onrecord index articles/ --index archive --model models/bge-small-en-v1.5
      onrecord models fetch --from https://models.example/onrecord --to models
    """  # noqa: D301
    from onrecord.index import packaged_models
    from onrecord.index.onnx.fetching import ORIGINALS, fetch_model

    for name in names or (ORIGINALS if address is None else packaged_models()):
        got = fetch_model(name, address, folder, progress=lambda source: note(f"fetching {source}"))
        tell(f"{name}: {numbered(len(got), 'file')} fetched, in {folder / name}")
