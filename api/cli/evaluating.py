"""`onrecord eval DATASET`: how good is it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Device, Json, Reranker
from .output import print_json, stderr_console, tell

if TYPE_CHECKING:
    from ir_measures import Measure

    from onrecord.eval import Dataset, Report
    from onrecord.search import Engine


def score(
    dataset: Annotated[
        str,
        typer.Argument(metavar="DATASET", help='Folder of a dataset, or "sample" for the one that comes along.'),
    ],
    *,
    index: Annotated[
        Path | None,
        typer.Option(
            "--index",
            metavar="DIR",
            help="Index of the dataset's articles; without one they are indexed for this run.",
        ),
    ] = None,
    measures: Annotated[
        str | None,
        typer.Option(metavar="NAMES", help='Measures of articles, by their trec_eval names: "nDCG@10, AP".'),
    ] = None,
    run: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was retrieved, as a TREC run.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(metavar="RUN", help="Compare with another run of the same questions (A).")
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="FILE", help="Write a page of HTML with plots, and the errors to read through."
        ),
    ] = None,
    device: Device = None,
    reranker: Reranker = None,
    json: Json = False,
) -> None:
    """Score the system on judged questions, with 95% intervals.

    It needs two more packages: pip install ir-measures pytrec-eval-terrier

    \b
    Examples:
      onrecord eval sample --report report.html
      onrecord eval my-questions --index archive --json > monday.json
      onrecord eval multihoprag --index archive --run today.run
      onrecord eval multihoprag --index archive --compare yesterday.run --json
    """  # noqa: D301
    from onrecord.eval import (
        DEFAULT_MEASURES,
        load_dataset,
        parse_measures,
        read_run,
        render_comparison,
        render_report,
        write_run,
    )
    from onrecord.eval import compare as compared
    from onrecord.eval import evaluate_run as score_run

    judged = load_dataset(dataset)
    chosen = parse_measures(measures if measures is not None else DEFAULT_MEASURES)
    other = replace(read_run(compare), tag=compare.name) if compare is not None else None
    with _engine(judged, index, device, reranker) as engine:
        report = _report(judged, engine, chosen)
        baseline = score_run(judged, other, _text_of(engine), measures=chosen) if other is not None else None
    if run is not None:
        write_run(report.run, run)
    if page is not None:
        from ..reporting import write_report

        write_report(report, page)
    comparison = compared(baseline, report) if baseline is not None else None
    if json:
        extra = {"comparison": comparison.to_dict()} if comparison is not None else {}
        print_json({**report.to_dict(), **extra})
        return
    tell(render_report(report))
    if comparison is not None:
        tell(f"\n{render_comparison(comparison)}")


@contextmanager
def _engine(dataset: Dataset, folder: Path | None, device: str | None, reranker: str | None) -> Iterator[Engine]:
    """Open the index, or one of the dataset's own articles that lasts as long as the block."""
    from onrecord.index import JudgmentError
    from onrecord.search import Engine

    from .building import build_index
    from .choices import Choices

    with TemporaryDirectory(prefix="onrecord-") as temporary:
        if folder is None and not dataset.articles:
            raise JudgmentError(dataset.folder, None, "holds no articles: name their index with --index DIR")
        if folder is None:
            folder = Path(temporary) / "index"
            build_index(dataset.articles, folder, Choices(device=device))
        engine = Engine.open(folder, device=device, reranker=reranker)
        try:
            yield engine
        finally:
            engine.close()


def _report(dataset: Dataset, engine: Engine, measures: Sequence[Measure]) -> Report:
    from rich.progress import Progress

    from onrecord.eval import evaluate

    console = stderr_console()
    with Progress(console=console, transient=True, disable=not console.is_terminal, redirect_stdout=False) as bar:
        task = bar.add_task("asking", total=len(dataset.queries))
        return evaluate(
            dataset, engine, measures=measures, progress=lambda done, _: bar.update(task, completed=done)
        )


def _text_of(engine: Engine) -> Callable[[str], str | None]:
    def text_of(article_id: str) -> str | None:
        article = engine.index.article(article_id)
        return article.text if article is not None else None

    return text_of
