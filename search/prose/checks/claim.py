"""What a check reads: a sentence, or the part of one that is one speaker's, and the quotes that it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from onrecord.index import Span

from ..model import Quote
from .context import context, owner

Words = Callable[[str], Sequence[str]]
"""Gives the words of a text as the index compares them: stems, without the commonest."""

_TOKEN: Final = re.compile(r"per\scent\b|(?:[A-Z]\.){2,}|\d[\d.,]*\d|\w+(?:[’'\-]\w+)*|[^\w\s]")


_BREAKS: Final = frozenset("but while whereas although though".split())
_OPENERS: Final = frozenset("that said he she it they today in is are was were will would".split())


class Token(NamedTuple):
    """A word or mark: as written, in small letters with one apostrophe, its stem ("" without one), its place."""

    text: str
    lower: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Claim:
    """What is to be checked.

    Attributes:
        text: The words.
        quotes: What they rest on, at least one.
        words: Stems words.
        said: Spans of the text that are told as somebody's words, where some were found.
    """

    text: str
    quotes: Sequence[Quote]
    words: Words
    said: Sequence[Span] = ()

    @cached_property
    def tokens(self) -> list[Token]:
        """The words and marks of the text."""
        return tokens(self.text, self.words)

    @cached_property
    def evidence(self) -> list[list[Token]]:
        """The same of each quote, with its word of saying before it."""
        return [tokens(f"{quote.cue} {quote.text}", self.words) for quote in self.quotes]

    @cached_property
    def clauses(self) -> list[list[Token]]:
        """The words of the text, clause by clause."""
        return clauses(self.tokens)

    @cached_property
    def context(self) -> list[list[Token]]:
        """The words and marks of the titles, and of the articles up to each quote's end."""
        return [tokens(text, self.words) for quote in self.quotes for text in context(quote)]

    def is_in_said(self, token: Token) -> bool:
        """Whether a word is within what somebody is made to say."""
        return any(start <= token.start < end for start, end in self.said)

    @cached_property
    def known(self) -> list[list[Token]]:
        """The same of what is said of each quote: its speakers and its outlet."""
        told = (" ".join([*_voices(quote), owner(quote)]) for quote in self.quotes)
        return [tokens(text, self.words) for text in told]

    @cached_property
    def around(self) -> list[list[Token]]:
        """The same of the sentences in which each quote stands."""
        return [tokens(quote.around, self.words) for quote in self.quotes]


def _voices(quote: Quote) -> list[str]:
    said = [part for one in quote.voices for part in (one.role, one.speaker, one.as_written, one.cue) if part]
    return [*said, quote.outlet]


def tokens(text: str, words: Words) -> list[Token]:
    """Cut a text into words and marks."""
    return [_token(found, words) for found in _TOKEN.finditer(text)]


def clauses(found: Sequence[Token]) -> list[list[Token]]:
    """Part words where a clause ends: at marks, "but", "and that" and the like."""
    parted: list[list[Token]] = [[]]
    for place, token in enumerate(found):
        after = found[place + 1].lower if place + 1 < len(found) else ""
        if token.text in ".!?;:,–—" or token.lower in _BREAKS or (token.lower == "and" and after in _OPENERS):
            parted.append([])
        else:
            parted[-1].append(token)
    return [one for one in parted if one]


def _token(found: re.Match[str], words: Words) -> Token:
    text = found[0]
    lower = text.lower().replace("’", "'").replace("per cent", "percent")
    bare = lower.removesuffix("'s")
    stem = "".join(words(bare)) if bare[0].isalnum() else ""
    return Token(text, lower, stem, *found.span())
