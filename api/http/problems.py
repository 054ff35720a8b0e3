"""Errors as problem details (RFC 9457): application/problem+json, whatever went wrong.

A browser that asks for a page gets a page instead; what is below /v1 is for programs alone.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any, Final, NotRequired

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import compile_path
from starlette.types import Receive, Scope, Send
from typing_extensions import TypedDict

from onrecord.index import OnrecordError, QueryError, StoreError

from .addresses import inner_path, plain_path
from .prefixed import Prefixed
from .workers import Overloaded

_log = logging.getLogger("onrecord")
_MOST: Final = 20
_LONGEST: Final = 500


class InvalidRecord(TypedDict):
    """One thing that is wrong with a request."""

    where: str
    """The part of the request: "query.k", "body.question"."""
    detail: str


class ProblemRecord(TypedDict):
    """Why a request was not fulfilled (RFC 9457)."""

    type: str
    """Always "about:blank": the status says what kind of problem it is."""
    title: str
    """The status in words."""
    status: int
    detail: str
    """What is wrong with this request, and what to do."""
    errors: NotRequired[list[InvalidRecord]]
    """Part by part, where the request has a wrong shape."""


class Problem(JSONResponse):
    """A problem, drawn as a page for whoever wants one."""

    media_type = "application/problem+json"

    def __init__(
        self, status: int, body: dict[str, Any], headers: dict[str, str] | None, *, for_people: str
    ) -> None:
        """Write it down.

        Args:
            status: The HTTP status.
            body: The problem.
            headers: Headers to send along.
            for_people: What a page says of it.
        """
        self._sent, self._for_people = headers or {}, for_people
        super().__init__(body, status, {**self._sent, "Vary": "Accept"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        if wants_page(scope):
            # The pages' own modules stand above this one.
            from ..pages.problems import problem_page

            drawn = problem_page(self.status_code, self._for_people, {**self._sent, "Vary": "Accept"})
            await Prefixed(drawn)(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def wants_page(scope: Scope) -> bool:
    """Tell whether a request is a browser's, for something that people look at."""
    path = inner_path(scope)
    return path != "/v1" and not path.startswith("/v1/") and "text/html" in Headers(scope=scope).get("accept", "")


def problem(
    status: int, detail: str, *, headers: dict[str, str] | None = None, for_people: str | None = None, **more: Any
) -> Problem:
    """Make a response of a problem.

    Args:
        status: The HTTP status.
        detail: What is wrong, in a sentence.
        headers: Headers to send along.
        for_people: What a page says of it, where that is something else.
        more: Extension members.
    """
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return Problem(status, body, headers, for_people=detail if for_people is None else for_people)


def problems_of(descriptions: dict[int, str]) -> dict[int | str, dict[str, Any]]:
    """Describe the problems of an operation, for the interface's description.

    Args:
        descriptions: What each status means here.
    """
    return {status: {"model": ProblemRecord, "description": said} for status, said in descriptions.items()}


def handle_problems(app: FastAPI) -> None:
    """Make an application answer every error with a problem."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(OnrecordError, _ours)
    app.add_exception_handler(Overloaded, _overloaded)


def log_failure(request: str, error: Exception) -> None:
    """Log an error that nobody expected in one line, with its traceback for those who debug."""
    traceback = _log.isEnabledFor(logging.DEBUG)
    _log.error("%s failed: %s: %s", request, type(error).__name__, error, exc_info=traceback)


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101  (narrows the type that Starlette's signature widens)
    detail, for_people = str(error.detail), None
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        error.headers = {**(error.headers or {}), "Allow": _allowed(request)}
    if detail == HTTPStatus(error.status_code).phrase:
        detail, for_people = f"{request.method} {request.url.path}: {detail.lower()}", request.url.path
    return problem(error.status_code, detail, headers=dict(error.headers or {}), for_people=for_people)


def _allowed(request: Request) -> str:
    """Name the methods of every operation at an address; the route that refused knows only its own."""
    path = f"/v1{plain_path(request.scope)}"
    methods: set[str] = set()
    for pattern, operations in request.app.openapi()["paths"].items():
        if compile_path(pattern)[0].match(path):
            methods |= {method.upper() for method in operations}
    methods = methods or {"GET"}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    found = error.errors()
    # A request chooses how many there are, and their names.
    errors = [
        {"where": ".".join(str(part) for part in one["loc"])[:_LONGEST], "detail": str(one["msg"])[:_LONGEST]}
        for one in found[:_MOST]
    ]
    detail = "; ".join(f"{one['where']}: {one['detail']}" for one in errors)
    if len(found) > _MOST:
        detail += f"; and {len(found) - _MOST:,} more"
    broken = next((one for one in found[:_MOST] if one["type"] == "json_invalid"), None)
    if broken is not None:
        detail = f"the body is no JSON: {broken['ctx']['error']} at character {broken['loc'][-1]}"
    return problem(422 if broken is None else 400, detail, errors=errors)


def _ours(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, QueryError):
        return problem(422, str(error))
    log_failure(f"{request.method} {request.url.path}", error)
    if isinstance(error, StoreError):
        return problem(503, "the index cannot be read at the moment; the server's log says why")
    return problem(500, "the server's log says why")


def _overloaded(_: Request, error: Exception) -> JSONResponse:
    return problem(503, str(error), headers={"Retry-After": "1"})
