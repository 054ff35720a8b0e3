"""JSON Lines: one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ..errors import CorpusError
from ..model import Article
from .fields import to_article
from .inputs import Input, Options, Skip
from .plain import not_utf8

MAX_LINE = 256 * 2**20
PATIENCE = 100

_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
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
        for line, raw in _lines(file):
            try:
                yield line, _article(source.path, line, raw, options)
            except CorpusError as error:
                yield line, error


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank; one that is too long yields its first bytes, too many."""
    number = 0
    while raw := file.readline(MAX_LINE + 1):
        number += 1
        rest = raw
        while len(rest) > MAX_LINE and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE + 1)
        if number == 1:
            raw = raw.removeprefix(_BOM)
        if not raw.isspace() and raw:
            yield number, raw


def _article(path: Path, line: int, raw: bytes, options: Options) -> Article:
    if len(raw) > MAX_LINE:
        raise CorpusError(path, line, f"longer than {MAX_LINE // 2**20} MiB")
    try:
        record = json.loads(raw.rstrip(b"\r\n").decode())
    except UnicodeDecodeError:
        if line == 1 and raw.startswith(_UTF_16):
            raise _OtherFile(path, line, "UTF-16; save the file as UTF-8") from None
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
    return to_article(record, path, line, options)


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
