"""Articles and statements as the texts that a Milvus keeps, and back; each is checked when it is read."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..errors import IndexCorrupt
from ..model import Article, Statement
from ..storage.possible import is_article, is_number, is_statement
from ..storage.rows import article_of, article_values, checksum, statement_of, statement_values


def article_text(article: Article, rows: Sequence[int]) -> str:
    """Write an article, and the row numbers of its passages."""
    values = list(article_values(article))
    return json.dumps([values, list(rows), checksum(*values, *rows)], ensure_ascii=False)


def read_article(text: str, where: str) -> tuple[Article, list[int]]:
    """Read what `article_text` wrote.

    Raises:
        IndexCorrupt: It is damaged.
    """
    try:
        values, rows, total = json.loads(text)
        article = article_of(values)
        if total == checksum(*values, *rows) and is_article(article) and all(map(is_number, rows)):
            return article, rows
    except (ValueError, TypeError, RecursionError) as error:
        raise _damaged(where) from error
    raise _damaged(where)


def statement_text(statement: Statement) -> str:
    """Write a statement, without its article."""
    values = [*statement_values(statement), statement.probability, statement.sieve]
    return json.dumps([values, checksum(*map(str, values))], ensure_ascii=False)


def read_statement(text: str, article: Article, where: str) -> Statement:
    """Read what `statement_text` wrote.

    Raises:
        IndexCorrupt: It is damaged.
    """
    try:
        values, total = json.loads(text)
        statement = statement_of(values[:-2], article, (values[-2], values[-1]))
        if total == checksum(*map(str, values)) and is_statement(statement, len(article.text)):
            return statement
    except (ValueError, TypeError, IndexError, RecursionError) as error:
        raise _damaged(where) from error
    raise _damaged(where)


def _damaged(where: str) -> IndexCorrupt:
    return IndexCorrupt(f"{where}: a row is damaged; put the revision there again: onrecord index --store")
