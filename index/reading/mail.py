"""Mail: newsletters and alerts, an article a message (.eml, .mbox)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO

from ..errors import CorpusError
from ..model import Article
from .feed import html_text
from .fields import to_article
from .inputs import MAX_BYTES, Input, Options, Skip
from .tidy import tidy, unwrap


def read_eml(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[None, Article]]:
    """Read a message as one article."""
    try:
        yield None, _article(file.read(), file, None, options)
    except CorpusError as error:
        on_skip(error)


def read_mbox(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[int, Article]]:
    """Read the messages of a mailbox, one at a time; the number of a message, from 1, stands for its line."""
    number = 0
    try:
        with file.open() as stream:
            for number, data in enumerate(_messages(stream), start=1):
                try:
                    if len(data) > MAX_BYTES:
                        raise CorpusError(file.path, number, f"a message larger than {MAX_BYTES // 2**20} MiB")
                    yield number, _article(data, file, number, options)
                except CorpusError as error:
                    on_skip(error)
    except OSError as error:
        on_skip(CorpusError(file.path, None, f"cannot be read: {error.strerror or error}"))
        return
    if number == 0:
        on_skip(CorpusError(file.path, None, "no mailbox: it does not begin with a line `From `"))


def _messages(stream: BinaryIO) -> Iterator[bytes]:
    """Part a mailbox at its `From ` lines (RFC 4155); a quoted `>From ` is freed."""
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    for line in stream:
        if blank and line.startswith(b"From "):
            if begun:
                yield b"".join(lines)
            lines, size, begun, blank = [], 0, True, False
            continue
        if begun and size <= MAX_BYTES:
            kept = line[1:] if line.startswith(b">From ") else line
            lines.append(kept)
            size += len(kept)
        blank = not line.strip()
    if begun:
        yield b"".join(lines)


def _article(data: bytes, file: Input, number: int | None, options: Options) -> Article:
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not isinstance(message, EmailMessage) or not message.keys():
            raise CorpusError(file.path, number, "not a message")
        name, address = parseaddr(str(message.get("From", "")))
        body = message.get_body(preferencelist=("plain", "html"))
        content = str(body.get_content()) if body is not None else ""
        html = body is not None and body.get_content_subtype() == "html"
        own = f"{file.id}#{number}" if number is not None else file.id
        record = {
            "id": str(message.get("Message-ID", "")).strip("<> \t") or own,
            "title": str(message.get("Subject", "")),
            "author": name or address or None,
            "published": str(message.get("Date", "")),
            "text": (html_text(content) if html else unwrap(tidy(content))) or None,
        }
    except CorpusError:
        raise
    except Exception as error:  # noqa: BLE001 - the email package raises errors of many kinds over broken messages
        raise CorpusError(file.path, number, f"a broken message ({type(error).__name__})") from None
    return to_article(record, file.path, number, options)
