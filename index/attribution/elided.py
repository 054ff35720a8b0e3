"""Whose words a clause reports that has no subject of its own: "Roe met them and said that …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..switches import rule
from ..text.document import ends_sentence
from .span_decoder import Draft

_BEFORE: Final = 40
_JOINED: Final = re.compile(
    r"(?:^|[\s,;—–])(?:and|but|or|then|while|yet)\s(?:(?:also|even|further|later|then|[a-z]+ly)\s)*$"
)


@rule("elided subjects", otherwise=lambda *_: None)
def share_subjects(text: str, drafts: Sequence[Draft]) -> None:
    """Give what "and said" or "while adding" reports the source of the clause before it in its sentence."""
    ordered = sorted(drafts, key=lambda d: d.cue.start)
    for place, d in enumerate(ordered):
        cue = d.cue.start
        if d.source is not None or not d.content or not _JOINED.search(text, max(0, cue - _BEFORE), cue):
            continue
        before = next((one for one in reversed(ordered[:place]) if one.source and one.cue.end <= cue), None)
        if before is None or before.source is None or before.source.start > before.cue.start:
            continue
        said = any(start <= cue < end for start, end in before.content)
        if not said and not ends_sentence(text, before.cue.start, cue):
            d.source = before.source
