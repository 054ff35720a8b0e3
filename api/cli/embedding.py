"""`onrecord embed`: articles in bulk, on this machine or many, for `onrecord index --prepared`."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from .options import Columns, Dates, Device, Json
from .output import print_json, tell
from .sources import listed as read_lists


def embed(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="[PATH]...", help="Files, and folders of them.", show_default=False),
    ] = [],  # noqa: B006
    *,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder that the Parquet files go to.")],
    ray: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="A Ray cluster: auto, HOST:PORT, or local for one on this machine. Every worker sees DIR.",
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Another model: a folder, or a hub name.")
    ] = None,
    device: Device = None,
    columns: Columns = None,
    dates: Dates = None,
    listed: Annotated[
        list[Path] | None, typer.Option("--list", metavar="FILE", help="A file of paths, one a line; - for stdin.")
    ] = None,
    json: Json = False,
) -> None:
    """Embed articles in bulk into Parquet files, which an index then takes in without encoding anything.

    Run again, it makes what is missing: batches are named by what is in them. With --device cuda
    a model of sentence-transformers runs on the GPUs of the machine, or of Ray's workers.

    \b
    Examples:
      onrecord embed articles/ --out embedded
      onrecord embed articles/ --out /shared/embedded --ray auto
      onrecord index --prepared embedded --index archive
    """  # noqa: D301
    from onrecord.index import DEFAULT_MODEL, DiskMap, OnrecordError, Options, read_articles
    from onrecord.index.bulk import Embedder, Job, Maker, Manifest, batches, embed_on_ray
    from onrecord.index.bulk import embed as embed_here
    from onrecord.index.encoders import known_name, weights_digest

    from .indexing import columns_of, is_day_first
    from .skips import Skips

    every = [*paths, *map(Path, read_lists(listed or []))]
    if not every:
        raise typer.BadParameter("give files or folders of articles, or --list", param_hint="PATH")
    began, skips, origins = perf_counter(), Skips(), DiskMap()
    options = Options(columns_of(columns or []), is_day_first(dates), skips.tell)
    name = known_name(model or DEFAULT_MODEL)
    maker = Maker.of(name, weights_digest(name))
    job = Job(out, model or DEFAULT_MODEL, device, maker)
    articles = read_articles(every, on_skip=skips, origins=origins, options=options)
    out.mkdir(parents=True, exist_ok=True)
    cut = batches(articles, origins, maker)
    # Nothing calls out: Ray would report its use to its makers.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    done = embed_here(cut, Embedder(job)) if ray is None else embed_on_ray(cut, job, ray)
    receipts, made = [], 0
    # Ray tells of workers that died on stdout, which is for data alone.
    with redirect_stdout(sys.stderr):
        for receipt, new in done:
            receipts.append(receipt)
            made += new
    skips.end()
    if not receipts:
        raise OnrecordError(
            f"{', '.join(map(str, every))}: no article to embed; give files or folders of articles"
        )
    manifest = Manifest(maker, receipts)
    manifest.write(out)
    seconds = perf_counter() - began
    if json:
        told = {"out": str(out), **maker._asdict(), **manifest.counts, "batches": len(receipts), "made": made}
        print_json({**told, "skipped": skips.count, "seconds": round(seconds, 3)})
        return
    counts = ", ".join(f"{count:,} {what}" for what, count in manifest.counts.items())
    tell(
        f"{counts} in {len(receipts):,} files, {made:,} of them made now in {seconds:,.1f} s, "
        f"skipped {skips.count:,}; now: onrecord index --prepared {out} --index DIR"
    )
