"""What was fetched, as articles: what kind it is, and how a page or a file is read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from ..errors import CorpusError
from ..model import Article
from ..reading.formats import read_input, suffix_of
from ..reading.inputs import Input, Located, Options, Skip
from ..reading.naming import same_site
from ..reading.page import page_article
from .exchange import gunzipped
from .fetcher import Fetched

_UNPACKED: Final = 64 * 2**20
_GZIP: Final = b"\x1f\x8b"
_KEPT_PACKED: Final = (".tgz", ".tar.gz", ".warc.gz")
_ROOT: Final = re.compile(rb"<(rss|feed|rdf:RDF|urlset|sitemapindex|html)\b", re.IGNORECASE)
_ROOTS: Final = {b"urlset": "sitemap", b"sitemapindex": "sitemap", b"html": "page"}
_SUFFIXES: Final = {
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/csv": ".csv",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_HEAD: Final = 4096


def unpacked(fetched: Fetched) -> Fetched:
    """Unpack a file that is packed itself, as sitemaps are (`sitemap.xml.gz`), within bounds.

    Raises:
        FetchError: It is damaged or too large.
    """
    if not fetched.data.startswith(_GZIP) or fetched.url.lower().endswith(_KEPT_PACKED):
        return fetched
    return replace(fetched, data=gunzipped(fetched.url, fetched.data, _UNPACKED), kind="")


def kind_of(fetched: Fetched) -> str:
    """Tell a feed, a sitemap or a page by how it begins, and another file by its suffix.

    Returns:
        "feed", "sitemap", "page", or the suffix of a kind of file that is read.

    Raises:
        CorpusError: It is of no kind that is read.
    """
    head = fetched.data[:_HEAD].lstrip(b"\xef\xbb\xbf \r\n\t")
    if fetched.kind not in _SUFFIXES and (found := _ROOT.search(head)):
        return _ROOTS.get(found[1].lower(), "feed")
    name = PurePosixPath(urlsplit(fetched.url).path).name.removesuffix(".gz")
    if "sitemap" in name.lower() and head[:4].lower() == b"http":
        return "sitemap"
    if fetched.kind in {"text/html", "application/xhtml+xml"}:
        return "page"
    suffix = suffix_of(PurePath(name)) or _SUFFIXES.get(fetched.kind)
    if suffix in {".xml", ".rss", ".atom"}:
        return "feed"
    if suffix is None:
        told = fetched.kind[:80] or "its server tells none"
        raise CorpusError(fetched.url, None, f"not of a kind that is read ({told})")
    return suffix


def page(fetched: Fetched, options: Options) -> Article:
    """Read a page; another site's address that it calls its own is not believed.

    Raises:
        CorpusError: There is no article on it.
    """
    url = fetched.url
    data = _recoded(fetched.data, fetched.charset) if fetched.charset else fetched.data
    try:
        article = page_article(data, Input(Path("page"), PurePath("page"), io.BytesIO), url, telling(url, options))
    except CorpusError as error:
        raise CorpusError(url, None, error.reason) from None
    own = article.url if article.url and same_site(article.url, url) else url
    return replace(article, id=own, url=own)


def outlet(article: Article) -> str | None:
    """Give the outlet that a page names; one that is only its host's name is a guess, and none."""
    host = urlsplit(article.url or "").netloc.lower().removeprefix("www.")
    source = article.source or ""
    return source if source and source.lower().removeprefix("www.") != host else None


def file(fetched: Fetched, suffix: str, on_skip: Skip, options: Options) -> Iterator[Located]:
    """Read a file of another kind; articles that state no id are named by the address."""
    url = fetched.url
    name = PurePath((PurePosixPath(urlsplit(url).path).name.removesuffix(suffix) or "file") + suffix)

    def skip(error: CorpusError) -> None:
        on_skip(CorpusError(url, error.line, error.reason))

    whole = Input(Path(name), name, lambda: io.BytesIO(fetched.data))
    for found, line, article in read_input(whole, skip, telling(url, options)):
        own = article.id == found.id or article.id.startswith(f"{found.id}#")
        id_ = url + article.id.removeprefix(whole.id) if own else article.id
        yield located(url, replace(article, id=id_), line)


def located(url: str, article: Article, line: int | None = None) -> Located:
    """Give an article with its place on the web."""
    return Input(Path("web"), PurePath("web"), io.BytesIO, address=url), line, article


def telling(url: str, options: Options) -> Options:
    """Give the options for what was fetched from an address: remarks name that."""
    return replace(options, tell=lambda one: options.tell(type(one)(url, one.line, one.reason)), meter=None)


def _recoded(data: bytes, charset: str) -> bytes:
    """Give a page in UTF-8, where it is in another encoding that its server tells."""
    try:
        data.decode()
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode()
        except (UnicodeError, LookupError):
            pass
    return data
