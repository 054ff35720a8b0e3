"""The statement that one sentence makes, where it is known who speaks in it and by which word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from ..entities.coreference import Resolver
from ..entities.mentions import mentions
from ..lexicon.word_classes import CALENDAR, LINKS, plain
from ..model import Article, Span, Statement
from ..text.paragraphs import paragraphs
from ..text.quotations import Quotation, quotations
from .span_decoder import kind_of

_BARE: Final = " \t\r\n\u00a0,;:.-–—…"
_FEWEST_WORDS: Final = 2
_LONGEST_TAIL: Final = 6
_SOME: Final = frozenset("all both few many most other several some".split())
_LONGEST_LEAD: Final = 12
# "…, Roe said in a statement on Monday." ends with where and when it was said.
_SIGNS: Final = frozenset("—–")
_TAG: Final = re.compile(r"<[^<>]*>")
_TAIL: Final = re.compile(r"(?:\s+(?P<first>[\w’'-]+)\b[^,;:.“\"]*)?(?=[,;.!?]|$)")
_WHEN: Final = LINKS | CALENDAR | frozenset("to later earlier today yesterday last".split())
_THAT: Final = re.compile(r"\s(that)\s")
_TO_SOMEBODY: Final = frozenset(
    "told tells telling asked asks asking warned warns warning reminded reminds assured assures informed".split()
)
_MARK: Final = re.compile('[“”"]')
_AHEAD: Final = re.compile(r"(?:[^.!?:;“\"]*[,:])?\s*")


class Reports:
    """Reads single sentences of an article.

    Args:
        article: The article.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._paragraphs = paragraphs(article.text)
        self._starts = [span.start for span in self._paragraphs]
        self._quoted = [quotations(article.text, span) for span in self._paragraphs]

    def statement(self, sentence: Span, source: Span, cue: Span) -> Statement:
        """Read the statement of a sentence.

        Its content is the quotations that stand beside source and cue, or else what the two follow or lead to:
        "…, Roe said on Monday."; "According to Roe, …"; "Roe told the panel that …". Where that leaves nothing,
        the whole sentence is the content.

        Args:
            sentence: Where the sentence stands.
            source: The words in it that name the speaker; of other words before the name it is freed.
            cue: The word of saying, outside the source; empty where there is none.
        """
        text, quoted = self._article.text, self._quoted_in(sentence)
        source = _named(text, source)
        speaker = self._resolver.resolve(source, None)
        content = _content(text, sentence, source, cue, quoted)
        if sum(len(text[start:end].split()) for start, end in content) < _FEWEST_WORDS:
            content = [sentence]
        return Statement(
            article=self._article,
            speaker=speaker.name,
            as_written=text[source.start : source.end],
            as_written_span=source,
            role=speaker.role,
            cue=text[cue.start : cue.end].strip(" ,:—–"),
            content=tuple(content),
            kind=kind_of(text, content, quoted),
            paragraph=self._paragraph(sentence),
        )

    def completed(self, sentence: Span, statement: Statement, others: Iterable[Statement]) -> Statement | None:
        """Read a statement again by its source and cue, for its content may have been cut short.

        Args:
            sentence: Where the sentence of its source stands.
            statement: As it was found.
            others: What else was found there; behind the statement its content ends where one of these begins.

        Returns:
            The statement with the longer content; None where there is none.
        """
        text, cue = self._article.text, _cue(self._article.text, sentence, statement)
        if cue is None or statement.as_written_span is None:
            return None
        whole = _content(text, sentence, statement.as_written_span, cue, self._quoted_in(sentence))
        content = tuple(_bare(text, piece) for piece in _until(whole, statement, others)) if whole else ()
        if not content or content[0].start > statement.start or content[-1].end < statement.end:
            return None
        if sum(end - start for start, end in content) <= sum(end - start for start, end in statement.content):
            return None
        return replace(statement, content=content, kind=kind_of(text, content, self._quoted_in(sentence)))

    @cached_property
    def _resolver(self) -> Resolver:
        inner = [quote.inner for quoted in self._quoted for quote in quoted]
        return Resolver(self._article.text, self._paragraphs, inner)

    def _paragraph(self, sentence: Span) -> int:
        return max(0, bisect_right(self._starts, sentence.start) - 1)

    def _quoted_in(self, sentence: Span) -> list[Quotation]:
        return self._quoted[self._paragraph(sentence)] if self._quoted else []


