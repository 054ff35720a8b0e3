"""Web archives (WARC, ISO 28500): an article a page that was fetched well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from ..errors import CorpusError
from ..model import Article
from .inputs import MAX_BYTES, Input, Options, Skip, needs
from .page import page_article

_OK: Final = 200
_PAGES: Final = ("text/html", "application/xhtml+xml")


def read_warc(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[int, Article]]:
    """Read the HTML pages of a web archive; the number of the record, from 1, stands for its line."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        on_skip(needs("fastwarc", file.path, "a web archive"))
        return
    number, pages = 0, 0
    try:
        with file.open() as stream:
            for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
                number += 1
                http = record.http_headers
                if http is None or http.status_code != _OK or (record.http_content_type or "") not in _PAGES:
                    continue
                pages += 1
                address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
                page = Input(file.path, PurePath(address or f"{file.id}#{number}"), file.open)
                try:
                    data = record.reader.read(MAX_BYTES + 1)
                    if len(data) > MAX_BYTES:
                        raise CorpusError(file.path, number, f"a page larger than {MAX_BYTES // 2**20} MiB")
                    article = page_article(data, page, address or None, options)
                    yield number, _called(article, address)
                except CorpusError as error:
                    on_skip(CorpusError(file.path, number, f"{address}: {error.reason}"))
    except (OSError, ValueError, RuntimeError) as error:
        on_skip(CorpusError(file.path, number or None, f"damaged web archive: {error}"))
        return
    if not pages:
        on_skip(CorpusError(file.path, None, "a web archive without pages"))


def _called(article: Article, address: str) -> Article:
    """Name an article by its address, which is what a web archive keeps it under."""
    return replace(article, id=article.url or address or article.id)
