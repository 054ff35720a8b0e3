"""JSON Lines: one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ..errors import CorpusError
from ..model import Article
from .encodings import recoded_lines, utf_16
from .fields import carried, stated, to_article
from .inputs import Input, Options, Remark, Skip
from .large import LARGE, json_pieces, json_text
from .parts import parts_of
from .plain import not_utf8

MAX_LINE = 256 * 2**20
PATIENCE = 100

_BOM = b"\xef\xbb\xbf"
_QUESTION = ("answerable", "answers", "evidence")


class _OtherFile(CorpusError):
    """A line that tells what the whole file is, unless an article has stood before it."""


class _OtherObject(CorpusError):
    """An object that has nothing of an article."""


def read_jsonl(source: Input, on_skip: Skip, options: Options) -> Iterator[tuple[int, Article]]:
    """Read the articles of a .jsonl file, one line at a time.

    A line that cannot be read is reported and passed over. A file of something else is reported once: one
    whose first object is a question (it has `answerable`, `answers` or `evidence`), one in which no object
    has a text or a title, and one of which none of the first 100 lines can be read.

    Args:
        source: The file.
        on_skip: Told of everything that is passed over.
        options: How files are read.

    Yields:
        The line's number, from 1, and the article.
    """
    path = source.path
    held: list[CorpusError] = []
    found = False
    try:
        for line, article in _read(source, options):
            if isinstance(article, Article):
                for earlier in held:
                    on_skip(earlier)
                held, found = [], True
                yield line, article
            elif found:
                on_skip(article)
            else:
                held.append(article)
                if isinstance(article, _OtherFile) or len(held) == PATIENCE:
                    break
    except OSError as error:
        held.append(CorpusError(path, None, f"cannot be read: {error.strerror or error}"))
    if not found and not held:
        held.append(CorpusError(path, None, "empty"))
    for reported in _verdict(held) if held else ():
        on_skip(reported)


def _read(source: Input, options: Options) -> Iterator[tuple[int, Article | CorpusError]]:
    with source.open() as file:
        for line, held in _lines(file):
            try:
                own = f"{source.id}#{line}"
                for article in articles_of_line(source.path, line, held, options, own, titled=True):
                    yield line, article
            except CorpusError as error:
                yield line, error


def _lines(file: BinaryIO) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the lines that are not blank; one that is too long yields its first bytes, too many.

    A line comes in a list, to be taken out of it: so nobody else holds what may be hundreds of megabytes.
    """
    number = 0
    while raw := file.readline(MAX_LINE + 1):
        number += 1
        if number == 1:
            raw = raw.removeprefix(_BOM)
            if (encoding := utf_16(raw)) is not None:
                lines = enumerate(recoded_lines(raw, file, encoding), start=1)
                yield from ((number, [line[: MAX_LINE + 1]]) for number, line in lines if line.strip())
                return
        ended = len(raw) <= MAX_LINE or raw.endswith(b"\n")
        held = [raw] if raw.strip() else []
        del raw
        while not ended:
            rest = file.readline(MAX_LINE + 1)
            ended = len(rest) <= MAX_LINE or rest.endswith(b"\n")
        if held:
            yield number, held


def articles_of_line(
    path: Path, line: int, held: list[bytes], options: Options, own: str, *, titled: bool = False
) -> Iterator[Article]:
    """Read a line: one article, or the parts of a large one.

    Args:
        path: The file.
        line: The number of the line.
        held: The line, which is taken out of it.
        options: How it is read.
        own: The id of an article that states none.
        titled: Whether only one with a title is an article without an id of its own.

    Raises:
        CorpusError: It is no article.
    """
    raw = held.pop()
    if len(raw) > MAX_LINE:
        raise CorpusError(path, line, f"longer than {MAX_LINE // 2**20} MiB")
    if len(raw) > LARGE and (found := json_text(raw)) is not None:
        start, end = found
        record = _record(path, line, raw[:start] + raw[end:], own, titled=titled)
        if record.get("text") == "":
            common = to_article(record, path, line, options, text="-")
            told = f"{(end - start) / 2**20:,.0f} MiB are too many for one article; read in parts"
            options.tell(Remark(path, line, told))
            try:
                some = False
                for part in parts_of(common, map(carried, json_pieces(raw, start, end))):
                    some = True
                    yield part
            except ValueError as error:
                raise CorpusError(path, line, f"broken JSON or UTF-8 in its text: {error}") from None
            if not some:
                raise CorpusError(path, line, '"text" is empty')
            return
    yield to_article(_record(path, line, raw, own, titled=titled), path, line, options)


def _record(path: Path, line: int, raw: bytes, own: str, *, titled: bool) -> dict[str, object]:
    """Parse a line, see `articles_of_line`.

    Raises:
        CorpusError: It is no article.
    """
    try:
        record = json.loads((raw if len(raw) > LARGE else raw.rstrip(b"\r\n")).decode())
    except UnicodeDecodeError:
        raise CorpusError(path, line, not_utf8(raw)) from None
    except json.JSONDecodeError as error:
        if raw.strip() in (b"[", b"{"):
            raise _OtherFile(path, line, "not JSON Lines, which has one whole object a line") from None
        raise CorpusError(path, line, f"broken JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError):
        raise CorpusError(path, line, "broken JSON: a number too long, or nested too deeply") from None
    if not isinstance(record, dict):
        raise CorpusError(path, line, "not an object; one article a line is expected")
    if question := next((key for key in _QUESTION if key in record), None):
        raise _OtherFile(path, line, f'a question (it has "{question}"), not an article')
    if "text" not in record and "title" not in record:
        raise _OtherObject(path, line, 'neither "text" nor "title"')
    return record if titled and not record.get("title") else {"id": own, **stated(record)}


def _verdict(held: list[CorpusError]) -> list[CorpusError]:
    """Give what to report of a file without an article: one error for a file of something else."""
    path, first, last = held[0].path, held[0], held[-1]
    if isinstance(last, _OtherFile):
        return [CorpusError(path, None, f"not articles: {last.reason}")]
    if all(isinstance(error, _OtherObject) for error in held):
        return [CorpusError(path, None, f"not articles: {first.reason}")]
    if len(held) == PATIENCE:
        reason = f"not articles: the first {PATIENCE} lines cannot be read; line {first.line}: {first.reason}"
        return [CorpusError(path, None, reason)]
    return held
