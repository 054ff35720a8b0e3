"""The spellings that names of a question were searched in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence


def also_searched(asked: str, respelt: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Give the names that were searched in other spellings, with these.

    Args:
        asked: The question as it was typed.
        respelt: Names in the corpus's own spelling, and how else it spells them.

    Returns:
        Under each name as the question has it, if it has any spelling of it, the others.
    """
    searched = {}
    for name, spellings in respelt.items():
        every = dict.fromkeys((name, *spellings))
        typed = next((one for one in every if is_typed(one, asked)), name)
        searched[typed] = [one for one in every if one != typed]
    return searched


def is_typed(name: str, asked: str) -> bool:
    """Tell whether a question has a name in just this spelling, whatever its case."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", asked, re.IGNORECASE) is not None
