"""Plain text and Markdown: one article a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from ..errors import CorpusError
from ..model import Article
from .byline import stated_author
from .credit import stated_fields
from .dateline import stated_day
from .encodings import Decoded, decode, encoding_of
from .fields import to_article
from .headline import headline
from .inputs import Input, Options, Remark, Skip
from .large import LARGE, decoded_pieces
from .markdown import unmarked
from .parts import parts_of

MAX_FRONT_MATTER = 64 * 2**10

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)(?<=\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"[ \t]*(\w[\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*\S))?[ \t]*")
_QUOTED = re.compile(r"^(['\"])((?:(?!\1).)*)\1$")
_MARKED = frozenset({".md", ".markdown"})


def read_text(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[None, Article]]:
    """Read a .txt or .md file as one article."""
    try:
        for article in read_plain(file, options):
            yield None, article
    except CorpusError as error:
        on_skip(error)


def read_plain(file: Input, options: Options) -> Iterator[Article]:
    """Read a .txt or .md file as one article, a large one as its parts.

    A first line that reads like a headline becomes the title, and the text begins after it; otherwise the
    title is made from the file's name. Front matter in YAML may give title, source, author, published or
    date, url, id and language; else the top of the text may give the day and the writers (`stated_day`,
    `stated_author`). Whatever
    is text is kept to the character.

    Args:
        file: The file.
        options: How it is read.

    Raises:
        CorpusError: The file cannot be read, is empty, too large, in no encoding that can be told, or its front
            matter is broken.
    """
    path, name = file.path, file.name
    pieces = _decoded(file, options)
    text, following = next(pieces), next(pieces, None)
    fields, start = _front_matter(path, text)
    heading, body = None, text[start:]
    if following is None and name.suffix.lower() in _MARKED:
        heading, body = unmarked(body)
    title, begin = (heading, 0) if heading else headline(body)
    if heading and fields.get("title", heading) != heading:
        body = f"{heading}\n\n{body}"
    elif fields.get("title", title) != title:
        begin = 0
    record = {"id": file.id, "title": title or _from_name(name.stem), **stated_fields(body), **fields}
    if not fields.keys() & {"published_at", "published", "date"}:
        record["published"] = stated_day(body)
    if not record.keys() & {"author", "authors", "byline", "by"}:
        record["author"] = stated_author(body)
    article = to_article(record, path, None, options, text=body[begin:])
    if following is None:
        yield article
        return
    try:
        yield from parts_of(article, chain([article.text, following], pieces))
    except UnicodeDecodeError as error:
        raise CorpusError(path, None, f"cannot be read as {error.encoding} to its end; save it as UTF-8") from None


def _decoded(file: Input, options: Options) -> Iterator[str]:
    """Yield the text, a large one in pieces.

    Raises:
        CorpusError: It cannot be decoded, or is empty.
    """
    data = file.read()
    found = decode(data) if len(data) <= LARGE else encoding_of(data)
    if found is None:
        raise CorpusError(
            file.path, None, f"{_fault(data)}, and no other encoding is likely; save the file as UTF-8"
        )
    *_, encoding, certainty = found
    if certainty < 1:
        reason = f"{_fault(data)}; read as {encoding} ({certainty:.0%} sure)"
        options.tell(Remark(file.path, None, reason))
    if isinstance(found, Decoded):
        if not found.text or found.text.isspace():
            raise CorpusError(file.path, None, "empty")
        yield found.text
    else:
        options.tell(
            Remark(file.path, None, f"{len(data) / 2**20:,.0f} MiB are too many for one article; read in parts")
        )
        yield from decoded_pieces(data, encoding)


def _fault(data: bytes) -> str:
    """Say which byte of a file is not UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"not UTF-8 (byte 0x{data[error.start]:02X} in line {line})"
    return "UTF-8"


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
        fields = _plain_fields(found[1])
        if fields is None:
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


def _plain_fields(text: str) -> dict[str, object] | None:
    """Read front matter that is no YAML, a field a line as people write it: `title: Live: the quake`.

    Returns:
        The fields; None where a line is anything else, or a value may be meant as more than its words.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    found = [field for line in lines if (field := _FIELD.fullmatch(line))]
    values = [field[2] or "" for field in found]
    if len(found) < len(lines) or any(
        value.startswith(tuple("[{&*!|>")) or value.count('"') % 2 for value in values
    ):
        return None
    return {field[1]: _QUOTED.sub(r"\2", value) for field, value in zip(found, values, strict=True)}


def _from_name(stem: str) -> str:
    """Make a title from a file's name, unless the name is a mere code."""
    parts = [part for part in re.split(r"[-_\s]+", stem) if part]
    return " ".join(parts) if any(part.isalpha() for part in parts) else stem
