"""The nouns that every floor shares: articles, and the spans of them that are indexed, said and found."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect", "stance"]
Certainty = Literal["sure", "likely", "doubtful"]
_SURE: Final = 0.8
_LIKELY: Final = 0.6
LISTED: Final = 0.5
"""The probability from which on what is reported without quote marks is listed, counted and exported."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, as published.

    The text is kept to the character, so that a span of it can be checked against the source at any time.

    Attributes:
        id: Unique in a corpus.
        text: The whole body. Every span counts characters (Unicode code points) of this string.
        title: The headline, or "".
        url: Where it was published.
        source: The outlet.
        author: The byline.
        published: ISO 8601 date or date and time; sorts as text.
        updated: The same, for the last correction.
        language: ISO 639-1 code.
    """

    id: str
    text: str
    title: str = ""
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None

    @property
    def content_hash(self) -> str:
        """SHA-256 (hexadecimal) over every field but the id: equal hashes need no new indexing."""
        fields = [self.title, self.text, self.url, self.source, self.author]
        fields += [self.published, self.updated, self.language]
        return hashlib.sha256(json.dumps(fields, ensure_ascii=True).encode()).hexdigest()


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of an article, the unit of retrieval: a paragraph by default.

    Attributes:
        article: The article it is a span of.
        start: First character in `article.text`.
        end: One past the last.
        paragraph: Number of the paragraph in the article, from 0.
    """

    article: Article = field(repr=False)
    start: int
    end: int
    paragraph: int

    @property
    def text(self) -> str:
        """The characters of the span."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that somebody is reported to have said.

    Attributes:
        article: The article that reports it.
        speaker: The fullest name the article gives for who spoke, or None where it names nobody.
        as_written: The words that name the speaker at this place ("he", "the Russian leader", "Putin").
        as_written_span: Where those words stand, or None.
        role: What the article calls the speaker ("Kremlin spokesman") or says of them beside the name ("of
            the Orlo Herald"), or None.
        cue: The word or words of saying ("warned", "according to"), or "" where there is none.
        content: Spans of what was said, in order; quote marks are left out of a direct quote's spans.
        kind: direct (in quote marks), indirect (reported), mixed (both), or a stance: what the speaker wants,
            feels or does, told in the writer's words alone.
        paragraph: Number of the paragraph in which the content begins, from 0.
        probability: How probable it is that the content is the speaker's words; None where nobody estimated it.
            Of a stance, which is told not to be, it is low.
        sieve: What told who the speaker is, for debugging.
    """

    article: Article = field(repr=False)
    speaker: str | None
    as_written: str
    as_written_span: Span | None
    role: str | None
    cue: str
    content: tuple[Span, ...]
    kind: Kind
    paragraph: int
    probability: float | None = None
    sieve: str = field(default="", compare=False)

    @property
    def who(self) -> str:
        """The name it goes under: the speaker's, or the words that stand for a speaker without one."""
        return self.speaker or self.as_written

    @property
    def certainty(self) -> Certainty | None:
        """The probability in a word; None for a stance, and where nobody estimated it.

        How often each is right on annotated news stands in docs/statements.md.
        """
        if self.kind == "stance" or self.probability is None:
            return None
        return "sure" if self.probability >= _SURE else "likely" if self.probability >= _LIKELY else "doubtful"

    @property
    def is_listed(self) -> bool:
        """Whether lists, counts and exports have it where no other minimum is asked for.

        Words in quote marks are listed whoever says them, and what is reported from a probability of `LISTED` on.
        The rest is kept for answers, which weigh its probability.
        """
        if self.kind != "indirect":
            return self.kind != "stance"
        return self.probability is None or self.probability >= LISTED

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """One past the last character of the content."""
        return self.content[-1].end


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage and how well it matches; its place in a list of hits is its rank.

    Attributes:
        passage: What was found.
        score: Higher is better; comparable within one list only.
        row: Number of the passage in the index.
        also: The same words in other articles: a wire story is one hit, however many carried it.
    """

    passage: Passage
    score: float
    row: int
    also: tuple[Passage, ...] = ()
