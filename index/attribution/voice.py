"""Grammatical voice: whoever is told, asked, accused or criticised is no source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..lexicon.lexicon import alternatives
from ..model import Span
from ..switches import rule

_JUDGED: Final = alternatives("judged")
_TOLD: Final = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|am|gets?|got)|[’'](?:re|m))\s+"
    r"(?:(?:\w+ly|not|also|first|once|then|still|just|often|already|later|since)\s+)*"
    rf"(?P<verb>told|asked|warned|informed|reminded|advised|assured|urged|briefed|notified|accused|{_JUDGED})\b",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"(?:\b(?:[Ww]hen(?:ever)?|if|once|after|on|as)\s+(?:being\s+)?(?=asked\b)|(?=Asked\b))(?P<verb>)"
)
_JUDGED_SO: Final = re.compile(rf",\s+(?:often|once|long|\w+ly)\s+(?P<verb>{_JUDGED})\s+(?:as|by|for)\b")
_BY: Final = re.compile(
    r",?\s+by\s+(?P<by>(?!\w+ing\b)[^.;:“”\"\n]{3,80}?)(?=[.;:\n]|,\s(?:who|which|and|but|as)\b|\sfor\b|$)"
)
_AS: Final = 5  # characters behind it that tell "asked", or "criticised for"
_REACH: Final = 30  # characters before a cue in which its auxiliary may stand


@rule("passive voice", otherwise=lambda *_: False)
def is_told(text: str, cue: Span, source: Span) -> bool:
    """Whether a cue says what its subject is told: "was first told in", or "asked" behind "when"."""
    start, end = max(0, cue.start - _REACH), cue.end + _AS
    patterns = (_ASKED, _TOLD, _JUDGED_SO) if source.start < cue.start else (_ASKED,)
    found = (match.start("verb") for one in patterns for match in one.finditer(text, start, end))
    return any(cue.start <= verb < cue.end for verb in found)


def judged_by(text: str, cue: Span, pieces: Sequence[Span]) -> Span | None:
    """Find who thinks so of the subject of a passive: "was billed as a wonder by" Orlo's director, Jane Roe."""
    if not re.search(_JUDGED, text[slice(*cue)]):
        return None
    found = next(filter(None, (_BY.match(text, piece.end) for piece in pieces)), None)
    return Span(*found.span("by")) if found is not None else None
