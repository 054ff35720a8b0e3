"""Turns the tagger's frames into spans: the pieces of a content, its kind, and the source's name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from ..lexicon.word_classes import PRONOUNS, plain
from ..model import Kind, Span
from ..tagger.network import mean
from ..tagger.tagger import Frame
from ..text.quotations import Quotation
from ..text.tokens import Window, places_in
from .content_spans import choose
from .content_words import Words
from .likelihoods import CERTAIN, Likelihoods
from .source_spans import BARE, find_source, passed_on, written_by
from .voice import judged_by


@dataclass(slots=True)
class Draft:
    """A statement that is yet to get its speaker's full name.

    Attributes:
        paragraph: Number of the cue's paragraph.
        cue: Where the cue stands.
        source: Where the words stand that name the source, or None.
        content: Spans of the content, in order; none where it is yet to be found.
        kind: direct, mixed or indirect.
        certainty: The tagger's probability of the cue.
        support: Mean probability that the tagger gives the words of the content.
        name: The speaker's name where a label gives it: no need to resolve the source.
        subject: Whom a passive is about ("Roe was told"), who is no source but may be meant by a later "he".
        likely: What the statement classifier says of it.
    """

    paragraph: int
    cue: Span
    source: Span | None
    content: list[Span] = field(default_factory=list)
    kind: Kind = "direct"
    certainty: float = 1.0
    support: float = 1.0
    subject: Span | None = None
    likely: Likelihoods = CERTAIN
    name: str | None = None


def draft(
    text: str, window: Window, quoted: Sequence[Quotation], frame: Frame, others: Mapping[int, float]
) -> Draft:
    """Fix the spans of a frame among all cues; its content is empty where the tagger saw none."""
    tokens = window.tokens
    words = Words(text, tokens, quoted, frame, others)
    choose(words)
    cue = Span(tokens[frame.cue[0]].start, tokens[frame.cue[-1]].end)
    source, named = find_source(text, window, frame, cue)
    if told := passed_on(text, window, cue):
        begin = bisect_left(tokens, min(told).start, key=itemgetter(0))
        between = words.chosen[begin : frame.cue[0]]
        if words.chosen[:begin].sum() > between.sum():
            between[:] = False
            (cue, source), named = told, told[1]
    if source is not None and source.start == cue.end + 1:
        words.chosen[places_in(tokens, [source])] = False
    spans = [_whole(Span(tokens[run[0]].start, tokens[run[-1]].end), tokens, quoted) for run in words.runs()]
    trimmed = (_trim(text, span, quoted) for span in spans)
    pieces = [piece for piece in trimmed if piece.start < piece.end]
    kind = kind_of(text, pieces, quoted)
    if kind == "indirect" and all(plain(text[slice(*piece)]) in PRONOUNS for piece in pieces):
        pieces = []  # "Roe doubted that." quotes nothing
    if source is None and named is not None:
        source = judged_by(text, cue, pieces)
    source = (written_by(text, window, pieces) if pieces else None) or source
    return Draft(
        paragraph=window.paragraph,
        cue=cue,
        source=source,
        content=pieces,
        kind=kind,
        certainty=frame.certainty,
        support=float(mean(frame.content[places])) if (places := places_in(tokens, pieces)) else 0.0,
        subject=named if named != source else None,
    )


def _whole(span: Span, tokens: Sequence[Span], quoted: Sequence[Quotation]) -> Span:
    """Take in the rest of a quotation that the edge of a window cuts through."""
    start, end = span
    for quote in quoted:
        if quote.outer.start < start == tokens[0].start < quote.outer.end:
            start = quote.outer.start
        if quote.outer.start < end == tokens[-1].end < quote.outer.end:
            end = quote.outer.end
    return Span(start, end)


def _trim(text: str, span: Span, quoted: Sequence[Quotation]) -> Span:
    """Take the marks off a quotation; else take off space and marks at both ends that belong to none."""
    start, end = span
    opens, closes = {quote.outer.start for quote in quoted}, {quote.outer.end for quote in quoted}
    while start < end and text[start] in BARE and start not in opens:
        start += 1
    for quote in quoted:
        if quote.outer.start <= start <= quote.inner.start and end <= quote.outer.end:
            said = text[quote.inner.start : min(end, quote.inner.end)]
            return Span(quote.inner.start + len(said) - len(said.lstrip()), quote.inner.start + len(said.rstrip()))
    while start < end and text[end - 1] in BARE and end not in closes:
        end -= 1
    if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
        end += 1
    return Span(start, end)


def kind_of(text: str, pieces: Sequence[Span], quoted: Sequence[Quotation]) -> Kind:
    """Tell a content in quote marks from a reported one, and from one that is both."""
    outer = [quote.outer for quote in quoted]
    shared = (text[max(start, a) : min(end, b)] for start, end in pieces for a, b in outer)
    inside = sum(map(str.isalnum, "".join(shared)))
    if not inside:
        return "indirect"
    return "direct" if inside == sum(map(str.isalnum, "".join(text[a:b] for a, b in pieces))) else "mixed"
