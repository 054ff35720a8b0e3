"""What the archive says of a quotation, for people, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group, RenderableType
from rich.text import Text

from .citations import article_lines, place_lines, who
from .layout import Marked
from .text import clean

if TYPE_CHECKING:
    from onrecord.search import Checked, QuotePlace

_VERDICTS: Final = {
    "verbatim": ("Word for word", "bold green"),
    "same_words": ("The same words; marks, blanks or capitals differ", "bold green"),
    "changed": ("Not word for word", "bold yellow"),
    "absent": ("Not in this archive", "bold red"),
}


def render_check(checked: Checked) -> RenderableType:
    """Lay out a verdict on a quotation, and the places that it rests on."""
    verdict, style = _VERDICTS[checked.level]
    parts: list[RenderableType] = [Text.assemble((verdict, style), ": ", clean(checked.quote))]
    if checked.nearest:
        parts.append(Text("What comes nearest to it:", style="dim"))
    for n, place in enumerate(checked.places or checked.nearest, start=1):
        parts += [Text(), Marked(f"[{n}]", list(_lines(place)), "yellow")]
    return Group(*parts, Text())


def _lines(place: QuotePlace) -> list[Text]:
    lines = [Text(clean(place.quote), style="bold")]
    if place.statement is not None:
        lines.append(who(place.statement))
    else:
        lines.append(Text("nobody's statement was found here: perhaps the writer's own words", style="dim"))
    for quoted, written in place.changes:
        ours, theirs = (f"“{clean(quoted)}”", "red"), (f"“{clean(written)}”", "green")
        if not quoted:
            lines.append(Text.assemble("left out of the quotation: ", theirs))
        elif not written:
            lines.append(Text.assemble("not in the article: ", ours))
        else:
            lines.append(Text.assemble("the quotation has ", ours, ", the article ", theirs))
    likeness = (f"{place.likeness:.0%} of the words agree",) if place.changes else ()
    return [*lines, *article_lines(place.article), *place_lines(place.article, place.start, place.end, *likeness)]
