"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

IndexFolder = Annotated[
    Path,
    typer.Option("--index", metavar="DIR", envvar="ONRECORD_INDEX", help="Folder of the index.", readable=False),
]
# A folder or an address: a path would lose one of the two strokes of http://.
IndexPlace = Annotated[
    str,
    typer.Option(
        "--index",
        "--store",
        metavar="DIR|URL",
        envvar="ONRECORD_INDEX",
        help="Folder of the index, or where a Milvus holds it: http://HOST:19530, or a file ending in .db.",
    ),
]
Store = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Put what is published into a Milvus, too: http://HOST:19530, or a file ending in .db.",
        show_default=False,
    ),
]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Print JSON Lines: an object a line.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
KeyFile = Annotated[
    Path | None,
    typer.Option(
        "--keys",
        metavar="FILE",
        envvar="ONRECORD_KEYS",
        show_envvar=False,
        help="File of keys; beside the index by default: DIR.keys.json.",
    ),
]
Offset = Annotated[int, typer.Option(metavar="N", min=0, help="Leave out the first N.")]
All = Annotated[bool, typer.Option("--all", help="List all there are.")]
Results = Annotated[int, typer.Option("-k", metavar="N", help="How many passages, 1 to 1000.")]
Device = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Where a sentence-transformers model runs: cpu, cuda."),
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Column of a table that holds a field: text=body."),
]
Dates = Annotated[
    str | None,
    typer.Option(metavar="ORDER", help="How to read 03/04/2025: day-first or month-first; an index keeps it."),
]
Reranker = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Folder or hub name of a cross-encoder that orders the first passages."),
]
NoSpellings = Annotated[bool, typer.Option("--no-spellings", help="Search names only as they are typed.")]
Llm = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        envvar="ONRECORD_LLM",
        show_envvar=False,
        help="Write prose from the quotes too, by a model behind this OpenAI-compatible address; each sentence is"
        " checked. Key: ONRECORD_LLM_KEY.",
    ),
]
LlmModel = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", envvar="ONRECORD_LLM_MODEL", show_envvar=False, help="The model, as --llm calls it."
    ),
]
LlmShow = Annotated[
    Literal["supported", "free", "all"],
    typer.Option(
        "--llm-show",
        help="Which sentences: supported ones; free ones too, marked, with their quotes; or all, marked.",
    ),
]
LlmTimeout = Annotated[
    float, typer.Option(metavar="SECONDS", min=1, max=3600, help="How long the model may take for an answer.")
]
