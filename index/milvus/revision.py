"""One revision in a Milvus: which collections it is in, and what there is to know of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

from ..errors import IndexCorrupt, IndexFormatError, IndexNotFound, StoreError
from .conditions import EVERYTHING, Column, Condition, one_of
from .layout import SCHEMA, Collections, Kind, collections_of, tag_of
from .server import Gone, Server

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What there is to know of a revision.

    Attributes:
        schema: Version of the collections' columns.
        revision: Counts the publications.
        encoder: Name of the model that the vectors were made with.
        sha256: That of its weights, "" where it comes from the hub.
        dim: Components of a vector.
        passages: Number of passages.
        articles: Number of articles.
        last_key: The highest key of an article.
        last_row: The highest row number of a passage.
        last_statement: The highest id of a statement.
        words_a_passage: The mean.
        period: First and last day of publication, or nothing.
        sources: Outlets by number.
        sizes: How many articles each has, most first.
        authors: Bylines by number.
        languages: Languages by number.
        old_statements: Whether an earlier version found some of the statements.
        sparse: Whether passages have sparse vectors of their words, which a Milvus before 2.4 does not take.
        undated: How many articles have no day of publication; 0 where an earlier version did not count them.
    """

    schema: int
    revision: int
    encoder: str
    sha256: str
    dim: int
    passages: int
    articles: int
    last_key: int
    last_row: int
    last_statement: int
    words_a_passage: float
    period: list[str]
    sources: list[str]
    sizes: dict[str, int]
    authors: list[str]
    languages: list[str]
    old_statements: bool
    sparse: bool
    undated: int = 0

    def to_text(self) -> str:
        """Write them as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


class Revision:
    """Reads one revision's collections, for any number of threads."""

    def __init__(self, server: Server, collections: Collections, tag: str, facts: Facts) -> None:
        """Keep where it is; use `open_revision`."""
        self.server = server
        self.tag = tag
        self.facts = facts
        self._collections = collections

    @property
    def place(self) -> str:
        """Where it lies, as errors name it."""
        return str(self.server.address)

    def query(
        self,
        collection: str,
        condition: Condition,
        columns: Sequence[str],
        *,
        most: int | None = None,
        least: int = 0,
    ) -> list[dict[str, Any]]:
        """Read rows.

        Args:
            collection: A field of `Collections`.
            condition: What they must be.
            columns: What is read of each.
            most: How many at most; None reads all.
            least: How many there are; servers that tell of fewer are asked again.

        Raises:
            StoreError: The revision is not there any more, or nobody answers.
        """
        if condition.nothing or most == 0:
            return []
        name = getattr(self._collections, collection)
        # An empty condition needs a limit.
        text = condition.text or f"{Column.ROW if collection == 'passages' else Column.PART} >= 0"
        limit = {} if most is None else {"limit": most}
        return self._there(lambda: self.server.query(name, text, columns, least=least, **limit))

    def search(self, field: str, vector: Any, k: int, condition: Condition | None) -> list[tuple[int, float]]:
        """Find the passages whose vectors have the greatest inner products with one: rows and products.

        Raises:
            StoreError: As `query`.
        """
        among = condition or EVERYTHING
        if among.nothing or k <= 0:
            return []
        # All passages have a vector: a graph may miss some that are asked for, but not half of them.
        least = (min(k, self.facts.passages) + 1) // 2 if field == "vector" and not among.text else 0
        name = self._collections.passages
        return self._there(lambda: self.server.search(name, field, vector, k, among.text, least=least))

    def names(self, kind: Kind, condition: Condition, columns: Sequence[str]) -> list[dict[str, Any]]:
        """Read rows of one kind of the names' collection."""
        return self.query("names", one_of(Column.KIND, [kind]) & condition, columns)

    def _there(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except Gone:
            reason = "newer ones have taken its place; ask again"
            raise StoreError(f"{self.place}: revision {self.facts.revision} is there no more: {reason}") from None


def newest_tag(server: Server) -> str:
    """Tell which revision an archive's alias leads to.

    Raises:
        IndexNotFound: Nothing was put there yet.
        StoreError: Nobody answers.
    """
    archive = server.address.archive
    try:
        told = server.call("describe_alias", archive)
    except Gone:
        advice = f"run onrecord index --index DIR --store {server.address}"
        raise IndexNotFound(f"{server.address}: no archive is here; {advice}") from None
    tag = tag_of(str(told["collection_name"]), archive)
    if tag is None:
        raise IndexFormatError(f"{server.address}: {archive} is no archive of onrecord; name another after a #")
    return tag


def open_revision(server: Server) -> Revision:
    """Open the revision that an archive's alias leads to.

    Raises:
        IndexNotFound: There is none.
        IndexFormatError: Another version of onrecord put it there.
        StoreError: Nobody answers.
    """
    tag = newest_tag(server)
    collections = collections_of(server.address.archive, tag)
    for name in collections:
        # A file that was closed has released them, and so has a server whose administrator did.
        server.load(name)
    rows = server.query(collections.names, one_of(Column.KIND, [Kind.SETTINGS]).text, ["place", "body"])
    text = "".join(row["body"] for row in sorted(rows, key=lambda row: int(row["place"])))
    return Revision(server, collections, tag, _facts(text, str(server.address)))


def _facts(text: str, place: str) -> Facts:
    again = "put the revision there again: onrecord index --store"
    try:
        told = json.loads(text)
        if isinstance(told, dict) and told.get("schema", SCHEMA) != SCHEMA:
            raise IndexFormatError(f"{place}: schema {told['schema']!r}, this onrecord reads {SCHEMA}; {again}")
        facts = Facts(**{one.name: told[one.name] for one in fields(Facts) if one.name in told})
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise IndexCorrupt(f"{place}: what is told of the revision is damaged; {again}") from error
    return facts
