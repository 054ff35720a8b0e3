"""The syntax that a query may have: "exact words", -word, source:, by:, since:, until:.

None of it is needed, and no plain question trips over it: a key counts only with its value close behind, a date
only as a date, and quote marks only where the query is no question.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_KEY: Final = re.compile(
    r"(?<!\S)(?:(?P<key>source|by):(?:\"(?P<quoted>[^\"]+)\"|(?P<value>[^\s\":]+))"
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

    @property
    def is_by_alone(self) -> bool:
        """Whether it names a speaker and has no words: whatever that one said is asked for."""
        return self.by is not None and not any(map(str.isalnum, self.text))


NO_SYNTAX: Final = Parsed("")
"""What plain words have."""


def parsed(query: str) -> Parsed:
    """Take the syntax out of a query.

    Args:
        query: As it was typed.
    """
    sources: list[str] = []
    said: dict[str, str] = {}
    for one in _KEY.finditer(query):
        value = one["quoted"] or one["value"]
        if one["key"] == "source":
            sources.append(value)
        elif one["key"] == "by":
            said["by"] = value
        else:
            day = one["day"]
            said[one["bound"]] = _last(day) if one["bound"] == "until" else day + _FIRST_DAY.get(len(day), "")
    text = _KEY.sub(" ", query)
    without = [one["phrase"] or one["word"] for one in _WITHOUT.finditer(text)]
    rest = _WITHOUT.sub(" ", text)
    # "-word" alone finds nothing; then it is a word. And "he said -and I quote- twice" has dashes.
    if without and (re.search(r"\w", rest) or "by" in said) and not re.search(r"\w-(?!\S)", rest):
        text = rest
    else:
        without = []
    quoted = [] if _QUESTION.match(text) else [*_PHRASE.finditer(text)]
    phrases = [next(filter(None, one.groups())).strip() for one in quoted]
    return Parsed(
        " ".join(text.split()) if sources or said or without else query,
        tuple(filter(None, phrases)),
        tuple(without),
        tuple(sources),
        **said,
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
