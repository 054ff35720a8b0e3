"""Articles, passages, statements and speakers as flat rows, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from onrecord.index import QueryError
from onrecord.search.quotable import PARTED, quotable, spoken

from ..records import ArticleRecord, article_record, full_article_record, told_record, voice_record

if TYPE_CHECKING:
    from onrecord.index import Article, Passage, Statement
    from onrecord.search import Engine, Filters, Speaker

Exported = Literal["articles", "passages", "statements", "speakers"]
KINDS: Final[tuple[Exported, ...]] = get_args(Exported)

Row = Mapping[str, str | int | float | None]
"""Values by column; true and false are numbers too."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows, and the names of their columns.

    Attributes:
        columns: In order, with the type of their values.
        rows: Read while they are taken.
    """

    columns: Mapping[str, type]
    rows: Iterator[Row]


def rows_of(
    engine: Engine, what: Exported, filters: Filters, *, by: str | None = None, kind: str | None = None
) -> Rows:
    """Read what is to be exported.

    Args:
        engine: The archive.
        what: Which of `KINDS`.
        filters: Which articles.
        by: Only statements of this speaker, by name or role.
        kind: Only statements of this kind: direct, mixed, indirect or stance.

    Raises:
        QueryError: There is no such kind of rows, nobody is quoted under that name, or a filter cannot be used.
    """
    filters.days()
    index = engine.index
    if what == "articles":
        return Rows(_ARTICLE, map(_article, index.every_article(filters)))
    if what == "passages":
        return Rows(_PASSAGE, map(_passage, index.every_passage(filters)))
    if what == "speakers":
        return Rows(_SPEAKER, map(_speaker, engine.speakers()))
    if what != "statements":
        raise QueryError(f"no export of {what!r}; there are {', '.join(KINDS)}")
    names = None
    if by is not None:
        speaker = engine.speaker(by)
        if speaker is None:
            raise QueryError(f"nobody is quoted under the name {by!r}; onrecord speakers lists who is")
        names = frozenset(speaker.names)
    return Rows(STATEMENT, map(statement_row, _chosen(index.every_statement(filters), names, kind)))


def _chosen(
    statements: Iterator[Statement], names: frozenset[str] | None, kind: str | None
) -> Iterator[Statement]:
    return (one for one in statements if (names is None or one.who in names) and kind in {None, one.kind})


ABOUT: Final = dict.fromkeys(("article", "title", "source", "author", "published", "url"), str)
_ARTICLE: Final[Mapping[str, type]] = {**ABOUT, **dict.fromkeys(("updated", "language", "text"), str)}
_PASSAGE: Final[Mapping[str, type]] = {**ABOUT, "paragraph": int, "start": int, "end": int, "text": str}
STATEMENT: Final[Mapping[str, type]] = {
    **ABOUT,
    **dict.fromkeys(("speaker", "as_written", "role", "cue", "kind"), str),
    "probability": float,
    **dict.fromkeys(("certainty", "quote", "words"), str),
    "paragraph": int,
    "start": int,
    "end": int,
    "pieces": str,
}
_SPEAKER: Final[Mapping[str, type]] = {"name": str, "names": str, "roles": str, "statements": int}


def about(article: Article) -> dict[str, str | int | float | None]:
    """Give the columns that every row of an article has."""
    return _flat(article_record(article))


def _article(article: Article) -> Row:
    return _flat(full_article_record(article))


def _flat(record: ArticleRecord) -> dict[str, str | int | float | None]:
    # Beside other columns "id" would not tell whose.
    return {{"id": "article"}.get(name, name): value for name, value in record.items()}  # type: ignore[misc]


def _passage(passage: Passage) -> Row:
    place = {"paragraph": passage.paragraph, "start": passage.start, "end": passage.end}
    return {**about(passage.article), **place, "text": passage.text}


def statement_row(one: Statement) -> Row:
    """Give a statement as a row of the columns `STATEMENT`."""
    who, told = voice_record(one), told_record(one)
    return {
        **about(one.article),
        "speaker": who["name"],
        "as_written": who["as_written"],
        "role": who["role"],
        "cue": told["cue"],
        "kind": told["kind"],
        "probability": told["probability"],
        "certainty": told["certainty"],
        "words": quotable(one.article.text, one.start, one.end, one),
        "paragraph": one.paragraph,
        **said(one.article.text, one.start, one.end, one),
    }


def said(text: str, start: int, end: int, statement: Statement | None) -> Row:
    """Give the columns of the speaker's words in a span, and where each piece of them stands: "12-40 55-80"."""
    pieces = spoken(text, start, end, statement)
    return {
        "quote": PARTED.join(text[a:b] for a, b in pieces),
        "start": start,
        "end": end,
        "pieces": " ".join(f"{a}-{b}" for a, b in pieces),
    }


def _speaker(one: Speaker) -> Row:
    roles = "; ".join(f"{role} ({count})" for role, count in one.roles.most_common())
    return {"name": one.name, "names": "; ".join(one.names), "roles": roles, "statements": one.statements}
