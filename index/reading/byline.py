"""Who wrote a text, where its top says so in a line of its own: "By Ann Low and Ben Roe | The Post"."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from ..text.dateline import are_names

_LINES: Final = 6
"""From the top of a text, that are looked at."""

_OPENING: Final = 20_000
_LONGEST: Final = 120
_BY: Final = re.compile(
    r"(?:By|BY|(?:Words|Written|Report|Interview) by)[:\s]\s*(?P<names>[^|,;:()–—\d]+?)\s*(?:$|[|,;(–—\d]|\bin\b)"
)
_JOINED: Final = re.compile(r"\s+(?:and|&)\s+")
_WORDS: Final = range(2, 6)
"""How many a writer's name has."""


def stated_author(text: str) -> str | None:
    """Give the writers that the top of a text names.

    Args:
        text: Of an article whose file states none. What stands behind the names in their line, as an outlet, a job
            or a day, is no part of them; a line that goes on in a sentence names nobody.

    Returns:
        The names as they are written, one behind the other with ", ".
    """
    lines = (line.strip() for line in text[:_OPENING].splitlines() if line.strip())
    return next((names for line in islice(lines, _LINES) if (names := written_by(line))), None)


def written_by(line: str) -> str | None:
    """Give the writers that a line names, beside whom it may have a day, an outlet or a job."""
    parts = re.split(r"\s+[|·•]\s+", line) if len(line) <= _LONGEST and not line.endswith((".", "?", "!")) else ()
    return next((names for part in parts if (names := _names(part))), None)


def _names(part: str) -> str | None:
    found = _BY.match(part)
    if found is None:
        return None
    names = _JOINED.split(found["names"])
    whole = all(len(name.split()) in _WORDS and are_names(name) for name in names)
    return ", ".join(names) if whole else None
