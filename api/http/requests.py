"""What a client may ask."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_EXAMPLE = "what did Putin say about Tomahawks"

Question = Annotated[str, Field(min_length=1, max_length=2000, description="A question or a few words.")]
Fast = Annotated[bool, Field(description="Skip what takes time and only refines the order.")]


class Narrowing(BaseModel):
    """How many passages, and of which articles."""

    model_config = ConfigDict(extra="forbid")

    k: Annotated[int, Field(ge=1, le=1000, description="How many passages, best first.")] = 10
    source: Annotated[str | None, Field(max_length=500, description="The outlet.")] = None
    author: Annotated[str | None, Field(max_length=500, description="The byline.")] = None
    since: Annotated[str | None, Field(max_length=10, description="First day of publication, YYYY-MM-DD.")] = None
    until: Annotated[str | None, Field(max_length=10, description="Last day of publication, YYYY-MM-DD.")] = None
    language: Annotated[str | None, Field(max_length=20, description="ISO 639-1 code.")] = None


class _Parameter(BaseModel):
    q: Annotated[Question, Field(examples=[_EXAMPLE])]


class AskParameters(Narrowing, _Parameter):
    """A question, as parameters of a URL."""


class SearchParameters(Narrowing, _Parameter):
    """A search, as parameters of a URL."""

    fast: Fast = False


class _Asked(BaseModel):
    question: Question


class AskBody(Narrowing, _Asked):
    """A question, as JSON."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"question": _EXAMPLE, "k": 10}]})


class _Sought(BaseModel):
    query: Question


class SearchBody(Narrowing, _Sought):
    """A search, as JSON."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "Tomahawk missiles", "k": 10}]})

    fast: Fast = False