def _cue(text: str, sentence: Span, statement: Statement) -> Span | None:
    """Find the cue of a statement in the sentence of its source."""
    source = statement.as_written_span
    if source is None:
        return None
    if not statement.cue:
        return Span(source.end, source.end)
    behind = text.find(statement.cue, source.end, sentence.end)
    place = behind if behind >= 0 else text.rfind(statement.cue, sentence.start, source.start)
    return Span(place, place + len(statement.cue)) if place >= 0 else None


def _until(content: Sequence[Span], statement: Statement, others: Iterable[Statement]) -> Iterator[Span]:
    """Let a content end where, behind the statement as it was found, what others say begins or goes on."""
    taken = [
        max(place.start, statement.end)
        for other in others
        if other != statement
        for place in (*other.content, *filter(None, [other.as_written_span]))
        if place.end > statement.end
    ]
    end = min(taken, default=content[-1].end)
    for piece in content:
        if piece.start < end:
            yield Span(piece.start, min(piece.end, end))


def _named(text: str, source: Span) -> Span:
    """Leave out what opens a sentence before a name: "Yesterday Mr. Roe" is "Mr. Roe"."""
    name = next(mentions(text, source), None)
    if name is None or plain(text[source.start : source.end].split(maxsplit=1)[0]) in _SOME:
        return source
    title = text.rfind(name.title, source.start, name.span.start) if name.title else -1
    return Span(title if title >= 0 else name.span.start, source.end)


def _content(text: str, sentence: Span, source: Span, cue: Span, quoted: list[Quotation]) -> list[Span]:
    first, last = min(source.start, cue.start), max(source.end, cue.end)
    if text[cue.start : cue.end] in _SIGNS:
        tag = _TAG.match(text, sentence.start)
        return [_bare(text, Span(tag.end() if tag else sentence.start, first))]
    beside = [quote.inner for quote in quoted if _is_beside(text, quote, sentence, Span(first, last))]
    if beside:
        return beside
    before = _bare(text, Span(sentence.start, first))
    named_first = source.start < cue.start
    if tail := _tail(text, sentence, last, before):
        goes_on = named_first and text[tail : tail + 1] == ","
        pieces = [before, _bare(text, Span(tail, sentence.end))] if goes_on else [before]
        return [piece for piece in pieces if piece.start < piece.end]
    start = last
    if that := _that(text, sentence, cue, last):
        start = that
    elif not named_first and (comma := text.find(",", last, sentence.end)) >= 0:
        start = comma  # According to Roe, a judge in Harrow, …: what she is goes into the content
    return [_bare(text, Span(start, sentence.end))]


def _that(text: str, sentence: Span, cue: Span, last: int) -> int:
    """Find the "that" which opens what was said: "said in Oslo that", "told the panel that"; 0 if there is none.

    Another "that" stands within what was said: "said prices that rise".
    """
    that = _THAT.search(text, last - 1, sentence.end)
    if that is None:
        return 0
    words = text[last : that.start()].split()
    leads = not words or plain(words[0]) in _WHEN or plain(text[cue.start : cue.end]) in _TO_SOMEBODY
    whole = len(words) <= _LONGEST_LEAD and not _MARK.search(text, last, that.start())
    return that.start(1) if leads and whole else 0


def _is_beside(text: str, quote: Quotation, sentence: Span, attribution: Span) -> bool:
    """Whether nothing but marks stands between a quotation and source and cue, or a few words and a mark do."""
    if quote.outer.start < sentence.start or quote.outer.end > sentence.end:
        return False
    if quote.outer.end <= attribution.start:
        return not text[quote.outer.end : attribution.start].strip(_BARE)
    if quote.outer.start < attribution.end:
        return False
    lead = _AHEAD.fullmatch(text, attribution.end, quote.outer.start)
    return lead is not None and len(lead[0].split()) <= _LONGEST_LEAD


def _tail(text: str, sentence: Span, last: int, before: Span) -> int:
    """Find where an attribution ends that stands behind what was said, or within it; 0 where it stands ahead."""
    if len(text[before.start : before.end].split()) <= _FEWEST_WORDS:
        return 0
    if text[before.end : last].lstrip()[:1] not in {",", "—", "–", "-"}:
        return 0
    tail = _TAIL.match(text, last, sentence.end)
    if tail is None or len(tail[0].split()) > _LONGEST_TAIL or " that " in tail[0]:
        return 0
    return tail.end() if tail["first"] is None or plain(tail["first"]) in _WHEN else 0


def _bare(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in _BARE:
        start += 1
    while start < end and text[end - 1] in _BARE:
        end -= 1
    return Span(start, end)
