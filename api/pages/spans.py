"""An article's text with its spans: the words of a link, and the statements in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .links import article_url, speaker_url
from .quotes import certainty_of, probability_of
from .shown import plain
from .texts import TEXTS

if TYPE_CHECKING:
    from onrecord.index import Article, Statement


@dataclass(slots=True)
class Stretch:
    """Characters of a paragraph of one sort.

    Attributes:
        text: As a page may show it.
        said: Number of the statement whose content it is, from 1, or 0.
        marked: Whether it is what a link points to.
        first: Whether the link's words begin here.
        begins: Whether the statement begins here.
    """

    text: str
    said: int
    marked: bool
    first: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A statement in the margin."""

    number: int
    speaker: str
    speaker_url: str | None
    kind: str
    cue: str
    url: str
    certainty: str
    probability: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and the statements that begin in it."""

    stretches: Sequence[Stretch]
    notes: list[Note] = field(default_factory=list)


def paragraphs(article: Article, statements: Sequence[Statement], start: int, end: int) -> list[Paragraph]:
    """Cut an article's text at the borders of its statements and of a span.

    Args:
        article: The article.
        statements: Its statements.
        start: First character of the span that is marked.
        end: One past the last; `start` for none.
    """
    text = article.text
    owner = [0] * len(text)
    for number, statement in enumerate(statements, start=1):
        for first, last in statement.content:
            owner[first:last] = [number] * (last - first)
    shown = []
    at, noted, begun = 0, set[int](), False
    for line in text.split("\n"):
        if line.strip():
            stretches: list[Stretch] = []
            notes: list[Note] = []
            for first, last in _runs(owner, at, at + len(line), start, end):
                said, is_marked = owner[first], start <= first < end
                one = Stretch(plain(text[first:last]), said, is_marked, first=is_marked and not begun)
                begun = begun or is_marked
                if said and said not in noted:
                    noted.add(said)
                    one.begins = True
                    notes.append(_note(said, statements[said - 1]))
                stretches.append(one)
            shown.append(Paragraph(stretches, notes))
        at += len(line) + 1
    return shown


def _runs(owner: Sequence[int], begin: int, stop: int, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Yield the runs of characters that are of one sort."""
    at = begin
    while at < stop:
        last = at + 1
        while last < stop and owner[last] == owner[at] and (start <= last < end) == (start <= at < end):
            last += 1
        yield at, last
        at = last


def _note(number: int, statement: Statement) -> Note:
    name = statement.who
    return Note(
        number=number,
        speaker=plain(name) or TEXTS["unnamed"],
        speaker_url=speaker_url(statement.speaker) if statement.speaker else None,
        kind=TEXTS[statement.kind],
        cue=plain(statement.cue),
        url=article_url(statement.article.id, statement.article.text, statement.start, statement.end),
        certainty=certainty_of(statement),
        probability=probability_of(statement),
    )
