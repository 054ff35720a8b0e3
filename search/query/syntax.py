"""The syntax that a query may have: "exact words", -word, source:, by:, since:, until:.

None of it is needed, and no plain question trips over it: a key counts only with its value close behind, a date
only as a date, and quote marks only where the query is no question.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_VALUE: Final = r'(?:"(?P<{0}_quoted>[^"]+)"|(?P<{0}>[^\s":]+))'
_KEY: Final = re.compile(
    rf"(?<!\S)(?:source:{_VALUE.format('source')}|by:{_VALUE.format('by')}"
    r"|(?P<bound>since|until):(?P<day>\d{4}(?:-\d\d(?:-\d\d)?)?))(?!\S)"
)
_WITHOUT: Final = re.compile(r"(?<!\S)-(?:\"(?P<phrase>[^\"]+)\"|(?P<word>[^\W\d_][\w'’.-]*(?<![-.])))(?!\S)")
_PHRASE: Final = re.compile(r"\"([^\"]+)\"|“([^”]+)”|«([^»]+)»")
_QUESTION: Final = re.compile(
    r"\s*(?:(?:and|but|so|please|tell me)\s+)*(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do"
    r"|does|did|has|have|had|can|could|will|would|should|may|might|must|according)\b|.*\?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_UNPARTED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FIRST_DAY: Final = {4: "-01-01", 7: "-01"}


class Parsed(NamedTuple):
    """A query without its syntax.

    Attributes:
        text: The words that are left to be searched.
        phrases: What a passage must hold word for word.
        without: Words, or phrases, that it must not hold.
        sources: The outlets that it must be of, any one of them.
        by: Whose words are asked for.
        since: First day of publication, ISO 8601.
        until: Last day of publication, ISO 8601.
    """

    text: str
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    by: str | None = None
    since: str | None = None
    until: str | None = None


NO_SYNTAX: Final = Parsed("")
"""What plain words have."""


def parsed(query: str) -> Parsed:
    """Take the syntax out of a query.

    Args:
        query: As it was typed.
    """
    sources: list[str] = []
    by = since = until = None
    for one in _KEY.finditer(query):
        sources += [name for name in (one["source"] or one["source_quoted"],) if name]
        by = one["by"] or one["by_quoted"] or by
        day = one["day"] or ""
        if one["bound"] == "since":
            since = day + _FIRST_DAY.get(len(day), "")
        elif one["bound"] == "until":
            until = _last(day)
    text = _KEY.sub(" ", query)
    without = [one["phrase"] or one["word"] for one in _WITHOUT.finditer(text)]
    rest = _WITHOUT.sub(" ", text)
    # "-word" alone finds nothing; then it is a word. And "he said -and I quote- twice" has dashes.
    if without and re.search(r"\w", rest) and not re.search(r"\w-(?!\S)", rest):
        text = rest
    else:
        without = []
    phrases: list[str] = []
    if not _QUESTION.match(text):
        phrases = [next(filter(None, one.groups())).strip() for one in _PHRASE.finditer(text)]
    changed = bool(sources or by or since or until or without)
    return Parsed(
        " ".join(text.split()) if changed else query,
        tuple(one for one in phrases if one),
        tuple(without),
        tuple(sources),
        by,
        since,
        until,
    )


def _last(day: str) -> str:
    from calendar import monthrange

    if len(day) == len("2025-02"):
        year, month = int(day[:4]), int(day[5:])
        return f"{day}-{monthrange(year, month)[1]:02}" if 1 <= month <= 12 else f"{day}-31"  # noqa: PLR2004 - months
    return f"{day}-12-31" if len(day) == len("2025") else day


def holds(text: str, phrase: str) -> bool:
    """Tell whether a text holds a phrase word for word, whatever its case, its blanks and marks around words.

    Args:
        text: Any text.
        phrase: What it is to hold.
    """
    words = re.findall(r"\w+", _plain(phrase))
    # Chinese and Japanese have no blanks between words.
    first, last = ("", "") if words and _UNPARTED.search(words[0] + words[-1]) else (r"(?<!\w)", r"(?!\w)")
    pattern = first + r"[\W_]+".join(map(re.escape, words)) + last
    return bool(words) and re.search(pattern, _plain(text)) is not None


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
