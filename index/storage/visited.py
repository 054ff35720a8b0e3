"""What is kept of visits to the web: beside the articles that came of them, so that both are lost or neither."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final

from ..model import Article
from .rows import ARTICLE_COLUMNS, article_of
from .schema import set_meta

_KEY: Final = "visited:"
_VISITS: Final = (
    f"SELECT substr(key, {len(_KEY) + 1}) AS url, value, CASE WHEN json_valid(value) THEN value END AS told"
    " FROM meta WHERE key >= 'visited:' AND key < 'visited;'"
)


def keep_visits(connection: sqlite3.Connection, visits: Iterable[tuple[str, str]]) -> None:
    """Keep visits, by address, in a transaction."""
    for url, told in visits:
        set_meta(connection, f"{_KEY}{url}", told)


def kept_visit(connection: sqlite3.Connection, url: str) -> str | None:
    """Give what was kept of an address, None where nothing was."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (f"{_KEY}{url}",)).fetchone()
    return None if found is None else str(found[0])


def visits_due(connection: sqlite3.Connection, source: str, now: float, most: int) -> list[tuple[str, str]]:
    """Give the visits, by address, that a source led to and that are to be repeated, the most overdue first."""
    select = (
        f"WITH visits AS ({_VISITS}) SELECT url, value FROM visits"
        " WHERE json_extract(told, '$.source') = ? AND json_extract(told, '$.again') <= ?"
        " ORDER BY json_extract(told, '$.again') LIMIT ?"
    )
    return connection.execute(select, (source, now, most)).fetchall()


def read_from(connection: sqlite3.Connection, addresses: Sequence[str]) -> dict[str, Article]:
    """Give the living articles that were read from addresses, by these."""
    select = (
        f"SELECT {ARTICLE_COLUMNS}, a.origin FROM articles a"
        " WHERE a.died IS NULL AND a.origin IN (SELECT value FROM json_each(?))"
    )
    found = connection.execute(select, (json.dumps(list(addresses)),))
    return {origin: article_of(values) for *values, origin in found}


def gone_from_web(connection: sqlite3.Connection, sources: Sequence[str], missed: int) -> list[str]:
    """Give the ids of living articles whose pages are gone.

    Args:
        connection: The database.
        sources: The addresses that led to them.
        missed: Looks that found nothing, from which on a page is gone.
    """
    select = (
        f"WITH visits AS ({_VISITS}), gone AS (SELECT url, json_extract(told, '$.url') AS there FROM visits"
        " WHERE json_extract(told, '$.source') IN (SELECT value FROM json_each(?))"
        " AND json_extract(told, '$.missed') >= ?)"
        " SELECT id FROM articles WHERE died IS NULL"
        " AND origin IN (SELECT url FROM gone UNION SELECT there FROM gone) ORDER BY key"
    )
    return [id_ for (id_,) in connection.execute(select, (json.dumps(list(sources)), missed))]
