"""Sitemaps (https://www.sitemaps.org/protocol.html), and those of news: which pages a site has."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from .errors import FetchError

_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A page, or another sitemap.

    Attributes:
        url: Its address.
        changed: When it changed last, as it is written, "" where nothing is said.
        is_map: Whether it is a sitemap.
        facts: What a sitemap of news says of the article: its title, outlet, day and language.
    """

    url: str
    changed: str
    is_map: bool
    facts: dict[str, str]


def read_sitemap(url: str, data: bytes) -> list[Listed]:
    """Read a sitemap; what changed last comes first, where that is said.

    Args:
        url: Where it stands.
        data: Its XML, or its addresses, one a line.

    Raises:
        FetchError: It is no sitemap, or broken before its first entry.
    """
    found = list(_of_text(data)) if _is_text(data) else list(_of_xml(url, data))
    if not found:
        raise FetchError(url, "a sitemap without entries")
    return sorted(found, key=lambda one: one.changed, reverse=True)


def _is_text(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \r\n\t")[:4].lower() == b"http"


def _of_text(data: bytes) -> Iterator[Listed]:
    for line in data.decode("utf-8-sig", "replace").splitlines():
        if line.strip().lower().startswith(("http://", "https://")):
            yield Listed(line.strip()[:_LONGEST], "", is_map=False, facts={})


def _of_xml(url: str, data: bytes) -> Iterator[Listed]:
    try:
        from lxml import etree
    except ImportError:
        raise FetchError(url, "a sitemap needs the package lxml; install onrecord's extra `formats`") from None
    some = False
    try:
        # No entity is put in and nothing is looked up: what a document type declares stays unread.
        every = etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            recover=True,
        )
        for _, element in every:
            name = _name(element)
            if name not in {"url", "sitemap"}:
                continue
            # A picture of the page has a place and a title too, one level down.
            told = _texts(element)
            facts = next((_facts(one) for one in element if _name(one) == "news"), {})
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]
            if address := told.get("loc", "")[:_LONGEST]:
                some = True
                changed = told.get("lastmod") or facts.get("published") or ""
                yield Listed(address, changed, is_map=name == "sitemap", facts=facts)
    except (etree.LxmlError, ValueError) as error:
        if not some:
            raise FetchError(url, f"a broken sitemap: {error}") from None


def _facts(news: Any) -> dict[str, str]:
    outlet = next((_texts(one) for one in news if _name(one) == "publication"), {})
    told = {**outlet, **_texts(news)}
    names = {"title": "title", "name": "source", "publication_date": "published", "language": "language"}
    return {field: told[name] for name, field in names.items() if told.get(name)}


def _texts(element: Any) -> dict[str, str]:
    return {_name(one): (one.text or "").strip() for one in element if _name(one)}


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
