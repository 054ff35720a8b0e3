"""Whether a cue speaks of words or thoughts, and not of deeds.

The tagger learnt from political news what stands between somebody and what they say. On other pages it also takes
"launched", "is known for" or a recipe's next step for cues; a closed list of words does not.
"""

from __future__ import annotations

import re
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import is_attitude, plain

_WORD: Final = re.compile(r"[\w’'-]+")


def _forms(base: str) -> set[str]:
    """Inflect a regular verb or noun; forms that nobody uses do no harm."""
    stem = base.removesuffix("e")
    double = f"{stem}{stem[-1]}"
    found = {base, f"{base}s", f"{base}es", f"{stem}ed", f"{stem}ing", f"{double}ed", f"{double}ing"}
    if base.endswith("y"):
        found |= {f"{base[:-1]}ies", f"{base[:-1]}ied"}
    return found


_REPORTING: Final = words("reporting_forms").union(*map(_forms, words("reporting_words")))


def reports(cue: str) -> bool:
    """Tell whether some word of a cue is one of saying, writing, finding out or thinking.

    Args:
        cue: The words between a source and a content.
    """
    return is_attitude(cue) or any(plain(word) in _REPORTING for word in _WORD.findall(cue))
