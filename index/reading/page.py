"""HTML pages: trafilatura takes out the text, and a page's own metadata says the rest.

JSON-LD (https://schema.org/NewsArticle) and OpenGraph (https://ogp.me) are read here, since they tell the time of
day and the outlet's name where trafilatura tells a day and a host.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from ..errors import CorpusError
from ..model import Article
from .encodings import decode
from .fields import iso_date, to_article
from .inputs import Input, Options, Skip, needs
from .tidy import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE: Final = ("Article", "NewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "Review")
_DEEP: Final = 6


def read_page(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[None, Article]]:
    """Read an HTML file as one article."""
    try:
        yield None, page_article(file.read(), file, None, options)
    except CorpusError as error:
        on_skip(error)


def page_article(data: bytes, file: Input, url: str | None, options: Options) -> Article:
    """Make an article of a page.

    Args:
        data: The page.
        file: Where it came from, for errors and for its id.
        url: Its address, where that is known from elsewhere.
        options: How it is read.

    Raises:
        CorpusError: It holds no text, or a package is missing.
    """
    try:
        import trafilatura
        from lxml import html as lxml_html
        from lxml.etree import LxmlError
    except ImportError:
        raise needs("trafilatura", file.path, "an HTML page") from None
    found = decode(data, declared=True)
    if found is None:
        raise CorpusError(file.path, None, "in no encoding that can be told; save the page as UTF-8")
    if not found.text.strip():
        raise CorpusError(file.path, None, "empty")
    try:
        tree = lxml_html.document_fromstring(found.text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        raise CorpusError(file.path, None, "not an HTML page") from None
    stated = _stated(tree, url)
    for element in tree.xpath(_BOXES):
        if element.getparent() is not None:
            element.drop_tree()
    taken = trafilatura.bare_extraction(
        tree, url=stated.get("url") or url, with_metadata=True, include_comments=False, include_tables=False
    )
    found_there = taken.as_dict() if isinstance(taken, trafilatura.settings.Document) else {}
    body = str(stated.pop("body", ""))
    text = tidy(str(found_there.get("text") or body))
    if not text:
        raise CorpusError(file.path, None, "no article found on this page")
    named = {"title": "title", "author": "author", "published": "date", "source": "sitename"}
    guessed = {field: found_there.get(name) for field, name in named.items()}
    stated = {**{field: value for field, value in guessed.items() if value}, **stated}
    title = str(stated.get("title") or "")
    # The headline often opens the text; the title has it already.
    if title and text.split("\n", 1)[0].strip() == title.strip() and "\n" in text:
        text = text.split("\n", 1)[1].strip()
    return to_article({"id": file.id, **stated, "text": text}, file.path, None, options)


_BOXES: Final = (
    "//*[self::aside or self::nav or self::form or self::dialog or self::noscript]"
    "|//*[contains(concat(' ', translate(concat(@class, ' ', @id), "
    "'ABCDEFGHIJKLMNOPQRSTUVWXYZ_-', 'abcdefghijklmnopqrstuvwxyz  '), ' '), ' cookie')"
    " or contains(translate(concat(@class, ' ', @id), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),"
    " 'newsletter')"
    " or contains(translate(concat(@class, ' ', @id), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'),"
    " 'consent')]"
    "[not(self::html or self::body or self::article or self::main)]"
)
"""What is no part of an article, wherever it stands: asides, forms, and boxes for cookies and newsletters."""


def _stated(tree: HtmlElement, url: str | None) -> dict[str, Any]:
    """Give what a page says of itself, by the fields of an article."""
    linked = next(_linked(tree), {})
    meta = _meta(tree)
    address = (
        _first(tree, "//link[@rel='canonical']/@href") or meta.get("og:url") or _text(linked.get("url")) or url
    )
    times = _first(tree, "//article//time[@datetime]/@datetime | //time[@itemprop='datePublished']/@datetime")
    stated = {
        "title": _text(linked.get("headline")) or meta.get("og:title") or _item(tree, "headline"),
        "author": _names(linked.get("author")) or meta.get("author") or _item(tree, "author"),
        "source": _names(linked.get("publisher")) or meta.get("og:site_name"),
        "published": _date(
            linked.get("datePublished"), meta.get("article:published_time"), meta.get("date"), times
        ),
        "updated": _date(linked.get("dateModified"), meta.get("article:modified_time")),
        "url": urljoin(url or "", address) if address else None,
        "language": _text(linked.get("inLanguage")) or _first(tree, "/html/@lang"),
        "body": _text(linked.get("articleBody")),
    }
    if stated["updated"] == stated["published"]:
        stated["updated"] = None
    if stated["author"] and urlsplit(stated["author"]).scheme:
        stated["author"] = None  # a profile's address, as some outlets put it
    return {name: value for name, value in stated.items() if value}


def _linked(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON-LD objects that are articles."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(found, _DEEP)


def _articles(value: object, deep: int) -> Iterator[Mapping[str, Any]]:
    if deep and isinstance(value, list):
        for one in value:
            yield from _articles(one, deep - 1)
    elif deep and isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(_ARTICLE) for kind in kinds):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(value.get(key), deep - 1)


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = str(element.get("property") or element.get("name") or "").lower()
        found.setdefault(name, _text(element.get("content")) or "")
    return {name: value for name, value in found.items() if value}


def _names(value: object) -> str | None:
    """Give the names of people or bodies, which JSON-LD writes as text, an object, or a list of these."""
    every = value if isinstance(value, list) else [value]
    names = [_text(one.get("name") if isinstance(one, dict) else one) for one in every]
    return ", ".join(dict.fromkeys(filter(None, names))) or None


def _item(tree: HtmlElement, name: str) -> str | None:
    found = tree.xpath("//*[@itemprop=$name]", name=name)
    return _text(found[0].get("content") or found[0].text_content()) if found else None


def _first(tree: HtmlElement, path: str) -> str | None:
    return next((text for one in tree.xpath(path) if (text := _text(one))), None)


def _text(value: object) -> str | None:
    return (" ".join(str(value).split()) or None) if isinstance(value, str) else None


def _date(*values: object) -> str | None:
    """Give the first date that can be read, else the first there is, for whoever is told of it."""
    stated = [value for value in values if isinstance(value, str) and value.strip()]
    return next((found for value in stated if (found := iso_date(value))), stated[0] if stated else None)
