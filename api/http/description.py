"""The interface's description (OpenAPI), with what FastAPI cannot know: fields' meaning, and how errors look."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import with_config

from onrecord.api import records

from .problems import InvalidRecord, ProblemRecord
from .routes import HealthRecord

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemRecord"}}}


def describe_fields() -> None:
    """Let the description take its words from the docstrings of the records' fields."""
    kinds = [kind for name, kind in vars(records).items() if name.endswith("Record")]
    for kind in (*kinds, HealthRecord, ProblemRecord, InvalidRecord):
        with_config({"use_attribute_docstrings": True})(kind)


class DescribedApp(FastAPI):
    """An application whose errors are all problem details."""

    def openapi(self) -> dict[str, Any]:
        """Give the description."""
        description = super().openapi()
        operations = (one for path in description["paths"].values() for one in path.values())
        for operation in operations:
            for status, response in operation["responses"].items():
                if not status.startswith("2"):
                    response["content"] = _PROBLEM
        for unused in ("HTTPValidationError", "ValidationError"):
            description["components"]["schemas"].pop(unused, None)
        return description
