"""What a browser is shown where something went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.responses import HTMLResponse

from .links import Asked
from .shown import plain
from .templates import page
from .texts import TEXTS

_TITLES: Final = {401: "not_allowed", 403: "not_allowed", 404: "no_page"}


def problem_page(status: int, reason: str, headers: Mapping[str, str]) -> HTMLResponse:
    """Draw the page of a problem.

    Args:
        status: The HTTP status.
        reason: What is wrong, in a sentence.
        headers: To send along.
    """
    title = TEXTS[_TITLES.get(status, "failed")]
    return page("problem", status, headers, title=title, reason=plain(reason), asked=Asked(), outlets=[])
