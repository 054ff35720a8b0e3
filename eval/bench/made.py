"""Files of every kind that is read, made of articles."""

from __future__ import annotations

import csv
import gzip
import io
import json
import mailbox
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any, Final

from onrecord.index import Article

Make = Callable[[Sequence[Article], Path], None]

_FIELDS: Final = ("id", "title", "text", "source", "author", "published", "url")


def _record(one: Article) -> dict[str, Any]:
    return {name: getattr(one, name) for name in _FIELDS}


def _paragraphs(one: Article) -> list[str]:
    return [line.strip() for line in one.text.split("\n") if line.strip()]


def _marked(one: Article) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in _paragraphs(one))


def _a_file_each(suffix: str, write: Callable[[Article], bytes]) -> Make:
    def make(articles: Sequence[Article], folder: Path) -> None:
        for one in articles:
            (folder / f"{one.id}.{suffix}").write_bytes(write(one))

    return make


def _one_file(suffix: str, write: Callable[[Sequence[Article]], bytes]) -> Make:
    def make(articles: Sequence[Article], folder: Path) -> None:
        (folder / f"all.{suffix}").write_bytes(write(articles))

    return make


def _jsonl(articles: Sequence[Article]) -> bytes:
    return "".join(json.dumps(_record(one), ensure_ascii=False) + "\n" for one in articles).encode()


def _json(articles: Sequence[Article]) -> bytes:
    return json.dumps([_record(one) for one in articles], ensure_ascii=False).encode()


def _csv(articles: Sequence[Article]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([_FIELDS, *(_record(one).values() for one in articles)])
    return out.getvalue().encode()


def _xlsx(articles: Sequence[Article]) -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in (_FIELDS, *(list(_record(one).values()) for one in articles)):
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def _parquet(articles: Sequence[Article]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([_record(one) for one in articles]), out)
    return out.getvalue()


def _text(one: Article) -> bytes:
    return f"---\ntitle: {json.dumps(one.title)}\nsource: {json.dumps(one.source)}\n---\n\n{one.text}".encode()


def _page(one: Article) -> bytes:
    stated = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": one.title,
        "datePublished": one.published,
        "author": {"@type": "Person", "name": one.author},
        "publisher": {"@type": "Organization", "name": one.source},
    }
    body = _marked(one)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{escape(one.title)}</title>"
        f'<link rel="canonical" href="{one.url}">'
        f'<script type="application/ld+json">{json.dumps(stated)}</script></head>'
        "<body><nav><a href=/>Home</a> <a href=/news>News</a></nav>"
        f"<article><h1>{escape(one.title)}</h1>{body}</article>"
        "<aside>Most read: five more stories</aside><footer>All rights reserved</footer></body></html>"
    ).encode()


def _feed(articles: Sequence[Article]) -> bytes:
    entries = "".join(
        f"<item><title>{escape(one.title)}</title><link>{one.url}</link><guid>{one.url}</guid>"
        f"<description>{escape(_marked(one))}</description></item>"
        for one in articles
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>All</title>{entries}</channel></rss>'.encode()


def _warc(articles: Sequence[Article]) -> bytes:
    out = io.BytesIO()
    for one in articles:
        page = _page(one)
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {one.url}\r\nWARC-Date: 2025-03-15T00:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out.write(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    return out.getvalue()


def _message(one: Article) -> EmailMessage:
    from datetime import UTC, datetime

    mail = EmailMessage()
    mail["Subject"], mail["From"] = one.title, "Ada Vale <desk@paper.example>"
    mail["Date"] = format_datetime(datetime(2025, 3, 14, tzinfo=UTC))
    mail["Message-ID"] = f"<{one.id}@paper.example>"
    mail.set_content("\n\n".join(_paragraphs(one)), cte="quoted-printable")
    return mail


def _mbox(articles: Sequence[Article], folder: Path) -> None:
    box = mailbox.mbox(folder / "all.mbox")
    for one in articles:
        box.add(_message(one))
    box.close()


def _docx(one: Article) -> bytes:
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_heading(one.title, 0)
    for line in _paragraphs(one):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _pdf(one: Article) -> bytes:
    from fpdf import FPDF

    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=11)
    for line in (one.title, *_paragraphs(one)):
        drawn = line.encode("latin-1", "replace").decode("latin-1")
        document.multi_cell(0, 6, drawn, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def _zip(articles: Sequence[Article]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in articles:
            archive.writestr(f"{one.id}.txt", _text(one))
    return out.getvalue()


KINDS: Final[dict[str, tuple[int, Make]]] = {
    "jsonl": (10_000, _one_file("jsonl", _jsonl)),
    "json": (10_000, _one_file("json", _json)),
    "csv": (10_000, _one_file("csv", _csv)),
    "parquet": (10_000, _one_file("parquet", _parquet)),
    "xlsx": (1_000, _one_file("xlsx", _xlsx)),
    "txt": (3_000, _a_file_each("txt", _text)),
    "zip": (3_000, _one_file("zip", _zip)),
    "rss": (2_000, _one_file("rss", _feed)),
    "mbox": (2_000, _mbox),
    "eml": (2_000, _a_file_each("eml", lambda one: bytes(_message(one)))),
    "html": (400, _a_file_each("html", _page)),
    "warc.gz": (400, _one_file("warc.gz", _warc)),
    "pdf": (400, _a_file_each("pdf", _pdf)),
    "docx": (400, _a_file_each("docx", _docx)),
}
"""Kinds of files, by suffix: how many articles, and what makes the files."""
