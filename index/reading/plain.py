"""Plain text and Markdown: one article a file."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from ..errors import CorpusError
from ..model import Article
from ..text.paragraphs import paragraphs
from .fields import to_article

MAX_BYTES = 256 * 2**20
MAX_FRONT_MATTER = 64 * 2**10

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"\s*#[ \t]+(\S.{0,500}?)[ \t]*#*[ \t]*(?:[\r\n]\s*|\Z)")
_TITLE_CHARACTERS = 200
_OPENING = 20_000


def read_plain(path: Path, name: PurePath) -> Article:
    """Read a .txt or .md file as one article.

    A first line that reads like a headline becomes the title, and the text begins after it; otherwise the
    title is made from the file's name. Front matter in YAML may give title, source, author, published or
    date, url, id and language. Whatever is text is kept to the character.

    Args:
        path: The file.
        name: What it is called in its folder; without the suffix it is the article's id.

    Raises:
        CorpusError: The file cannot be read, is empty, too large, not UTF-8, or its front matter is broken.
    """
    text = _decode(path)
    fields, start = _front_matter(path, text)
    title, begin = _headline(text[start:], markdown=name.suffix.lower() == ".md")
    if fields.get("title", title) != title:
        begin = 0
    record = {"id": name.with_suffix("").as_posix(), "title": title or _from_name(name.stem), **fields}
    return to_article(record, path, None, text=text[start + begin :])


def _decode(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CorpusError(path, None, f"larger than {MAX_BYTES // 2**20} MiB; split it into articles")
        data = path.read_bytes()
    except OSError as error:
        raise CorpusError(path, None, f"cannot be read: {error.strerror}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError(path, line, not_utf8(data[data.rfind(b"\n", 0, error.start) + 1 :])) from None
    if not text or text.isspace():
        raise CorpusError(path, None, "empty")
    return text


def not_utf8(line: bytes) -> str:
    """Say which byte of a line is not UTF-8."""
    try:
        line.decode()
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode()) + 1
        return f"not UTF-8: byte 0x{line[error.start]:02X} at column {column}; save the file as UTF-8"
    raise ValueError("the line is UTF-8")


def _front_matter(path: Path, text: str) -> tuple[dict[str, object], int]:
    """Give the fields of the front matter, and where the body starts."""
    found = _FRONT_MATTER.match(text, 0, MAX_FRONT_MATTER)
    if not found:
        return {}, 0
    import yaml

    try:
        # BaseLoader makes strings, lists and mappings only: `language: no` and `id: 007` stay as written.
        fields = yaml.load(found[1], Loader=yaml.BaseLoader)  # noqa: S506 - safer than the SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else None
        raise CorpusError(path, line, f"broken front matter: {error.problem or error.context}") from None
    except (yaml.YAMLError, RecursionError):
        raise CorpusError(path, 1, "broken front matter") from None
    if not isinstance(fields, dict):
        return {}, 0
    stated = {str(key).lower(): value for key, value in fields.items() if value not in ("", "~", "null")}
    stated.pop("text", None)
    return stated, found.end()


def _headline(body: str, *, markdown: bool) -> tuple[str | None, int]:
    """Give the first line if it is a headline, and where the text after it begins."""
    heading = _HEADING.match(body) if markdown else None
    if heading:
        return heading[1], heading.end() if body[heading.end() :].strip() else 0
    spans = paragraphs(body[:_OPENING])
    if not spans[1:]:
        return None, 0
    first, start = body[slice(*spans[0])], spans[1].start
    reads_like_one = (
        len(first) <= _TITLE_CHARACTERS
        and (first[0].isalnum() or first[0] in "\"'“‘«")
        and first[-1] not in ".,;:…"
        and not first.lower().startswith("by ")
        and "\n" not in first
        and len(body) - start > 2 * len(first)
    )
    return (first, start) if reads_like_one else (None, 0)


def _from_name(stem: str) -> str:
    """Make a title from a file's name, unless the name is a mere code."""
    parts = [part for part in re.split(r"[-_\s]+", stem) if part]
    return " ".join(parts) if any(part.isalpha() for part in parts) else stem
