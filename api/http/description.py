"""The interface's description (OpenAPI), with what FastAPI cannot know: fields' meaning, and how errors look."""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Final, NotRequired, get_args, get_origin, get_type_hints

from fastapi import FastAPI
from pydantic import Field

from onrecord.api import records

from .health import HealthRecord
from .problems import ProblemRecord

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemRecord"}}}


@cache
def describe_fields() -> None:
    """Let the description take its words from the docstrings of the records' fields.

    pydantic can (`use_attribute_docstrings`), but parses a record's source again wherever it is named: that took
    two thirds of the time in which the application is made.
    """
    kinds = [kind for name, kind in vars(records).items() if name.endswith("Record")]
    for module in {kind.__module__ for kind in (*kinds, HealthRecord, ProblemRecord)}:
        source = ast.parse(inspect.getsource(sys.modules[module]))
        for kind in source.body:
            if isinstance(kind, ast.ClassDef) and kind.name.endswith("Record"):
                _describe(vars(sys.modules[module])[kind.name], kind)


def _describe(kind: type, source: ast.ClassDef) -> None:
    hints = get_type_hints(kind, include_extras=True)
    for field, below in pairwise(source.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(said))):
                means = Field(description=inspect.cleandoc(said))
                # pydantic before 2.11 wants what is not required outermost.
                if get_origin(hints[name]) is NotRequired:
                    kind.__annotations__[name] = NotRequired[Annotated[get_args(hints[name])[0], means]]
                else:
                    kind.__annotations__[name] = Annotated[hints[name], means]


_EVERYWHERE: Final = {
    "401": "A key is needed, where the server has keys.",
    "403": "The key does not allow this.",
    "408": "The body took too long to arrive.",
    "413": "The body is too large.",
    "429": "Too many requests; Retry-After says when to come back.",
    "503": "The server cannot do this at the moment, or it would take too long.",
}


class DescribedApp(FastAPI):
    """An application whose errors are all problem details."""

    def openapi(self) -> dict[str, Any]:
        """Give the description."""
        description = super().openapi()
        operations = (one for path in description["paths"].values() for one in path.values())
        description["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        description["security"] = [{"key": []}, {}]
        for operation in operations:
            for status, said in _EVERYWHERE.items():
                operation["responses"].setdefault(status, {"description": said})
            for status, response in operation["responses"].items():
                if not status.startswith("2"):
                    response["content"] = _PROBLEM
        for unused in ("HTTPValidationError", "ValidationError"):
            description["components"]["schemas"].pop(unused, None)
        return description
