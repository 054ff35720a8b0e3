"""What a client may ask."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.requests import Request

from onrecord.index import QueryError
from onrecord.search import Filters

from ..filters import make_filters

_EXAMPLE = "what did Putin say about Tomahawks"

Question = Annotated[str, Field(min_length=1, max_length=2000, description="A question or a few words.")]
Fast = Annotated[bool, Field(description="Skip what takes time and only refines the order.")]


Day = Annotated[str, Field(max_length=10, json_schema_extra={"format": "date"})]


_SEVERAL: Final = frozenset({"source", "previous"})


def once(request: Request) -> None:
    """Check that no parameter is repeated which may stand once only.

    Raises:
        QueryError: One is.
    """
    _no_repeats(request, _SEVERAL)


def once_on_pages(request: Request) -> None:
    """Check the same of a page; only what somebody said is shown of several outlets.

    Raises:
        QueryError: One is repeated.
    """
    _no_repeats(request, _SEVERAL if "/speaker/" in request.url.path else _SEVERAL - {"source"})


def _no_repeats(request: Request, several: frozenset[str]) -> None:
    for name in request.query_params:
        if name not in several and len(request.query_params.getlist(name)) > 1:
            raise QueryError(f"{name} is given several times; give it once")


def _listed(value: Any) -> Any:
    """Let one outlet stand for a list of one."""
    return [value] if isinstance(value, str) else [] if value is None else value


class Filtering(BaseModel):
    """Of which articles."""

    model_config = ConfigDict(extra="forbid")

    source: Annotated[
        list[Annotated[str, Field(max_length=500)]],
        BeforeValidator(_listed),
        Field(max_length=50, description="The outlet; several may be given."),
    ] = []
    author: Annotated[str | None, Field(max_length=500, description="The byline.")] = None
    since: Annotated[Day | None, Field(description="First day of publication, YYYY-MM-DD.")] = None
    until: Annotated[Day | None, Field(description="Last day of publication, YYYY-MM-DD.")] = None
    language: Annotated[str | None, Field(max_length=20, description="ISO 639-1 code.")] = None


class Trusting(Filtering):
    """Of which articles, and how certain the statements."""

    min_probability: Annotated[
        float | None,
        Field(
            ge=0,
            le=1,
            description="Only statements that are the speaker's words with this probability: 0.8 leaves out what "
            "is likely or doubtful, 0.6 what is doubtful. Stances have none and are left out. 0 gives everything; "
            "without it lists leave out what is reported with less than 0.5.",
        ),
    ] = None


class Narrowing(Filtering):
    """How many passages, and of which articles."""

    k: Annotated[int, Field(ge=1, le=1000, description="How many passages, best first.")] = 10
    spellings: Annotated[bool, Field(description="Search names in the archive's other spellings too.")] = True


class _Parameter(BaseModel):
    q: Annotated[Question, Field(examples=[_EXAMPLE])]


Previous = Annotated[
    list[Question],
    Field(max_length=20, description="The questions asked before, oldest first, which it may go on from."),
]


InProse = Annotated[
    bool,
    Field(
        description="Have the server's model write prose from the quotes too, where it has one (`serve --llm`). "
        "Each sentence is checked against what it cites."
    ),
]


class StreamParameters(Narrowing, Trusting, _Parameter):
    """A question whose prose is streamed, as parameters of a URL."""

    previous: Previous = []


class AskParameters(StreamParameters):
    """A question, as parameters of a URL."""

    prose: InProse = False


class SearchParameters(Narrowing, _Parameter):
    """A search, as parameters of a URL."""

    fast: Fast = False


class _Asked(BaseModel):
    question: Question


class AskBody(Narrowing, Trusting, _Asked):
    """A question, as JSON."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"question": _EXAMPLE, "k": 10}]})

    previous: Previous = []
    prose: InProse = False


class _Sought(BaseModel):
    query: Question


class SearchBody(Narrowing, _Sought):
    """A search, as JSON."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "Tomahawk missiles", "k": 10}]})

    fast: Fast = False


class CheckBody(Filtering):
    """A quotation to be looked up, as JSON."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"quote": "There are no such things as sanctuaries"}]}
    )

    quote: Annotated[
        str, Field(min_length=1, max_length=2000, description='The quotation; "..." stands for what was left out.')
    ]


Cursor = Annotated[
    str | None,
    Field(max_length=200, description="Where the page begins: `next` of the page before; none for the first."),
]


class StatementParameters(Trusting):
    """Whose statements, on what."""

    by: Annotated[str | None, Field(max_length=500, description="Whose, by name or role.", examples=["Putin"])] = (
        None
    )
    about: Annotated[str | None, Field(max_length=1000, description="On what.", examples=["Tomahawks"])] = None
    k: Annotated[int, Field(ge=1, le=1000, description="How many on a page.")] = 50
    cursor: Cursor = None
    newest: Annotated[bool, Field(description="Latest first; without a topic it is always so.")] = False


class CompareParameters(Trusting):
    """Whose statements are compared, on what."""

    by: Annotated[
        str, Field(min_length=1, max_length=500, description="Whose, by name or role.", examples=["Putin"])
    ]
    about: Annotated[str | None, Field(max_length=1000, description="On what.", examples=["Tomahawks"])] = None
    k: Annotated[int, Field(ge=1, le=1000, description="How many pairs.")] = 12


class ArticlesParameters(Filtering):
    """Which articles, page by page."""

    k: Annotated[int, Field(ge=1, le=1000, description="How many on a page.")] = 50
    cursor: Cursor = None


class SimilarParameters(Filtering):
    """Which articles may be like one."""

    k: Annotated[int, Field(ge=1, le=1000, description="How many, best first.")] = 10


class ExportParameters(Trusting):
    """Which rows, and how they are written."""

    format: Annotated[Literal["jsonl", "csv"], Field(description="JSON Lines or CSV.")] = "jsonl"
    by: Annotated[str | None, Field(max_length=500, description="Only statements of this speaker.")] = None
    kind: Annotated[
        Literal["direct", "mixed", "indirect", "stance"] | None, Field(description="Only statements of this kind.")
    ] = None


class SpeakerParameters(BaseModel):
    """Which speakers."""

    model_config = ConfigDict(extra="forbid")

    like: Annotated[str | None, Field(max_length=500, description="Part of a name, or of a role.")] = None
    k: Annotated[int, Field(ge=1, le=100_000, description="How many on a page, most statements first.")] = 50
    cursor: Cursor = None


def filters_of(wanted: Filtering) -> Filters:
    """Give the filters that a request asks for.

    Raises:
        QueryError: A day is none.
    """
    return make_filters(
        source=wanted.source,
        author=wanted.author,
        since=wanted.since,
        until=wanted.until,
        language=wanted.language,
        min_probability=wanted.min_probability if isinstance(wanted, Trusting) else None,
    )
