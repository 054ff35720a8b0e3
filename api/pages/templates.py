"""Jinja2, set up so that everything that comes from an article is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from .shown import day, plain
from .texts import TEXTS

_ENVIRONMENT = Environment(
    loader=PackageLoader("onrecord.api.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# As a dict it would have methods of its own, such as `copy`, which a template would take for words.
_ENVIRONMENT.globals["t"] = SimpleNamespace(**TEXTS)
_ENVIRONMENT.filters |= {"plain": plain, "day": day, "thousands": lambda number: f"{number:,}"}


def page(
    template: str, /, status: int = 200, headers: Mapping[str, str] | None = None, **shown: Any
) -> HTMLResponse:
    """Draw a page.

    Args:
        template: Its name, without its suffix.
        status: The HTTP status.
        headers: To send along.
        shown: What the template shows.
    """
    body = _ENVIRONMENT.get_template(f"{template}.html").render(**shown)
    return HTMLResponse(body, status, headers=dict(headers or {}))
