"""`onrecord eval`: scores by default, makes a question file, compares two reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..counting import numbered
from .commands import App, Group
from .evaluating import score
from .options import IndexFolder, Json
from .output import note, print_json, tell


class _ScoresByDefault(Group):
    """A group whose first word may be a dataset: `onrecord eval sample` is `onrecord eval score sample`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; called by typer."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["score", *args]
        return super().parse_args(ctx, args)


evaluation = App(
    name="eval",
    cls=_ScoresByDefault,
    help="How good is it, on judged questions? `onrecord eval DATASET` scores (`onrecord eval score --help` has "
    "the options). A dataset is a folder, or the word sample.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
evaluation.command()(score)


@evaluation.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to put the question file.")],
    index: IndexFolder,
    *,
    statements: Annotated[
        int, typer.Option(metavar="N", min=0, max=1000, help="Lines on what somebody said.")
    ] = 20,
    passages: Annotated[int, typer.Option(metavar="N", min=0, max=1000, help="Lines on other passages.")] = 20,
    unanswerable: Annotated[
        int, typer.Option(metavar="N", min=0, max=1000, help="Lines for questions without an answer.")
    ] = 10,
    seed: Annotated[int, typer.Option(metavar="N", help="Another seed chooses other lines.")] = 0,
) -> None:
    """Choose statements and passages of an index, and make a question file to fill in.

    Each line of FOLDER/questions.jsonl shows words of the archive and where they stand. Write the question that
    they answer into its "text"; lines that you leave empty are passed over. On lines whose id begins with "none",
    ask what the "speaker" said on the topic shown, once you have made sure that they said nothing of it.

    \b
    Examples:
      onrecord eval init my-questions --index archive
      onrecord eval init more --index archive --statements 50 --passages 0
    """  # noqa: D301
    from onrecord.eval import sample_questions, write_questions
    from onrecord.index import Index

    opened = Index.open(index)
    try:
        lines = sample_questions(
            opened, statements=statements, passages=passages, unanswerable=unanswerable, seed=seed
        )
    finally:
        opened.close()
    path = write_questions(folder, lines)
    tell(f"{path}: {numbered(len(lines), 'line')} to fill in")
    note(f"then: onrecord eval {folder} --index {index}")


@evaluation.command()
def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="A report: what onrecord eval DATASET --json printed.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Another one, of the same questions.")],
    *,
    page: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Write a page of HTML, with the questions that changed."),
    ] = None,
    json: Json = False,
) -> None:
    """Tell which differences between two reports are more than chance.

    Question by question, by a paired randomisation test and the bootstrap.

    \b
    Examples:
      onrecord eval my-questions --index archive --json > monday.json
      onrecord eval compare monday.json tuesday.json --report changes.html
    """  # noqa: D301
    from onrecord.eval import compare as compared
    from onrecord.eval import read_report, render_comparison

    first, second = read_report(a), read_report(b)
    comparison = compared(first, second)
    if page is not None:
        from ..reporting import write_comparison

        write_comparison(comparison, first, second, page)
    if json:
        print_json(comparison.to_dict())
    else:
        tell(render_comparison(comparison))
