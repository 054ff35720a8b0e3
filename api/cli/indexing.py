"""`onrecord index`: articles in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..counting import numbered
from .options import Columns, Dates, Device, IndexFolder, Json, Store
from .output import print_json, tell
from .putting import put_into
from .sources import listed as read_lists
from .sources import source

if TYPE_CHECKING:
    from .choices import Built


def index(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="[PATH|URL]...",
            help="Files, folders of them, addresses of feeds, sitemaps or pages, or - for JSON Lines on stdin.",
            show_default=False,
        ),
    ] = [],  # noqa: B006
    *,
    index: IndexFolder,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Another model, for a new index: a folder (ONNX or sentence-transformers), or a hub name.",
        ),
    ] = None,
    device: Device = None,
    columns: Columns = None,
    dates: Dates = None,
    listed: Annotated[
        list[Path] | None,
        typer.Option("--list", metavar="FILE", help="A file of paths and addresses, one a line; - for stdin."),
    ] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove articles whose files or pages are gone.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before --prune removes.")] = False,
    readd: Annotated[bool, typer.Option("--readd", help="Take in again what `onrecord remove` took out.")] = False,
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Fetch the page of each entry of a feed.")
    ] = False,
    most_pages: Annotated[
        int, typer.Option("--most-pages", metavar="N", min=1, help="Pages of a feed or sitemap fetched in a run.")
    ] = 1_000,
    look_again: Annotated[
        int,
        typer.Option(
            "--look-again", metavar="N", min=0, help="Pages read before that are asked for again, of each address."
        ),
    ] = 0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses of your own network, too.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep running and take in what changes, until Ctrl-C.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    statements: Annotated[
        bool,
        typer.Option("--statements", help="Find the statements of all stored articles again; encodes nothing."),
    ] = False,
    prepared: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Take in what `onrecord embed` made; encodes nothing."),
    ] = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Index articles; a second run adds what is new or changed.

    Read are .jsonl, .json, .txt, .md, .html, .pdf, .docx, .csv, .tsv, .xlsx, .parquet,
    .eml, .mbox, .rss, .atom, .xml (feeds), .warc, .wacz, and .zip, .tar, .gz of these.
    Lines of .jsonl are objects with id (or _id), text, title, url, source, author,
    published. In .txt and .md files a line or block is a paragraph.
    What is given as http:// or https:// is fetched; nothing else is.

    \b
    Examples:
      onrecord index articles.jsonl --index archive
      onrecord index 2024/ 2025/ --index archive --json
      onrecord index articles/ --index archive --prune --yes
      onrecord index --list paths.txt --index archive --dry-run
      onrecord index articles/ --index archive --watch
      onrecord index https://example.org/feed.xml --full-text --index archive
      onrecord index articles/ --index archive-minilm --model all-MiniLM-L6-v2
      onrecord index --statements --index archive
      onrecord index --prepared embedded/ --index archive
      onrecord index articles/ --index archive --store http://milvus:19530
      onrecord index --index archive --store milvus.db
    """  # noqa: D301
    from .building import build_index, state_anew
    from .choices import Choices
    from .trying import try_index

    every = [*map(source, paths), *read_lists(listed or [])]
    asked = bool(every) + statements + (prepared is not None)
    if asked != 1 and not (asked == 0 and store):
        reason = "give files or folders of articles, addresses, or --list; or --statements, or --prepared, alone"
        raise typer.BadParameter(reason, param_hint="PATH")
    if any(isinstance(one, Path) and one.resolve() == index.resolve() for one in every):
        raise typer.BadParameter(
            "is the folder of the articles; name one for the index alone", param_hint="--index"
        )
    if store and dry_run:
        raise typer.BadParameter("puts nothing into a Milvus", param_hint="--dry-run")
    if not asked and store:
        put_into(store, index, json=json)
        return
    if statements or prepared:
        from .taking import take_prepared

        done = state_anew(index) if prepared is None else take_prepared(prepared, index, model, readd=readd)
        _tell(done, index, json=json)
        put_into(store, index)
        return

    choices = Choices(
        model=model,
        device=device,
        columns=columns_of(columns or []),
        day_first=is_day_first(dates),
        prune=prune,
        yes=yes,
        readd=readd,
        full_text=full_text,
        allow_private=allow_private,
        most=most_pages,
        look_again=look_again,
    )

    def take(_: object = None) -> None:
        built = try_index(every, index, choices) if dry_run else build_index(every, index, choices)
        _tell(built, index, json=json, would="would have " if dry_run else "")
        put_into(store, index)

    if not watch:
        take()
        return
    if dry_run or Path("-") in every:
        raise typer.BadParameter("neither --dry-run nor stdin can be watched", param_hint="--watch")
    from .watching import watched

    places = [one for one in every if isinstance(one, Path)]
    watched(places, [index], _MINUTES if len(places) < len(every) else None, take)


