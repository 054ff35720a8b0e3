"""Files of every kind that is read, made on the spot from made-up news."""
# ruff: noqa: E501  (text and markup stay on a line as long as they read)

from __future__ import annotations

import csv
import gzip
import io
import json
import mailbox
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path

from .pages import open_graph, wordpress
from .stories import STORIES, Story


def docx(story: Story) -> bytes:
    import docx as word

    document = word.Document()
    document.core_properties.title = story.title
    document.core_properties.author = story.author
    document.add_heading(story.title, 0)
    for one in story.paragraphs:
        document.add_paragraph(one)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rows(stories: Sequence[Story]) -> list[list[str]]:
    head = ["Headline", "Body", "Date", "Outlet", "Byline", "Link"]
    return [head, *([s.title, s.text, s.published, s.source, s.author, s.url] for s in stories)]


def table(stories: Sequence[Story], delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows(stories))
    return out.getvalue().encode()


def xlsx(stories: Sequence[Story]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows(stories):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parquet(stories: Sequence[Story]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as format_

    head, *lines = rows(stories)
    out = io.BytesIO()
    format_.write_table(pa.table({name: [line[at] for line in lines] for at, name in enumerate(head)}), out)
    return out.getvalue()


def message(story: Story, *, html: bool = False) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = story.title, f"{story.author.split(' and ')[0]} <desk@{story.host}>"
    mail["Date"], mail["Message-ID"] = "Fri, 14 Mar 2025 08:30:00 +0100", f"<{story.slug}@{story.host}>"
    mail.set_content("\n\n".join(story.paragraphs), cte="quoted-printable")
    if html:
        mail.add_alternative("".join(f"<p>{one}</p>" for one in story.paragraphs), subtype="html")
    return mail


def mbox(stories: Sequence[Story], path: Path) -> bytes:
    box = mailbox.mbox(path)
    for story in stories:
        box.add(message(story))
    box.close()
    return path.read_bytes()


def warc(stories: Sequence[Story], *, packed: bool = True) -> bytes:
    out = io.BytesIO()
    for story in stories:
        page = wordpress(story).encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(
            page
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {story.url}\r\nWARC-Date: 2025-03-15T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(story.slug)) % 10**12:012d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + len(page)}\r\n\r\n"
        )
        record = head.encode() + http + page + b"\r\n\r\n"
        out.write(gzip.compress(record) if packed else record)
    return out.getvalue()


def rss(stories: Sequence[Story]) -> bytes:
    from xml.sax.saxutils import escape

    items = "".join(
        f"<item><title>{escape(s.title)}</title><link>{s.url}</link><guid>{s.url}</guid><dc:creator>{escape(s.author)}"
        f"</dc:creator><pubDate>Fri, 14 Mar 2025 08:30:00 GMT</pubDate><content:encoded>"
        f"{escape(''.join(f'<p>{escape(one)}</p>' for one in s.paragraphs))}</content:encoded></item>"
        for s in stories
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content='
        f'"http://purl.org/rss/1.0/modules/content/"><channel><title>The Courier</title>{items}</channel></rss>'
    ).encode()


def atom(stories: Sequence[Story]) -> bytes:
    from xml.sax.saxutils import escape

    entries = "".join(
        f'<entry><title>{escape(s.title)}</title><id>{s.url}</id><link href="{s.url}"/><author><name>{escape(s.author)}'
        f"</name></author><published>2025-03-14T08:30:00Z</published><updated>2025-03-14T09:30:00Z</updated><content "
        f'type="html">{escape("".join(f"<p>{escape(one)}</p>" for one in s.paragraphs))}</content></entry>'
        for s in stories
    )
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Courier</title>{entries}</feed>'
    ).encode()


def pdf(story: Story, *, columns: int = 2, times: int = 1, scan: bool = False) -> bytes:
    """Set a story in columns, with words divided at line ends, a running head and page numbers."""
    from fpdf import FPDF

    page = FPDF(format="A4", unit="pt")
    page.set_title(story.title)
    page.set_author(story.author)
    page.set_margin(50)
    page.set_auto_page_break(auto=False)
    page.set_font("Times", size=10)
    width = (page.w - 100 - 20 * (columns - 1)) / columns
    lines = _set(page, [one for _ in range(times) for one in story.paragraphs], width - 6)
    if scan:
        lines = []
    tall, per = 13.0, 48
    while True:
        page.add_page()
        page.set_font("Times", "I", 8)
        page.text(50, 30, f"The Weekly Page {story.published[:4]}")
        page.text(page.w / 2, page.h - 25, str(page.page_no()))
        page.set_font("Times", size=10)
        top = 70.0
        if page.page_no() == 1 and not scan:
            page.set_font("Times", "B", 16)
            page.text(50, 70, _latin(story.title)[:60])
            page.set_font("Times", size=10)
            top = 105.0
        for column in range(columns):
            here, lines = lines[:per], lines[per:]
            for at, line in enumerate(here):
                page.text(50 + column * (width + 20), top + at * tall, line)
        if not lines:
            break
    return bytes(page.output())


def _latin(text: str) -> str:
    table = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'"})
    return text.translate(table).encode("latin-1", "replace").decode("latin-1")


def _set(page: object, paragraphs: Sequence[str], width: float) -> list[str]:
    measure: Callable[[str], float] = page.get_string_width  # type: ignore[attr-defined]
    lines = []
    for paragraph in paragraphs:
        line = "  "
        for word in _latin(paragraph).split():
            if measure(f"{line} {word}") <= width:
                line = f"{line} {word}" if line.strip() else f"{line}{word}"
                continue
            cut = len(word) // 2
            if len(word) > 8 and word.isalpha() and measure(f"{line} {word[:cut]}-") <= width:
                lines.append(f"{line} {word[:cut]}-")
                line = word[cut:]
            else:
                lines.append(line)
                line = word
        lines.append(line)
    return lines


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def jsonl(stories: Sequence[Story]) -> bytes:
    return "".join(
        json.dumps({"_id": s.slug, "title": s.title, "text": s.text, "published": s.published}) + "\n"
        for s in stories
    ).encode()


def every_kind(folder: Path) -> dict[str, bytes]:
    """Give a whole file of each kind, by name."""
    one, two = STORIES[0], STORIES[:2]
    return {
        "a.jsonl": jsonl(two),
        "a.json": json.dumps([json.loads(line) for line in jsonl(two).splitlines()]).encode(),
        "a.txt": "\n\n".join([one.title, *one.paragraphs]).encode(),
        "a.html": open_graph(one).encode(),
        "a.rss": rss(two),
        "a.atom": atom(two),
        "a.warc.gz": warc(two),
        "a.warc": warc(two, packed=False),
        "a.pdf": pdf(one),
        "a.docx": docx(one),
        "a.csv": table(two),
        "a.tsv": table(two, "\t"),
        "a.xlsx": xlsx(two),
        "a.parquet": parquet(two),
        "a.eml": message(one, html=True).as_bytes(),
        "a.mbox": mbox(two, folder / "made.mbox"),
        "a.zip": zipped({"x/1.html": open_graph(one).encode(), "x/2.txt": one.text.encode()}),
        "a.tar.gz": tarred({"x/1.html": open_graph(one).encode(), "x/2.txt": one.text.encode()}),
        "b.jsonl.gz": gzip.compress(jsonl(two)),
    }
