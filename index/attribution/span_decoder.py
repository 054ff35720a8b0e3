"""Turns the tagger's frames into spans: the pieces of a content, its kind, and the source's name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final

import numpy as np

from ..lexicon.word_classes import ABBREVIATIONS, ARTICLES, COURTESY, FUNCTION_WORDS, LINKS, PRONOUNS, plain
from ..model import Kind, Span
from ..switches import rule
from ..tagger.tagger import Frame
from ..text.document import ends_sentence, sentence_end
from ..text.quotations import Quotation
from ..text.tokens import Window
from .content_spans import BRIDGE, LIKELY, Mask, choose_words
from .likelihoods import CERTAIN, Likelihoods
from .span_pruning import without_crumbs, without_prose, without_strays
from .voice import speaking

FAINT: Final = 0.2
"""Least probability of the words of a source where none is likelier."""

_BARE: Final = " \t\n,;:.-–—…()[]\"“”‘’'«»"
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b[JS]r|\))[.)]?$")
_LINK = re.compile(r"(?:by|to|which|that|whom|as|when|where|while|because|if|whether)\s+(?=\S)", re.IGNORECASE)
_DOING = re.compile(r"[a-z]+ing\s[^,]{1,40},\s(?=\S)")
_EMPTY = FUNCTION_WORDS.union(COURTESY) - PRONOUNS
_CUT = re.compile(rf"\b(?:{'|'.join(sorted(ARTICLES))})$")
_WORD = re.compile(r" [\w’'-]+")
_SAID = re.compile(
    r"(?:said|says|added|adds|wrote|writes|explained|explains|noted|notes|argued|argues|claimed|claims|insisted|replied"
    r"|concluded|continued|recalled|admitted|declared|observed|remarked|suggested)"
)
_NAME_NEXT = re.compile(r" ((?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)(?=,|\.(?:\s|$))")
_SET_OFF_BEFORE: Final = 240
_SET_OFF: Final = re.compile(
    r"(?P<source>(?:[Tt]he\s)?(?:[\w’'-]+\s){0,3}[\w’'-]+), (?:who|which)\s[^.!?;:“”\"]*,\s"
    r"(?:(?:also|then|later|has|have|had|once|\w+ly)\s)*$"
)
_SHARED_BEFORE: Final = 160
_SHARED = re.compile(
    r"\b(?:re-?)?(?:shared|posted|tweeted|published|circulated|forwarded|reposted|retweeted|quoted|cited|read\sout)\s"
    r"(?:an?|the|another|his|her|their)\s(?:[\w-]+\s){0,2}?(?:post|message|letter|tweet|e-?mail|note|statement|video|comment)"
    r"\s(?:by|from|of)\s(?P<author>(?:the\s)?(?:[a-z-]+\s){0,3}[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"
)
_CRUMB = re.compile(r", [a-z]+$")
_DANGLING = re.compile(r" (?:to|in|at|on|of|for|from|and|that|who|which)$")


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
    content: list[Span]
    kind: Kind
    certainty: float
    support: float = 1.0
    subject: Span | None = None
    likely: Likelihoods = CERTAIN
    name: str | None = None

    def words(self, text: str) -> int:
        """Count the words of the content."""
        return sum(len(text[start:end].split()) for start, end in self.content)


def draft(text: str, window: Window, quoted: Sequence[Quotation], frame: Frame) -> Draft:
    """Fix the spans of one frame; its content is empty where the tagger saw none."""
    tokens = window.tokens
    chosen = choose_words(text, tokens, quoted, frame)
    pieces = without_strays(text, tokens, _pieces(text, tokens, chosen, quoted), quoted, frame)
    cue = Span(tokens[frame.cue[0]].start, tokens[frame.cue[-1]].end)
    named = _source(text, tokens, frame)
    named = _before_clause(text, tokens[0].start, cue, named) or named
    source = _inverted(text, cue, named) or speaking(text, cue, named)
    source = (_written_by(text, window, cue, pieces) if pieces else None) or source
    pieces = without_crumbs(text, without_prose(text, pieces, quoted, cue, named), quoted)
    return Draft(
        paragraph=window.paragraph,
        cue=_cue(text, cue),
        source=source,
        content=pieces,
        kind=kind_of(text, pieces, quoted),
        certainty=frame.certainty,
        support=_support(tokens, pieces, frame),
        subject=named if named != source else None,
    )


def _written_by(text: str, window: Window, cue: Span, pieces: Sequence[Span]) -> Span | None:
    """Find who wrote a text that another shares: `Roe shared a post by the cook Jane Doe that read: "…"`."""
    start = max(window.tokens[0].start, pieces[0].start - _SHARED_BEFORE)
    shared = max(_SHARED.finditer(text, start, pieces[0].start), key=re.Match.start, default=None)
    if shared is None or ends_sentence(text, shared.start(), pieces[0].start - 1) or cue.start < shared.start():
        return None
    return Span(*shared.span("author"))


def _support(tokens: Sequence[Span], pieces: Sequence[Span], frame: Frame) -> float:
    """Average the probabilities of the words of a content."""
    places: set[int] = set()
    for piece in pieces:
        first = bisect_right(tokens, piece.start, key=itemgetter(1))
        places.update(range(first, bisect_left(tokens, piece.end, key=itemgetter(0))))
    return float(frame.content[sorted(places)].mean()) if places else 0.0


@rule("trimmed cues", otherwise=lambda _text, span: span)
def _cue(text: str, span: Span) -> Span:
    """Take off the beginning of a phrase that the tagger left without its noun: "said in a" is "said"."""
    found = list(re.finditer(r"\S+", text[span.start : span.end]))
    words = [plain(match[0]) for match in found]
    count = len(words)
    while count > 1 and words[count - 1] in ARTICLES:
        count -= 1
    if 1 < count < len(words) and words[count - 1] in LINKS:
        count -= 1
    return Span(span.start, span.start + found[count - 1].end()) if found else span


def _pieces(text: str, tokens: Sequence[Span], chosen: Mask, quoted: Sequence[Quotation]) -> list[Span]:
    runs: list[list[int]] = []
    for place in np.flatnonzero(chosen).tolist():
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    spans = [_whole(Span(tokens[run[0]].start, tokens[run[-1]].end), tokens, quoted) for run in runs]
    trimmed = [_trim(text, span, quoted) for span in spans]
    return [piece for piece in trimmed if piece.start < piece.end]


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
    opens = {quote.outer.start for quote in quoted}
    closes = {quote.outer.end for quote in quoted}
    while start < end and text[start] in _BARE and start not in opens:
        start += 1
    for quote in quoted:
        if quote.outer.start <= start <= quote.inner.start and end <= quote.outer.end:
            said = text[quote.inner.start : min(end, quote.inner.end)]
            return Span(quote.inner.start + len(said) - len(said.lstrip()), quote.inner.start + len(said.rstrip()))
    while start < end and text[end - 1] in _BARE and end not in closes:
        end -= 1
    if cut := _CUT.search(text, start, end):
        # "relations between their" goes on with the noun.
        following = _WORD.match(text, cut.end())
        end = following.end() if following else end
    return Span(start, end)


def kind_of(text: str, pieces: Iterable[Span], quoted: Sequence[Quotation]) -> Kind:
    """Tell a content in quote marks from a reported one, and from one that is both."""
    letters = inside = 0
    for start, end in pieces:
        letters += sum(map(str.isalnum, text[start:end]))
        shared = (text[max(start, quote.outer.start) : min(end, quote.outer.end)] for quote in quoted)
        inside += sum(sum(map(str.isalnum, part)) for part in shared)
    if not inside:
        return "indirect"
    return "direct" if inside == letters else "mixed"


def _source(text: str, tokens: Sequence[Span], frame: Frame) -> Span | None:
    """Find the stretch of words that is most probably the source's name."""
    floor = LIKELY if frame.source.max() >= LIKELY else FAINT
    likely = [int(place) for place in np.flatnonzero(frame.source >= floor)]
    if not likely:
        return None
    runs = [[likely[0]]]
    for left, right in pairwise(likely):
        if right - left > BRIDGE + 1:
            runs.append([])
        runs[-1].append(right)
    best = max(runs, key=lambda run: float(frame.source[run].sum()))
    start, end = tokens[best[0]].start, tokens[best[-1]].end
    cue = tokens[frame.cue[0]].start
    while cut := sentence_end(text, start, end - 1):
        if cut > cue:
            end = cut
            break
        start = cut
    source = _trimmed_source(text, start, end, cue)
    return source if any(map(_names, text[slice(*source)].split())) else None


