"""What a page says of itself: JSON-LD, microdata, OpenGraph and the `meta` names of outlets' systems.

JSON-LD (https://schema.org/NewsArticle) and OpenGraph (https://ogp.me) tell the time of day and the outlet's name
where trafilatura tells a day and a host.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from .feed import html_text
from .fields import iso_date
from .tidy import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE: Final = ("Article", "NewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "Review")
_DEEP: Final = 6
_AUTHOR: Final = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "article:author",
)
_TITLE: Final = ("og:title", "parsely-title", "sailthru.title", "dc.title", "twitter:title")
_SOURCE: Final = ("og:site_name", "dc.publisher", "application-name")
_PUBLISHED: Final = (
    "article:published_time", "article:published", "og:published_time", "parsely-pub-date", "sailthru.date",
    "date", "pubdate", "publish-date", "publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "article.published", "datepublished", "cxenseparse:recs:publishtime",
)  # fmt: skip
_UPDATED: Final = (
    "article:modified_time", "article:modified", "og:updated_time", "dcterms.modified", "last-modified",
    "article.updated", "datemodified",
)  # fmt: skip
"""Names of `meta` elements, as the systems of outlets write them; the best first."""


def stated_facts(tree: HtmlElement, url: str | None) -> dict[str, Any]:
    """Give what a page says of itself, by the fields of an article."""
    linked = next(_linked(tree), {})
    meta = _meta(tree)
    address = (
        _first(tree, "//link[@rel='canonical']/@href") or meta.get("og:url") or _text(linked.get("url")) or url
    )
    times = _first(tree, "//article//time[@datetime]/@datetime | //time[@pubdate]/@datetime")
    stated = {
        "title": _text(linked.get("headline")) or _named(meta, _TITLE) or _item(tree, "headline"),
        "author": _names(linked.get("author"))
        or _named(meta, _AUTHOR)
        or _item(tree, "author")
        or _rel_author(tree),
        "source": _names(linked.get("publisher")) or _named(meta, _SOURCE) or _item(tree, "publisher"),
        "published": _date(
            linked.get("datePublished"),
            _item(tree, "datePublished"),
            *(meta.get(name) for name in _PUBLISHED),
            times,
        ),
        "updated": _date(
            linked.get("dateModified"), _item(tree, "dateModified"), *(meta.get(name) for name in _UPDATED)
        ),
        "url": _joined(url, address),
        "language": _text(linked.get("inLanguage")) or _first(tree, "/html/@lang"),
        "body": _text_of_body(linked.get("articleBody")),
    }
    if stated["updated"] == stated["published"]:
        stated["updated"] = None
    if stated["author"] and "://" in stated["author"]:
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


def _named(meta: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((meta[name] for name in names if "://" not in meta.get(name, "://")), None)


def _item(tree: HtmlElement, name: str) -> str | None:
    """Give a property that microdata tells (https://schema.org/docs/gs.html): of a thing, its name."""
    found = tree.xpath("//*[@itemprop=$name]", name=name)
    if not found:
        return None
    inner = found[0].xpath(".//*[@itemprop='name']")
    one = inner[0] if inner else found[0]
    return _text(one.get("content") or one.get("datetime") or one.text_content())


def _rel_author(tree: HtmlElement) -> str | None:
    found = tree.xpath("//*[@rel='author' and not(self::link)]")
    return _text(found[0].text_content()) if found else None


def _joined(url: str | None, address: str | None) -> str | None:
    try:
        return urljoin(url or "", address) if address else None
    except ValueError:
        return url


def _text_of_body(value: object) -> str | None:
    return tidy(html_text(value)) if isinstance(value, str) and value.strip() else None


def _first(tree: HtmlElement, path: str) -> str | None:
    return next((text for one in tree.xpath(path) if (text := _text(one))), None)


def _text(value: object) -> str | None:
    return (" ".join(str(value).split()) or None) if isinstance(value, str) else None


def _date(*values: object) -> str | None:
    """Give the first date that can be read, else the first there is, for whoever is told of it."""
    stated = [value for value in values if isinstance(value, str) and value.strip()]
    return next((found for value in stated if (found := iso_date(value))), stated[0] if stated else None)
