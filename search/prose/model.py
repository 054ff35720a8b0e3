"""The nouns of prose: quotes that may be cited, sentences that were checked, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from onrecord.index import Statement

from ..model import Answer, Citation

Grade = Literal["supported", "free", "unsupported"]
"""What the checks found: all hold, or a learnt reader vouches for words of its own; nothing does; or a fault."""

_MARKS: Final[dict[Grade, str]] = {
    "free": "put freely, not checked word by word: compare with the quote",
    "unsupported": "not supported by what it cites",
}

Fault = Literal[
    "citation", "quotation", "number", "date", "name", "speaker", "negation", "meaning", "support", "length"
]
"""Which check a sentence fails."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote that prose may cite.

    Attributes:
        n: Its number, from 1; the citations of the answer come first, in their order.
        citation: What is cited.
        around: The sentences in which it stands, on one line.
        voices: The statements that it holds, its own first: whose words these are, and who else speaks in them.
    """

    n: int
    citation: Citation
    around: str
    voices: tuple[Statement, ...] = ()

    @property
    def text(self) -> str:
        """The cited characters, on one line."""
        return " ".join(self.citation.quote.split())

    @property
    def speaker(self) -> str | None:
        """Whose words these are; None where they are the article's own."""
        said = self.citation.statement
        return None if said is None else said.who or None

    @property
    def role(self) -> str:
        """What the article calls the speaker, or ""."""
        said = self.citation.statement
        return "" if said is None else said.role or ""

    @property
    def cue(self) -> str:
        """The word of saying, or ""."""
        said = self.citation.statement
        return "" if said is None else said.cue.strip(" ,:")

    @property
    def outlet(self) -> str:
        """The outlet, or ""."""
        return self.citation.article.source or ""

    @property
    def day(self) -> str:
        """The day of publication, ISO 8601, or ""."""
        return (self.citation.article.published or "")[:10]


@dataclass(frozen=True, slots=True)
class ProseSentence:
    """A sentence that a model wrote, after the checks.

    Attributes:
        text: The sentence, without marks of citation.
        cites: Numbers of the quotes that it cites, in order.
        grade: "supported" where it passed every check against what it cites, or a learnt reader vouches for words
            or an order of its own; "free" where nothing vouches for these: never to be shown without its mark and
            what it cites.
        fault: Which check it failed, or None.
        reason: The same in words, or None.
        quotes: What it cites, to be shown beside it.
    """

    text: str
    cites: tuple[int, ...]
    grade: Grade
    fault: Fault | None = None
    reason: str | None = None
    quotes: tuple[Quote, ...] = field(default=(), repr=False)

    @property
    def supported(self) -> bool:
        """Whether what it cites supports it, as far as the checks tell."""
        return self.grade == "supported"

    @property
    def mark(self) -> str | None:
        """What is to be shown with it, or None where it is supported."""
        return _MARKS.get(self.grade)


@dataclass(frozen=True, slots=True)
class Prose:
    """What a model wrote from quotes.

    Attributes:
        model: Which, as its endpoint calls it.
        sentences: What may be shown: the supported ones, and those of other grades that were asked for, each with
            its grade and its fault.
        quotes: What it could cite.
        dropped: The sentences that failed a check and are not to be shown.
        notice: One line where there is no prose, or it broke off: why, and that the quotes stand.
    """

    model: str
    sentences: tuple[ProseSentence, ...]
    quotes: tuple[Quote, ...] = field(repr=False)
    dropped: tuple[ProseSentence, ...] = field(default=(), repr=False)
    notice: str | None = None

    @property
    def cited(self) -> tuple[Quote, ...]:
        """The quotes that shown sentences cite."""
        used = {n for one in self.sentences for n in one.cites}
        return tuple(quote for quote in self.quotes if quote.n in used)

    def beside(self, answer: Answer) -> tuple[Quote, ...]:
        """Give the quotes that shown sentences cite and the answer does not."""
        return tuple(quote for quote in self.cited if quote.n > len(answer.citations))
