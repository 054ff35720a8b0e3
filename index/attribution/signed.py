"""Contributions of several writers to one article, each signed at its end: "... worth every minute. —Jane Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..model import Span
from ..text.document import Document, is_heading
from .span_decoder import Draft

_SIGNATURE: Final = re.compile(
    r"(?<=[.!?…”\"’)])\s?[—–]\s?(?P<who>[A-Z][\w.’'-]*(?: (?:[a-z]{2,3} )?[A-Z][\w.’'-]+){1,3})\s*$"
)
_QUOTED: Final = re.compile(r"\s*[“\"«„]")
_FEWEST: Final = 2  # signatures of an article: one by itself may be anything
_FEWEST_WORDS: Final = 12


def signed(document: Document) -> list[Draft]:
    """Find what is signed with a dash and a name: reviews of a list, notes of a live blog, readers' letters.

    What is signed goes back to the line without a full stop that heads it, or to the signature before; where it
    has neither it is the last paragraph. A quotation with a name behind it is left to `floating_quotations`, and
    so is the one signature of an article.
    """
    found = list(_signed(document))
    return found if len({one.source for one in found}) >= _FEWEST else []


def _signed(document: Document) -> Iterator[Draft]:
    text, paragraphs = document.text, document.paragraphs
    begun: list[Span] = []
    headed = False
    for span in paragraphs:
        words = text[slice(*span)]
        if signature := _SIGNATURE.search(text, *span):
            own = Span(span.start, signature.start())
            if not _QUOTED.match(words) and len(text[slice(*own)].split()) >= _FEWEST_WORDS:
                source = Span(*signature.span("who"))
                cue = Span(source.start, source.start)
                for said in [*begun, own] if headed else [own]:
                    its = document.paragraph_at(said.start)
                    yield Draft(its, cue, source, [said], "direct", certainty=1.0, name=signature["who"])
            begun, headed = [], True
        elif not is_heading(text, span):
            begun.append(span)
        else:
            begun, headed = [], True
