"""From which character on a unit is shown: from its source where it is half a clause, and behind a dateline."""

from __future__ import annotations

import re
from typing import Final

from onrecord.index import Statement

from .units import Unit

_NEAR: Final = 160
_FIRST: Final = 2
_OBJECT: Final = re.compile(
    r"(?:him|them|me|us|himself|herself|itself|themselves)\s"
    r"|(?:her|it|this|these|those)\s(?:of|as|for|to|an?|the|with|not)\s|(?:her|it|this)\s[“\"‘]"
)
"""What is said of somebody opens with them: he accused "her of hiding"."""
_BLAME: Final = re.compile(r"\b(?:accus|blam|suspect|criticis|criticiz|prais|thank)", re.IGNORECASE)
_DEED: Final = re.compile(r"(?:[\w’'.-]+\s){1,6}(?:of|for)\s(?:not\s)?[a-z]+ing\b")
"""The same of somebody by name: he accused "the company of hiding it"."""

_PLACE: Final = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}"
_BESIDE: Final = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?){0,2}"
_DAY: Final = (
    r"(?:,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
    r"|,? \d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?)"
)
_AGENCY: Final = r" ?\([A-Z][\w/.]*(?: [A-Z][\w.]*)?\)"
_DASH: Final = r" ?(?:—|–|--|-) (?=\S)"
_DATELINE: Final = re.compile(rf"(?:{_PLACE}{_BESIDE}{_DAY}(?:{_AGENCY})?|{_PLACE}{_BESIDE}{_AGENCY}){_DASH}")
_AT_FIRST: Final = re.compile(
    rf"(?:(?=[A-Z]{{3}}){_PLACE}{_BESIDE}(?!{_DASH}[^.]*{_DASH})"
    rf"|[A-Z][\w.'’ -]{{2,30}}?{_BESIDE}{_DAY}?{_AGENCY}){_DASH}"
)
"""What is a dateline at the top of an article alone: "PARIS — ", "Paris (AFP) - ", but not "NASA — a body —"."""


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
