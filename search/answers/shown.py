"""What is shown of a unit: from its source where it is half a clause, no dateline, and what a quote leans on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.index import Article, Span, Statement, Store, sentences

from .units import Unit, ends, is_labelled

_NEAR: Final = 160
_FIRST: Final = 2
_OBJECT: Final = re.compile(
    r"(?:him|them|me|us|himself|herself|itself|themselves)\s"
    r"|(?:her|it|this|these|those)\s(?:of|as|for|to|an?|the|with|not)\s|(?:her|it|this)\s[“\"‘]"
)
"""What is said of somebody opens with them: he accused "her of hiding"."""
_BLAME: Final = re.compile(r"\b(?:accus|blam|suspect|critici[sz]|prais|thank)", re.IGNORECASE)
_DEED: Final = re.compile(r"(?:[\w’'.-]+\s){1,6}(?:of|for)\s(?:not\s)?[a-z]+ing\b")
"""The same of somebody by name: he accused "the company of hiding it"."""

_PLACE: Final = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}"
_BESIDE: Final = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?){0,2}"
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY: Final = rf",? (?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH})"
_AGENCY: Final = r" ?\([A-Z][\w/.]*(?: [A-Z][\w.]*)?\)"
_DASH: Final = r" ?(?:—|–|--|-) (?=\S)"
_DATELINE: Final = re.compile(rf"(?:{_PLACE}{_BESIDE}{_DAY}(?:{_AGENCY})?|{_PLACE}{_BESIDE}{_AGENCY}){_DASH}")
_AT_FIRST: Final = re.compile(
    rf"(?:(?=[A-Z]{{3}}){_PLACE}{_BESIDE}(?!{_DASH}[^.]*{_DASH})"
    rf"|[A-Z][\w.'’ -]{{2,30}}?{_BESIDE}(?:{_DAY})?{_AGENCY}){_DASH}"
)
"""What is a dateline at the top of an article alone: "PARIS — ", "Paris (AFP) - ", but not "NASA — a body —"."""

_LEANS: Final = re.compile(
    r"[\W_]*(?:(?:and|but|so)\s+)?(?:there|here|then|it|its|they|their|them|he|she|his|her"
    r"|this|that|these|those|such|both|neither|instead|also|the (?:former|latter|same))\b",
    re.IGNORECASE,
)
_THAT: Final = re.compile(r"[\W_]*that\s+", re.IGNORECASE)
_BACK: Final = 1500
_SHORTEST: Final = 2


def first_shown(unit: Unit) -> int:
    """Say where the part of an article begins that shows a unit."""
    if unit.statement is not None:
        return _with_source(unit, unit.statement)
    text = unit.article.text
    found = _DATELINE.match(text, unit.start, unit.end)
    if found is None and unit.paragraph < _FIRST:
        found = _AT_FIRST.match(text, unit.start, unit.end)
    return found.end() if found else unit.start


def _with_source(unit: Unit, statement: Statement) -> int:
    """Give where the source stands before an object that opens the words, else where these begin."""
    text, source = unit.article.text, statement.as_written_span
    if statement.kind == "direct" or source is None:
        return unit.start
    blamed = _BLAME.search(statement.cue) and _DEED.match(text, unit.start, unit.end)
    if not (blamed or _OBJECT.match(text, unit.start, unit.end)):
        return unit.start
    near = 0 < unit.start - source.start < _NEAR
    return source.start if near and "\n" not in text[source.start : unit.start] else unit.start


def said_by_others(index: Store, unit: Unit) -> Iterator[Statement]:
    """Yield what others than its speaker say in a statement's article; of a writer's sentence, nothing."""
    if unit.statement is not None:
        for one in index.statements_in(unit.article):
            if one.speaker and one.speaker != unit.statement.speaker:
                yield one


def sentence_before(
    article: Article, start: int, end: int, *, reported: bool = False, others: Iterable[Statement] = ()
) -> str | None:
    """Give the sentence before the one that a quote begins in, if the quote leans on it.

    Args:
        article: Where it stands.
        start: First character of the quote.
        end: One past its last.
        reported: Whether it is a clause that reports words: its "that" opens it, and leans on nothing.
        others: What other people say there.

    Returns:
        The sentence; None where the quote stands by itself, or what is before it is no sentence, or what others
        say without asking.
    """
    opening = _THAT.match(article.text, start, end) if reported else None
    if not _LEANS.match(article.text, opening.end() if opening else start, end):
        return None
    first = max(0, start - _BACK)
    near = article.text[first : start + 1]
    found = [(one.start, one.end) for one in sentences(near)]
    if len(found) < _SHORTEST:
        return None
    before = Span(first + found[-2][0], first + found[-2][1])
    told = " ".join(article.text[before.start : before.end].split())
    if len(told.split()) < _SHORTEST or not ends(told) or is_labelled(told):
        return None
    return None if not told.endswith("?") and any(_is_of(one, before) for one in others) else told


def _is_of(statement: Statement, sentence: Span) -> bool:
    said = min(statement.end, sentence.end) - max(statement.start, sentence.start)
    return said * 2 >= sentence.end - sentence.start
