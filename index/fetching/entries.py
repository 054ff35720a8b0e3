"""An entry of a feed, as an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ..errors import CorpusError
from ..model import Article
from ..reading.fields import to_article
from ..reading.inputs import Options
from .contents import outlet, telling


def entry_article(
    record: Mapping[str, Any], read: Article | None, url: str, number: int, options: Options, *, advice: str = ""
) -> Article:
    """Make an article of an entry and of its page, where that was read.

    Args:
        record: What the feed tells of it.
        read: Its page.
        url: The feed's address.
        number: The entry's place in the feed, from 1.
        options: How it is read.
        advice: What to do where the feed tells no text.

    Raises:
        CorpusError: There is no text, or nothing else that an article needs.
    """
    if read is None and not record["text"]:
        raise CorpusError(url, number, f"the feed tells no text of this entry{advice}")
    text = record["text"] if read is None else read.text
    try:
        told = to_article({**record, "text": text}, Path("feed"), number, telling(url, options))
    except CorpusError as error:
        raise CorpusError(url, number, error.reason) from None
    if read is None:
        return told
    return replace(
        told,
        title=told.title or read.title,
        url=read.url or told.url,
        source=outlet(read) or told.source or read.source,
        author=read.author or told.author,
        published=read.published or told.published,
        updated=read.updated or told.updated,
        language=read.language or told.language,
    )


def entry_id(record: Mapping[str, Any], url: str) -> str:
    """Give an entry's own id, where that is a name for the whole web, else its address."""
    stated = str(record["id"] or "")
    if ":" in stated:
        return stated
    return str(record["url"] or f"{url}#{stated or entry_mark(record)}")


def entry_mark(record: Mapping[str, Any]) -> str:
    """Give what changes when a feed tells something else of an entry."""
    told = "\x1f".join(f"{name}={record[name]}" for name in sorted(record))
    return blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest()
