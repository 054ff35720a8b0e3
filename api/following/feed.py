"""News of saved questions as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from onrecord.index import OnrecordError

from ..citing import cite, fingerprint, fragment_link
from .news import News


def atom(every: Iterable[News], now: datetime) -> bytes:
    """Write a feed, an entry a statement.

    Args:
        every: News of the questions.
        now: When they were run.

    Raises:
        OnrecordError: The package feedgen is not installed.
    """
    try:
        from feedgen.feed import FeedGenerator
    except ImportError:
        raise OnrecordError("a feed needs the package feedgen; install onrecord's extra `formats`") from None
    feed = FeedGenerator()
    feed.id("urn:onrecord:follow")
    feed.title("onrecord: saved questions")
    feed.updated(now)
    for news in every:
        for citation in news.citations:
            article, statement = citation.article, citation.statement
            speaker = (statement.speaker or statement.as_written) if statement is not None else ""
            entry = feed.add_entry(order="append")
            entry.id(f"urn:onrecord:{article.id}:{fingerprint(citation.quote)}")
            entry.title(_clean(f"{speaker}: {citation.quote}" if speaker else citation.quote)[:200])
            entry.content(_clean(cite(citation, "text")), type="text")
            entry.category(term=_clean(news.question))
            entry.updated(_time(article.published) or now)
            if link := fragment_link(article.url, article.text, citation.start, citation.end):
                entry.link(href=link)
    written: bytes = feed.atom_str(pretty=True)
    return written


def _time(published: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _clean(text: str) -> str:
    """Leave out what XML cannot carry."""
    return "".join(c for c in text if c in "\t\n" or c.isprintable())
