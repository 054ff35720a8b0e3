"""What a client may change, and what it is told of that."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

MOST: Final = 1000
"""Articles of one request."""

Id = Annotated[str, Field(min_length=1, max_length=512)]
Date = Annotated[str | None, Field(max_length=80, description="ISO 8601, or another form that is clear.")]


class ArticleBody(BaseModel):
    """An article, as published."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"text": "The mayor said: “We are open.”", "source": "Harbour Post"}]},
    )

    text: Annotated[str, Field(min_length=1, max_length=10_000_000, description="The whole body.")]
    title: Annotated[str, Field(max_length=2000)] = ""
    url: Annotated[str | None, Field(max_length=2000)] = None
    source: Annotated[str | None, Field(max_length=500, description="The outlet.")] = None
    author: Annotated[str | None, Field(max_length=500, description="The byline.")] = None
    published: Date = None
    updated: Date = None
    language: Annotated[str | None, Field(max_length=20, description="ISO 639-1 code.")] = None


class NamedArticleBody(ArticleBody):
    """An article and its id."""

    id: Id


class BulkBody(BaseModel):
    """Articles to be put, and ids of articles to be removed after that."""

    model_config = ConfigDict(extra="forbid")

    articles: Annotated[list[NamedArticleBody], Field(max_length=MOST)] = []
    removed: Annotated[list[Id], Field(max_length=MOST)] = []


class JobRecord(TypedDict):
    """A request to change the index."""

    id: str
    state: str
    """queued, running, done or failed."""
    articles: int
    """How many it concerns."""
    accepted: str
    ended: str | None
    added: int
    updated: int
    unchanged: int
    removed: int
    revision: int | None
    """The first revision of the index that has it."""
    detail: str | None
    """Why it failed, or what it waits for."""
    name: str | None
    """What files that came from the page are called."""
    part: float | None
    """How much of them was read, 0 to 1; null where the request has none."""
    skipped: int
    """Files, lines and articles that were passed over."""
    notes: list[str]
    """What else there is to say of them."""


class JobsRecord(TypedDict):
    """The last requests to change the index."""

    jobs: list[JobRecord]
