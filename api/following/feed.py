"""News of saved questions as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from ..citing import cite, fingerprint, fragment_link
from .news import News


def atom(every: Iterable[News], now: datetime) -> bytes:
    """Write a feed, an entry a statement.

    Args:
        every: News of the questions.
        now: When they were run.
    """
    feed = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")
    _add(feed, "id", "urn:onrecord:follow")
    _add(feed, "title", "onrecord: saved questions")
    _add(feed, "updated", now.isoformat())
    for news in every:
        for citation in news.citations:
            article, statement = citation.article, citation.statement
            speaker = statement.who if statement is not None else ""
            entry = ET.SubElement(feed, "entry")
            _add(entry, "id", f"urn:onrecord:{article.id}:{fingerprint(citation.quote)}")
            _add(entry, "title", (f"{speaker}: {citation.words}" if speaker else citation.words)[:200])
            _add(entry, "content", cite(citation, "text"), type="text")
            _add(entry, "updated", (_time(article.published) or now).isoformat())
            ET.SubElement(_add(entry, "author", ""), "name").text = _clean(article.source or "onrecord")
            ET.SubElement(entry, "category", term=_clean(news.question))
            if link := fragment_link(article.url, article.text, citation.start, citation.end):
                ET.SubElement(entry, "link", href=link)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> ET.Element:
    added = ET.SubElement(parent, name, attributes)
    added.text = _clean(text)
    return added


def _time(published: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _clean(text: str) -> str:
    """Leave out what XML cannot carry."""
    return "".join(c for c in text if c in "\t\n" or c.isprintable())
