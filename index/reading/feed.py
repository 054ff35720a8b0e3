"""RSS and Atom files: an article an entry, as far as the feed tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from ..errors import CorpusError
from ..model import Article
from .fields import to_article
from .inputs import Input, Options, Skip, needs
from .tidy import tidy


def read_feed(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[int, Article]]:
    """Read the entries of a feed; the number of an entry, from 1, stands for its line."""
    try:
        records = feed_records(file.read(), file.path)
    except CorpusError as error:
        on_skip(error)
        return
    for number, record in enumerate(records, start=1):
        try:
            record["id"] = record["id"] or record["url"] or f"{file.id}#{number}"
            yield number, to_article(record, file.path, number, options)
        except CorpusError as error:
            on_skip(error)


def feed_records(data: bytes, path: Path, kind: str = "") -> list[dict[str, Any]]:
    """Give what a feed tells of its entries, by the fields of an article, in its order.

    Args:
        data: The feed.
        path: Where it stands, for errors.
        kind: Its media type with its encoding, where a server told them.

    Raises:
        CorpusError: It is no feed, or has no entry, or a package is missing.
    """
    try:
        import feedparser
    except ImportError:
        raise needs("feedparser", path, "a feed") from None
    told = {"content-type": kind} if kind else {}
    # As a stream: bytes that happen to be the name of a file would be taken for one, and the file read.
    parsed = feedparser.parse(
        BytesIO(data), sanitize_html=False, resolve_relative_uris=False, response_headers=told
    )
    if not parsed.entries and not parsed.version:
        raise CorpusError(path, None, "neither RSS nor Atom")
    if not parsed.entries:
        raise CorpusError(path, None, "a feed without entries")
    return [_record(entry, parsed.feed.get("title"), parsed.feed.get("language")) for entry in parsed.entries]


def _record(entry: Mapping[str, Any], outlet: object, language: object) -> dict[str, Any]:
    bodies = [*(one.get("value") or "" for one in entry.get("content", [])), entry.get("summary") or ""]
    return {
        "id": entry.get("id"),
        "title": entry.get("title"),
        "text": html_text(max(bodies, key=len)) or None,
        "url": entry.get("link"),
        "source": outlet,
        "author": entry.get("author"),
        "published": entry.get("published"),
        "updated": dict(entry).get("updated"),  # its own `get` takes the day of publishing instead
        "language": language,
    }


_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def html_text(markup: str) -> str:
    """Give the text of a piece of HTML, a paragraph a line."""
    if "<" not in markup and "&" not in markup:
        return tidy(markup)
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    markup = _NO_XML.sub("", markup)
    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (LxmlError, ValueError):
        return ""
    for element in tree.xpath(".//script|.//style|.//iframe|.//comment()"):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.xpath(".//p|.//br|.//li|.//div|.//blockquote|.//h1|.//h2|.//h3|.//h4|.//tr"):
        element.tail = "\n" + _NO_XML.sub("", element.tail or "")
        if element.tag != "br":
            element.text = "\n" + _NO_XML.sub("", element.text or "")
    return tidy("\n".join(line for line in tree.text_content().split("\n") if line.strip()))
