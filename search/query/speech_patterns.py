"""How questions are framed: what stands around their topic, and notes without a verb."""

from __future__ import annotations

import re
from typing import Final

ABOUT: Final = "about|on|regarding|concerning|over|of|re|around|in response to|when asked about|with regard to"
_ANYTHING: Final = r"(?:anything|something|a word|a statement|any comments?|publicly)"

NOTE: Final = re.compile(
    # X on Y; X quote about Y: so say headlines, but also "attack on Odesa"
    r"^(?P<speaker>[^?,;:]{2,60}?)(?:'s|’s)?\s+(?:on|about|re|quotes?|remarks?|concerns?|comments?|responses?|reactions?"
    r"|repl(?:y|ies))\s+[^?]+?[?.!\s]*$",
    re.IGNORECASE,
)
SENTENCE_END: Final = re.compile(r"(?<=[a-z\d)”\"][.!?])\s+(?=[A-Z])")
TRIM: Final = re.compile(
    rf"^(?:\s|,|that\b|to\b(?!\s+\w+ing)|{_ANYTHING}|(?:{ABOUT})\b)+|[\s?!.]+$", re.IGNORECASE
)
