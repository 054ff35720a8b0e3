"""Why something is cited, for people, in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rich.text import Text

from .citations import KINDS, article_lines, place_lines
from .layout import Marked
from .text import clean

if TYPE_CHECKING:
    from onrecord.index import Statement
    from onrecord.search import Citation

_AROUND: Final = 200
_NAMED_BY: Final = {
    "name": "a name stands there",
    "label": "the text is a transcript",
    "pronoun": "a pronoun, resolved",
    "role": "an office, resolved",
    "organisation": "an organisation",
    "spokesperson": "a spokesperson",
}


def render_why(citation: Citation) -> Marked:
    """Lay out what speaks for a citation, and the words that stand around it."""
    article = citation.article
    before, after = _beside(article.text, citation.start, citation.end)
    around = Text.assemble((before, "dim"), (clean(citation.quote), "bold"), (after, "dim"))
    facts = [Text(f"answers with a probability of {citation.score:.0%}")]
    if citation.statement is not None:
        facts += _attribution(citation.statement)
    else:
        facts.append(Text("a sentence of the article, nobody's statement"))
    places = place_lines(article, citation.start, citation.end)
    return Marked("·", [around, *facts, *article_lines(article), *places], "yellow")


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """Give whole words before and after a place, set off as they are, with "…" where the text goes on."""
    before, after = text[:start][-_AROUND:], text[end:][:_AROUND]
    if len(before) < start:
        before = f"… {before.partition(' ')[2]}"
    if end + len(after) < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return clean(before) + " " * before[-1:].isspace(), " " * after[:1].isspace() + clean(after)


def _attribution(statement: Statement) -> Iterator[Text]:
    name = clean(statement.who) or "unnamed"
    written = f" (as written: “{clean(statement.as_written)}”)" if statement.as_written else ""
    yield Text(f"speaker: {name}{written}")
    how = _NAMED_BY.get(statement.sieve)
    told = ", ".join(filter(None, (clean(statement.cue), KINDS[statement.kind])))
    yield Text(f"told by: {told}" + (f"; {how}" if how else ""))
    if statement.certainty is not None:
        yield Text(f"the speaker's words: {statement.certainty}, probability {statement.probability:.2f}")
