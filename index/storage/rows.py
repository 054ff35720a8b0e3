"""Articles, passages and statements as rows of the database, and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from ..encoders import Vectors
from ..model import LISTED, Article, Span, Statement
from .possible import is_article, is_number

ARTICLE_COLUMNS: Final = "a.id, a.text, a.title, a.url, a.source, a.author, a.published, a.updated, a.language"
STATEMENT_COLUMNS: Final = (
    "s.speaker, s.as_written, s.as_written_start, s.as_written_end, s.role, s.cue, s.content, s.kind, s.paragraph"
)
KEPT_COLUMNS: Final = "a.key, a.hash, a.passages, a.statements, a.origin, a.born, a.died, a.checksum"
"""What the index itself notes of an article; the checksum sums up its id and the others."""
STORED_COLUMNS: Final = f"{KEPT_COLUMNS}, {ARTICLE_COLUMNS}"
_KEPT: Final = len(KEPT_COLUMNS.split())
PASSAGE_COLUMNS: Final = 'p.row, p.article, p.paragraph, p."start", p."end", p.vector, p.checksum'
LIVING: Final = "a.born <= :revision AND (a.died IS NULL OR a.died > :revision)"
"""SQL: article `a` belongs to revision `:revision`."""
INSERT_ARTICLE: Final = (
    "INSERT INTO articles (id, text, title, url, source, author, published, updated, language,"
    " key, hash, passages, statements, origin, born, died, checksum)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_PASSAGE: Final = (
    'INSERT INTO passages (row, article, paragraph, "start", "end", vector, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)'
)
INSERT_STATEMENT: Final = (
    "INSERT INTO statements (id, article, speaker, as_written, as_written_start, as_written_end, role, cue,"
    " content, kind, paragraph, passage, checksum, finding) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def checksum(*values: str | int | bytes | None) -> int:
    """Sum up the values of a row, CRC-32: every flipped bit changes it."""
    total = 0
    for value in values:
        data = value if isinstance(value, bytes) else f"{value!r},".encode()
        total = zlib.crc32(data, total)
    return total


def is_whole(values: Sequence[Any]) -> bool:
    """Whether the last of a row's values is the checksum of the others."""
    return bool(values[-1] == checksum(*values[:-1]))


def stored_article(row: Sequence[Any]) -> tuple[Article, bool]:
    """Build an article from the values of `STORED_COLUMNS`, and tell whether it is the one that was stored."""
    kept, article = row[:_KEPT], article_of(row[_KEPT:])
    try:
        whole = bool(kept[-1] == checksum(article.id, *kept[:-1])) and article.content_hash == kept[1]
    except (TypeError, ValueError):
        return article, False
    key, _, passages, statements, *_ = kept
    return article, whole and is_article(article) and all(map(is_number, (key, passages, statements)))


def article_of(row: Sequence[Any]) -> Article:
    """Build an article from the values of `ARTICLE_COLUMNS`, which stand in the order of its fields."""
    return Article(*row)


def article_values(article: Article) -> tuple[str | None, ...]:
    """Give the values of `ARTICLE_COLUMNS`."""
    return (
        article.id, article.text, article.title, article.url, article.source,
        article.author, article.published, article.updated, article.language,
    )  # fmt: skip


def finding_text(id_: int, statement: Statement) -> str:
    """Write how a statement was found: its probability, the sieve that named the speaker, and their checksum."""
    probability, sieve = statement.probability, statement.sieve
    return json.dumps([probability, sieve, checksum(id_, json.dumps([probability, sieve]))])


def finding_of(id_: int, text: str | None) -> tuple[float | None, str]:
    """Read what `finding_text` wrote; older indexes tell nothing.

    Raises:
        ValueError: It is damaged.
    """
    if text is None:
        return None, ""
    try:
        probability, sieve, total = json.loads(text)
    except (TypeError, RecursionError) as error:
        raise ValueError(text) from error
    if total != checksum(id_, json.dumps([probability, sieve])):
        raise ValueError(text)
    likely = probability is None or (isinstance(probability, float | int) and 0 <= probability <= 1)
    if not likely or not isinstance(sieve, str):
        raise ValueError(text)
    return probability, sieve


def listed(finding: str) -> str:
    """Give SQL for `Statement.is_listed` of a statement `s`; what is damaged or tells no probability is listed.

    Args:
        finding: SQL for what `finding_text` wrote.
    """
    probability = f"CASE WHEN json_valid({finding}) THEN json_extract({finding}, '$[0]') END"
    return f"s.kind <> 'stance' AND (s.kind <> 'indirect' OR coalesce({probability}, 1) >= {LISTED})"


def statement_of(
    row: Sequence[Any], article: Article, finding: tuple[float | None, str] = (None, "")
) -> Statement:
    """Build a statement from the values of `STATEMENT_COLUMNS` and of `finding_of`.

    Raises:
        ValueError: Its content is no list of spans.
    """
    speaker, as_written, start, end, role, cue, content, kind, paragraph = row
    try:
        spans = tuple(Span(*span) for span in json.loads(content))
    except (TypeError, RecursionError) as error:
        raise ValueError(content) from error
    return Statement(
        article=article,
        speaker=speaker,
        as_written=as_written,
        as_written_span=None if start is None else Span(start, end),
        role=role,
        cue=cue,
        content=spans,
        kind=kind,
        paragraph=paragraph,
        probability=finding[0],
        sieve=finding[1],
    )


def statement_values(statement: Statement) -> tuple[str | int | None, ...]:
    """Give the values of `STATEMENT_COLUMNS`."""
    start, end = statement.as_written_span or (None, None)
    content = json.dumps([list(span) for span in statement.content])
    return (
        statement.speaker, statement.as_written, start, end,
        statement.role, statement.cue, content, statement.kind, statement.paragraph,
    )  # fmt: skip


def vector_blob(vector: Vectors) -> bytes:
    """Pack one vector, shape (dim,), as little-endian float16: half the bytes, at most 0.0005 off a component."""
    return vector.astype("<f2").tobytes()


def vectors_of(blobs: Sequence[bytes], dim: int) -> Vectors:
    """Unpack vectors to float32 rows, shape (len(blobs), dim)."""
    packed = np.frombuffer(b"".join(blobs), dtype="<f2")
    return packed.reshape(-1, dim).astype(np.float32)
