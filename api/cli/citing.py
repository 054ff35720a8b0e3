"""`--cite FORM`: citations to paste, instead of an answer or a list to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from onrecord.index import Hit
    from onrecord.search import Citation

    from ..citing import Form


def checked_form(value: str | None) -> str | None:
    """Check the name of a form; called by typer.

    Raises:
        typer.BadParameter: There is no such form.
    """
    if value is not None:
        from ..citing import FORMS

        if value not in FORMS:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(FORMS)}")
    return value


Cite = Annotated[
    Any,
    typer.Option(
        "--cite",
        metavar="FORM",
        callback=checked_form,
        click_type=str,
        help="Print citations to paste: text, markdown, bibtex, csl-json or link.",
    ),
]


def cited(citations: Sequence[Citation], form: Form) -> str:
    """Write citations in one form; several items of CSL-JSON are one array, as reference managers read it."""
    from ..citing import cite

    written = [cite(one, form) for one in citations]
    if form == "csl-json":
        return "[" + ",\n".join(written) + "]\n"
    return ("\n" if form == "link" else "\n\n").join(one.rstrip("\n") for one in written) + "\n" * bool(written)


def as_citations(hits: Sequence[Hit]) -> list[Citation]:
    """Give passages as citations of nobody's words."""
    from onrecord.search import Citation

    return [
        Citation(one.passage.article, one.passage.start, one.passage.end, one.passage.paragraph, float(one.score))
        for one in hits
    ]