_MINUTES = 30.0
"""Between two looks at the web, with --watch."""


def _tell(built: Built, index: Path, *, json: bool, would: str = "") -> None:
    if json:
        print_json(record(built, index))
        return
    for line in [f"{would}{summary(built)}", *remarks(built)]:
        tell(line)


def is_day_first(dates: str | None) -> bool | None:
    """Read --dates."""
    if dates not in {None, "day-first", "month-first"}:
        raise typer.BadParameter(f"{dates!r} is neither day-first nor month-first", param_hint="--dates")
    return None if dates is None else dates == "day-first"


def columns_of(pairs: list[str]) -> dict[str, str]:
    """Read --map."""
    from onrecord.index import FIELDS

    columns = {}
    for pair in pairs:
        for one in pair.split(","):
            field, _, column = one.partition("=")
            if field not in FIELDS or not column:
                known = ", ".join(FIELDS)
                raise typer.BadParameter(f"{one!r} is not FIELD=COLUMN; fields are {known}", param_hint="--map")
            columns[field] = column
    return columns


def summary(built: Built) -> str:
    """Say what indexing did, in a line."""
    changes = built.changes
    removed = f"removed {changes.removed:,}, " if changes.removed else ""
    undated = f"{numbered(built.skips.undated, 'date')} unread, " if built.skips.undated else ""
    return (
        f"added {changes.added:,}, updated {changes.updated:,}, unchanged {changes.unchanged:,}, "
        f"{removed}{undated}skipped {built.skips.count:,}; "
        f"{numbered(changes.encoded, 'passage')} encoded in {built.seconds:,.1f} s"
    )


def remarks(built: Built) -> list[str]:
    """Say what else there is to know, a line each."""
    from onrecord.index import STATEMENT_LANGUAGES

    lines = []
    if built.repeated:
        lines.append(
            f"{numbered(built.repeated, 'near copy', 'near copies')} of others in this run; answers cite one"
        )
    unread = {code: count for code, count in built.languages.items() if code not in {"", *STATEMENT_LANGUAGES}}
    if unread:
        told = ", ".join(f"{count:,} {code}" for code, count in sorted(unread.items(), key=lambda one: -one[1]))
        lines.append(
            f"{numbered(sum(unread.values()), 'article')} in languages whose statements are not found ({told}); "
            "their passages are"
        )
    if built.unchanged:
        lines.append(
            f"{numbered(built.unchanged, 'feed or page', 'feeds and pages')} unchanged since the last look"
        )
    if built.kept_out:
        lines.append(
            f"{numbered(built.kept_out, 'article')} removed before, left out; --readd takes in what was removed"
        )
    if built.gone:
        lines.append(f"{numbered(built.gone, 'article')} gone from the sources, not removed")
    return lines


def record(built: Built, folder: Path) -> dict[str, object]:
    """Say what indexing did, for programs."""
    changes = built.changes
    return {
        "index": str(folder),
        "revision": built.revision,
        "added": changes.added,
        "updated": changes.updated,
        "unchanged": changes.unchanged,
        "removed": changes.removed,
        "gone": built.gone,
        "web_unchanged": built.unchanged,
        "kept_out": built.kept_out,
        "nearly_repeated": built.repeated,
        "languages": {code or "unknown": count for code, count in built.languages.items()},
        "skipped": built.skips.count,
        "dates_unread": built.skips.undated,
        "skips": [{"path": one.place, "line": one.line, "reason": one.reason} for one in built.skips.errors],
        "passages_encoded": changes.encoded,
        "seconds": round(built.seconds, 3),
    }
