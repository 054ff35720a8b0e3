"""The reference of HTTP, from its description (OpenAPI)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .markdown import cell, table

_INTRODUCTION: Final = """# HTTP

Made from the server's own description, which a running server gives at `/openapi.json`, with a page to try it at
`/docs`. Everything is JSON; errors are problem details (RFC 9457) with a `title`, a `status` and a `detail` in
plain words. Keys, limits and metrics: [Running a server](../service.md).
"""


def http_reference(description: Mapping[str, Any]) -> str:
    """Describe every address of a server.

    Args:
        description: OpenAPI 3.1, as FastAPI makes it.

    Returns:
        A page: a heading an address, with its parameters and what it answers, then the records by name.
    """
    parts = [_INTRODUCTION]
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            parts += _operation(path, method.upper(), operation)
    parts.append("\n## Records\n")
    for name, schema in sorted(description["components"]["schemas"].items()):
        parts += _record(name, schema)
    return "\n".join(parts)


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n## {method} {path}\n"
    yield str(operation.get("description") or operation.get("summary", ""))
    rows = [
        (f"`{one['name']}`", one["in"], _type(one["schema"]), cell(one.get("description", "")))
        for one in operation.get("parameters", ())
    ]
    if rows:
        yield table(("parameter", "in", "type", "meaning"), rows)
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"\nBody: {_type(content['schema'])} as `{kind}`.\n"
    answers = [
        (status, cell(one.get("description", "")), _answered(one))
        for status, one in operation["responses"].items()
    ]
    yield table(("status", "meaning", "body"), answers)


def _answered(response: Mapping[str, Any]) -> str:
    kinds = [
        _type(one["schema"]) if one.get("schema") else f"`{kind}`"
        for kind, one in response.get("content", {}).items()
    ]
    return ", ".join(dict.fromkeys(kinds))


def _record(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n### {name}\n"
    yield str(schema.get("description", ""))
    needed = set(schema.get("required", ()))
    rows = [
        (f"`{field}`", _type(one), "" if field in needed else "may be left out", cell(one.get("description", "")))
        for field, one in schema.get("properties", {}).items()
    ]
    if rows:
        yield table(("field", "type", "", "meaning"), rows)


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(dict.fromkeys(_type(one) for one in schema[key]))
    if values := schema.get("enum", [schema["const"]] if "const" in schema else []):
        return ", ".join(f"`{one}`" for one in values)
    kind = str(schema.get("type", "anything"))
    inside = schema.get("items" if kind == "array" else "additionalProperties")
    if not isinstance(inside, Mapping):
        return kind
    return f"{'list' if kind == 'array' else 'object'} of {_type(inside)}"
