"""Where the sentences of a text are: nupunkt, with what news prose needs besides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ..model import Span
from .paragraphs import paragraphs

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

_WINDOW = 5_000
_TITLES = ("adm", "capt", "cmdr", "col", "cpl", "gen", "lt", "maj", "reps", "sens", "sgt", "supt")
_SAID = (
    "added answered asked asks continued cried declared demanded exclaimed explained insisted joked noted "
    "posted quipped recalled replied responded said say says shouted told tells tweeted warned wrote writes"
)
_WHO_SAID = re.compile(rf"(?:[\w.’'-]+\s+){{0,5}}(?:{'|'.join(_SAID.split())})\b")
_ENDS_QUOTED = re.compile(r"[.!?…][\"”’»]+$")

# nupunkt learned from legal prose, where "cold.", "app." and "reporter." abbreviate; here they end sentences.
_CERTAIN_END = re.compile(
    r"(?<![A-Za-z.])(?!(?:al|approx|ca|cf|dept|eds?|est|etc|ext|ft|inc|no|pp|viz|vol|vs)\.)[a-z]{2,}\.[\"”’)\]]*"
    r"\s+(?=[\"“‘(\[]?[A-Z])"
    r"|[.!?]”\s+(?=“)"
    r"|[。！？।][\"'”’」』）]*\s*(?=\S)"
)


def sentences(text: str) -> list[Span]:
    """Find the sentences of a text.

    A sentence never runs over the end of a paragraph. A quotation that itself ends like a sentence belongs
    with the words that say whose it is: `“Are you sure?” Smith asked.` is one sentence.

    Args:
        text: Any text.

    Returns:
        Spans in order, without white space at either end, that leave out nothing but white space.
    """
    found: list[Span] = []
    for paragraph in paragraphs(text):
        for span in _split(text, paragraph):
            if span.start > paragraph.start and _belongs(text, found[-1], span):
                found[-1] = Span(found[-1].start, span.end)
            else:
                found.append(span)
    return found


@lru_cache(maxsize=1)
def _tokenizer() -> PunktSentenceTokenizer:
    from nupunkt.models import load_default_model

    tokenizer = load_default_model()
    tokenizer.add_abbreviations(list(_TITLES))
    return tokenizer


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    """Split a paragraph window by window: over some texts nupunkt takes quadratic time."""
    start, end = paragraph
    while start < end:
        stop = min(end, start + _WINDOW)
        window = re.sub(r"\s", " ", text[start:stop])
        cuts = _cuts(window)
        if stop < end:
            *done, last, _ = cuts
            space = window.rfind(" ")
            cuts = [*done, last] if last else [0, space if space > 0 else len(window)]
        for left, right in pairwise(cuts):
            if sentence := window[left:right].strip():
                first = start + window.index(sentence[0], left)
                yield Span(first, first + len(sentence))
        start += cuts[-1]


def _cuts(window: str) -> list[int]:
    """List where sentences begin, and the window's end."""
    cuts = [0]
    for start, end in _tokenizer().span_tokenize(window):
        cuts += [start, *(found.end() for found in _CERTAIN_END.finditer(window, start, end))]
    cuts.append(len(window))
    return sorted(set(cuts))


def _belongs(text: str, before: Span, after: Span) -> bool:
    """Tell whether `after` goes on with the quotation that ends `before`."""
    if text[after.start] in "”’»)]":
        return True
    if not _ENDS_QUOTED.search(text[max(before.start, before.end - 4) : before.end]):
        return False
    quoted = text[before.start : before.end]
    return _opens_outside(quoted) and _WHO_SAID.match(text, after.start, after.end) is not None


def _opens_outside(quoted: str) -> bool:
    """Tell whether a sentence that ends in a closing mark is all quotation, not only its last words."""
    if quoted[0] in '"“‘«':
        return True
    opened, closed = quoted.count("“") + quoted.count("«"), quoted.count("”") + quoted.count("»")
    return closed > opened or quoted.count('"') % 2 == 1
