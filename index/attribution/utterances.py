"""Parts what was said under one cue into utterances that stand by themselves."""

from __future__ import annotations

from itertools import pairwise

from ..model import Span
from ..switches import rule
from ..text.document import ends_sentence
from .span_decoder import Draft


@rule("utterances apart", otherwise=lambda _text, d: [d.content])
def utterances(text: str, d: Draft) -> list[list[Span]]:
    """Part the pieces of a content where a sentence or a paragraph ends between them.

    `"It rains," Roe said. "The roof leaks."` is two utterances, and so is a quotation that goes on in the next
    paragraph; `"It rains," Roe said, "and the roof leaks"` is one. Without a source they stay together: nothing
    else would tell that they are one speaker's.

    Returns:
        The pieces of each utterance, in order; none is empty.
    """
    parted = [[d.content[0]]]
    for piece, following in pairwise(d.content):
        between = text[piece.end : following.start]
        if d.source is not None and ("\n" in between or ends_sentence(text, piece.end - 1, following.start)):
            parted.append([])
        parted[-1].append(following)
    return parted
