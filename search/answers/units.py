"""What may be cited: statements, and sentences that are no statement's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Article, Passage, Span, Statement, sentences

from ..query.syntax import holds
from .pieces import close_pieces, joined
from .statement_checks import names_somebody

_SHARE: Final = 0.5
_BEFORE: Final = 300
_TITLE_WORDS: Final = 16
_WORDS_BEFORE: Final = 30
_READ_BEFORE: Final = 25
_CONTENT_WORDS: Final = 60
_FEWEST_WORDS: Final = 4
_TOLD: Final = re.compile(r"\btold\b|\btell(?:s|ing)?\b", re.IGNORECASE)
_ENDS: Final = re.compile(r"[.!?…。！？｡][\"”’')\]」』）]*\s*$|[\"”」』]$")
_LABEL: Final = re.compile(
    r"\W*(?:photo(?:graph)?s?|images?|pictured?|pictures|credits?|illustrations?|graphics?|videos?|quiz|poll|related|more"
    r"|(?:also\s+)?(?:read|see|watch)(?:\s+(?:also|more|next|this\s+story))?)\s?:",
    re.IGNORECASE,
)
_KEPT: Final = 4096
"""Passages whose sentences are kept: those of the articles that many questions, or two in a row, are about."""

_FULL_STOP: Final = re.compile(r"[。！？｡]+[」』”’）]*+(?!\s*と)\s*")
# What is written without spaces has about two letters a word.
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}")


class Unit(NamedTuple):
    """A span that may answer.

    Attributes:
        article: Where it stands.
        start: First character.
        end: One past the last.
        row: The passage that it begins in.
        paragraph: Number of that passage's paragraph.
        statement: Whose content it is, or None for a sentence of the writer's.
    """

    article: Article
    start: int
    end: int
    row: int
    paragraph: int
    statement: Statement | None

    @property
    def text(self) -> str:
        """Its characters."""
        return self.article.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The words that lead to it."""
        start = self.start
        source = self.statement.as_written_span if self.statement else None
        if source is not None and 0 <= start - source.start < _BEFORE:
            start = source.start
        return " ".join(self.article.text[max(0, start - _BEFORE) : start].split()[-_WORDS_BEFORE:])

    @property
    def read(self) -> str:
        """What the reader reads: headline, the words before, and behind a bar who says it, and the words."""
        said = " ".join(self.text.split()[:_CONTENT_WORDS])
        if self.statement is not None:
            role = f", {self.statement.role}," if self.statement.role else ""
            # "Told" wants to know whom, which the content leaves out.
            cue = _TOLD.sub("said", self.statement.cue.strip(" ,:")) or "said"
            said = f"{self.statement.who}{role} {cue}: {said}"
        title = " ".join(self.article.title.split()[:_TITLE_WORDS])
        before = " ".join(self.before.split()[-_READ_BEFORE:])
        return unescape(f"{title}. {before} | {said}" if title else f"{before} | {said}")

    def holds(self, other: Unit) -> bool:
        """Tell whether it is a sentence of the writer's with a statement in it."""
        inside = self.start <= other.start and other.end <= self.end and self.article.id == other.article.id
        return inside and self.statement is None and other.statement is not None


def ends(text: str) -> bool:
    """Tell whether a text ends as a sentence does; headings and most captions do not."""
    return _ENDS.search(text) is not None


def is_labelled(text: str) -> bool:
    """Tell what a label makes no sentence of an article: "Photograph: Roe in goal.", "QUIZ: Who scored?"."""
    return _LABEL.match(text) is not None


def units_of(
    passages: Mapping[int, Passage], statements: Iterable[tuple[Statement, int]], *, apart: bool = False
) -> list[Unit]:
    """Cut passages into what may be cited.

    Args:
        passages: By row.
        statements: Those that begin in these passages, with their rows.
        apart: Keep each statement by itself, as lists of statements do.

    Returns:
        Statements whose source names somebody, and sentences that none of them covers half of; no headings.
    """
    said: dict[int, list[Statement]] = {}
    for statement, row in statements:
        if row in passages and names_somebody(statement):
            said.setdefault(row, []).append(close_pieces(statement))
    return [
        unit
        for row, passage in passages.items()
        for unit in _cut(row, passage, said.get(row, ()) if apart else joined(said.get(row, ())))
    ]


def holding(phrases: Sequence[str], units: Sequence[Unit], may: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep the units that hold some phrases word for word, or all where none does.

    Args:
        phrases: The phrases; none keeps all.
        units: What may be cited.
        may: Which of them may answer, shape (len(units),).
    """
    held = may & np.array([all(holds(one.text, phrase) for phrase in phrases) for one in units], dtype=bool)
    return held if held.any() else may


def _cut(row: int, passage: Passage, said: Sequence[Statement]) -> Iterator[Unit]:
    for one in said:
        yield Unit(one.article, one.start, one.end, row, one.paragraph, one)
    for start, end in _whole_sentences(passage.text):
        first, last = passage.start + start, passage.start + end
        text = passage.article.text[first:last]
        covered = sum(max(0, min(last, one.end) - max(first, one.start)) for one in said)
        if covered < _SHARE * (last - first) and _is_sentence(text):
            yield Unit(passage.article, first, last, row, passage.paragraph, None)


def _is_sentence(text: str) -> bool:
    """Tell a sentence from a heading or a caption: it has a few words and an end, and no label."""
    long = len(text.split()) + len(_UNSPACED.findall(text)) >= _FEWEST_WORDS
    return long and ends(text) and not is_labelled(text)


@lru_cache(maxsize=_KEPT)
def _whole_sentences(text: str) -> tuple[Span, ...]:
    """Find sentences, and join those that a quotation runs through: half a quotation is no quote."""
    whole: list[Span] = []
    for span in (part for one in sentences(text) for part in _unspaced(text, one)):
        # "と" says that the quotation before it was said.
        if whole and (_open(text[whole[-1].start : whole[-1].end]) or text.startswith("と", span.start)):
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    return tuple(whole)


def _unspaced(text: str, span: Span) -> Iterator[Span]:
    """Cut what stands without spaces at its own full stops: Chinese and Japanese."""
    start = span.start
    for found in _FULL_STOP.finditer(text, span.start, span.end):
        yield Span(start, found.end())
        start = found.end()
    if start < span.end:
        yield Span(start, span.end)


def _open(text: str) -> bool:
    return any(text.count(one) > text.count(two) for one, two in ("“”", "「」")) or text.count('"') % 2 == 1
