"""Citations for people, in a terminal: the words, whose they are, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rich.style import Style
from rich.text import Text

from ..citing import UNSURE, fragment_link
from .layout import Marked
from .text import clean, day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.index import Article, Statement
    from onrecord.search import Citation

KINDS: Final = {
    "direct": "direct quote",
    "mixed": "partly quoted",
    "indirect": "indirect",
    "stance": "a stance, no words",
}
OUTSIDE: Final = "published at another time than the question names"
_NAMED: Final = 4


def full_citation(mark: str, citation: Citation) -> Marked:
    """Lay out a citation with everything that is known of its article."""
    article = citation.article
    outside = [Text(OUTSIDE, style="yellow")] if citation.outside else []
    before = [Text(f"(before it: {clean(citation.context)})", style="dim")] if citation.context else []
    lines = [*_words(citation), *before, *outside, *article_lines(article, byline=citation.statement is None)]
    lines += place_lines(article, citation.start, citation.end)
    return Marked(mark, [*lines, *_carried(citation)], "yellow")


def short_citation(mark: str, citation: Citation, *, dated: bool = True, sure: bool = False) -> Marked:
    """Lay out a citation in few lines, for long lists.

    Args:
        mark: What stands before it.
        citation: The citation.
        dated: Whether to say when it was published.
        sure: Whether to say how probable it is that it answers.
    """
    article = citation.article
    facts = (
        clean(article.source or ""),
        day(article.published) if dated else "",
        f"{clean(article.id)}:{citation.start}-{citation.end}",
    )
    place = Text(" · ".join(filter(None, facts)), style="dim")
    near = [Text("near the topic, perhaps not on it", style="yellow")] if citation.near else []
    if sure:
        near.append(Text(f"{citation.score:.0%} probable that this answers the question", style="dim"))
    return Marked(mark, [*_words(citation), place, *near, *_carried(citation)], "yellow")


def article_lines(article: Article, *, byline: bool = False) -> Iterator[Text]:
    """Yield who published an article and when, and its headline.

    Args:
        article: The article.
        byline: Whether to say who wrote it, too.
    """
    author = clean(article.author or "") if byline else ""
    facts = " · ".join(filter(None, (clean(article.source or ""), author, day(article.published))))
    if facts:
        yield Text(facts, style="dim")
    if title := clean(article.title):
        yield Text(title, style="italic")


def place_lines(article: Article, start: int, end: int, *more: str) -> Iterator[Text]:
    """Yield where a span stands."""
    if article.url:
        yield Text(clean(article.url), style=_linked(fragment_link(article.url, article.text, start, end)))
    yield Text(" · ".join((f"{clean(article.id)}:{start}-{end}", *more)), style="dim")


def _linked(url: str | None) -> Style:
    """Let a terminal that can open an address; where there are no colours, rich leaves the link out, too."""
    return Style(dim=True, link=url if url is not None and url.isascii() and url.isprintable() else None)


def names(words: Iterable[str]) -> str:
    """Put names into a line, a few of them."""
    named = list(dict.fromkeys(filter(None, map(clean, words))))
    more = len(named) - _NAMED
    return ", ".join(named[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _words(citation: Citation) -> Iterator[Text]:
    quote = clean(citation.words)
    statement = citation.statement
    if statement is None:
        yield Text(quote, style="bold")
        return
    if statement.kind == "direct":
        # Its content stands without its outer marks; the inner ones show which kind the article uses.
        quote = f'"{quote}"' if '"' in quote else f"“{quote}”"
    yield Text(quote, style="bold")
    yield who(statement)


def who(statement: Statement) -> Text:
    """Say who made a statement, and how it is told."""
    name, written = clean(statement.who), clean(statement.as_written)
    role = clean(statement.role or "")
    cue = clean(statement.cue)
    known = f"{role} {name}".casefold()
    # Who "he" is was concluded, not read; so it is shown.
    told = written.casefold() not in known and name.casefold() not in written.casefold()
    return Text.assemble(
        "— ",
        (name or "unnamed", "green"),
        f" (“{written}”)" if told else "",
        f", {role}" if role else "",
        (" · " + ", ".join(filter(None, (cue, KINDS[statement.kind]))), "dim"),
        _unsure(statement),
    )


def _unsure(statement: Statement) -> tuple[str, str]:
    """Say how certain it is that these are the speaker's words, where that is not sure."""
    if statement.certainty is None or statement.certainty == "sure":
        return "", ""
    return f" · {UNSURE[statement.certainty]}", "yellow" if statement.certainty == "doubtful" else "dim"


def _carried(citation: Citation) -> Iterator[Text]:
    if not citation.also:
        return
    every = (citation.article, *citation.also)
    outlets = dict.fromkeys(article.source for article in every if article.source)
    if len(outlets) > 1:
        yield Text(f"carried by {len(outlets)} outlets: {names(outlets)}", style="dim")
    else:
        yield Text(f"carried by {len(every)} articles: {names(one.id for one in every)}", style="dim")
