"""Answers and hits for people, in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from rich.console import Group, RenderableType
from rich.text import Text

from .layout import Marked
from .text import clean, day

if TYPE_CHECKING:
    from index import Article, Hit
    from search import Answer, Citation

_EXCERPT: Final = 240
_PASSAGES_OF_A_REFUSAL: Final = 3


def render_answer(answer: Answer) -> RenderableType:
    """Lay out an answer's quotes with who, where and when; or a refusal with its reason."""
    if answer.answered:
        return Group(*_spaced([_citation(n, one) for n, one in enumerate(answer.citations, start=1)]))
    reason = Text.assemble(("No answer. ", "bold"), clean(answer.reason or ""))
    if not answer.hits:
        return Group(reason, Text())
    nearest = Text("Nearest passages, which do not answer it:", style="dim")
    return Group(reason, Text(), nearest, render_hits(answer.hits[:_PASSAGES_OF_A_REFUSAL]))


def render_hits(hits: Sequence[Hit]) -> RenderableType:
    """Lay out passages, best first."""
    if not hits:
        return Text("No passage matches.")
    return Group(*_spaced([_hit(rank, hit) for rank, hit in enumerate(hits, start=1)]))


def _hit(rank: int, hit: Hit) -> Marked:
    passage = hit.passage
    place = _place(passage.article, passage.start, passage.end, f"score {hit.score:.3f}")
    return Marked(f"{rank}.", [*_article(passage.article), Text(_excerpt(passage.text)), *place], "yellow")


def _citation(n: int, citation: Citation) -> Marked:
    quote = clean(citation.quote)
    lines = []
    if (said := citation.statement) is not None:
        # The content of a direct quote stands without its marks.
        quote = f"“{quote}”" if said.kind == "direct" else quote
        name = clean(said.speaker or said.as_written)
        role = f", {clean(said.role)}" if said.role else ""
        cue = f" ({clean(said.cue)})" if said.cue else ""
        lines.append(Text.assemble("— ", (name, "green"), role, (cue, "dim")))
    place = _place(citation.article, citation.start, citation.end)
    return Marked(f"[{n}]", [Text(quote, style="bold"), *lines, *_article(citation.article), *place], "yellow")


def _article(article: Article) -> Iterator[Text]:
    facts = " · ".join(filter(None, (clean(article.source or ""), day(article.published))))
    if facts:
        yield Text(facts, style="cyan")
    if title := clean(article.title):
        yield Text(title, style="italic")


def _place(article: Article, start: int, end: int, *more: str) -> Iterator[Text]:
    if article.url:
        yield Text(clean(article.url), style="dim")
    yield Text(" · ".join((f"{clean(article.id)}:{start}-{end}", *more)), style="dim")


def _spaced(parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    for part in parts:
        yield part
        yield Text()


def _excerpt(text: str) -> str:
    line = clean(text)
    return line if len(line) <= _EXCERPT else line[:_EXCERPT].rsplit(" ", 1)[0] + " …"