def _trimmed_source(text: str, start: int, end: int, cue: int) -> Span:
    """Take off a source what is no part of a name: marks, links, and words that lead on."""
    while start < end and text[start] in _BARE:
        start += 1
    while start < end and text[end - 1] in _BARE and not _ABBREVIATION.search(text, start, end):
        end -= 1
    if link := _LINK.match(text, start, end) or _DOING.match(text, start, end):
        start = link.end()
    if crumb := _CRUMB.search(text, start, end):
        end = crumb.start()
    elif dangling := _DANGLING.search(text, start, end):
        end = dangling.start()
    comma = text.find(", ", start, end)
    if comma > 0 and text.startswith("According to", cue) and text[end : end + 1] != ",":
        # In "According to the report, Roe checked" nothing ends an apposition: the comma ends the source.
        end = comma
    return Span(start, end)


@rule("before a clause", otherwise=lambda *_: None)
def _before_clause(text: str, begin: int, cue: Span, source: Span | None) -> Span | None:
    """Find the subject that a clause parts from its verb: `Roe, who flew for years, added that …`."""
    start = max(begin, cue.start - _SET_OFF_BEFORE)
    while cut := sentence_end(text, start, cue.start - 1):
        start = cut
    while start < cue.start and text[start].isspace():
        start += 1
    found = _SET_OFF.match(text, start, cue.start)
    if found is None or (source is not None and source.start < found.end("source")):
        return None
    return Span(*found.span("source"))


@rule("inverted source", otherwise=lambda *_: None)
def _inverted(text: str, cue: Span, source: Span | None) -> Span | None:
    """Find the name between a cue and a comma that the source passes over: "Vexa’s lawyers, said Roe, ..."."""
    if not _SAID.fullmatch(text, *cue) or text[max(0, cue.start - 2) : cue.start] not in {", ", "” ", '" '}:
        return None
    name = _NAME_NEXT.match(text, cue.end)
    if name is None or plain(name[1].split()[-1]) in ABBREVIATIONS:
        return None
    if source is not None and source.start < cue.start:
        # "Roe, a poet, said Doe, the mayor, left" is Roe's, and "Roe, a poet, said Doe." is not.
        apart = "," in text[source.start : cue.start - 2] and text[name.end()] == ","
        return None if apart else Span(*name.span(1))
    return None if source is not None and source.start < name.end() else Span(*name.span(1))


def _names(word: str) -> bool:
    """Whether a word can name a source, be it only by a pronoun."""
    folded = plain(word)
    return folded not in _EMPTY and any(map(str.isalpha, folded))
