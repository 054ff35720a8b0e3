"""The way from an article to its statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from ..entities.coreference import Resolver
from ..entities.discourse import Discourse
from ..lexicon.word_classes import PRONOUNS, plain
from ..model import Article, Span, Statement
from ..switches import rule
from ..tagger.features import features, numbering
from ..tagger.tagger import Frame, Tagger
from ..tagger.weights import PACKAGED, load_tagger
from ..text.document import Document
from ..text.quotations import Quotation
from ..text.tokens import Window, windows
from .content_spans import share_quotations
from .factuality import is_asked, is_told_as_fact
from .floating_quotations import attach_loose
from .interviews import interviews
from .likelihoods import DENIED
from .signed import signed
from .span_decoder import Draft, draft
from .speakers import statements
from .statement_classifier import StatementClassifier, is_stance
from .turns import turns

_MOST_CHARACTERS: Final = 2_000_000  # beyond this a text is no article; its passages are still searched
_BESIDE: Final = 300  # characters beyond a stretch of a huge paragraph in which a quotation may be its cue's


def _near(piece: Window, quoted: Sequence[Quotation]) -> Sequence[Quotation]:
    """Choose the quotations that a stretch of a paragraph can have to do with; of most that is all."""
    begins, ends = piece.tokens[0].start - _BESIDE, piece.tokens[-1].end + _BESIDE
    return [quote for quote in quoted if quote.outer.end >= begins and quote.outer.start <= ends]


def _is_of_turn(text: str, d: Draft, turn: Draft) -> bool:
    """Whether a draft is what a turn says already: its cue stands there, and its source is nobody else.

    What a label says beside the name is no source: "Jane Roe, baker: “It rains.”"
    """
    begins = min(turn.content[0], turn.source or turn.content[0]).start
    if not begins <= d.cue.start < turn.content[-1].end:
        return False
    if d.source is None or plain(text[slice(*d.source)]) in PRONOUNS:
        return True
    begin, end = turn.source or turn.content[0]
    behind = text[end : turn.content[0].start]
    return begin < d.source.end and d.source.start < end + len("" if "\n" in behind else behind)


class Candidate(NamedTuple):
    """A draft and what it was made of: the words that the frame counts in, and the frame."""

    tokens: Sequence[Span]
    frame: Frame
    draft: Draft


@rule("people of other cues", otherwise=lambda *_: [])
def wordless(framed: Sequence[Draft], stated: Sequence[Draft]) -> list[Draft]:
    """Make stances of the drafts that give nobody's words, or else keep whom they speak of.

    A later "he" or "the company" may mean these.
    """
    kept = set(map(id, stated))
    left = [d for d in framed if id(d) not in kept and (d.source or d.subject)]
    return [replace(d, kind="stance") if d.content and is_stance(d) else replace(d, content=[]) for d in left]


class StatementFinder:
    """Finds who said what in articles.

    Args:
        tagger: Finds cues, sources and contents in paragraphs.
        vocabulary: The number of each word the tagger knows.
        classifier: Tells statements from what else the tagger finds.
    """

    def __init__(self, tagger: Tagger, vocabulary: dict[str, int], classifier: StatementClassifier) -> None:
        self._tagger = tagger
        self._numbers = numbering(vocabulary)
        self._comma = vocabulary.get(",", 0)
        self._classifier = classifier

    @classmethod
    def load(cls, path: Path = PACKAGED) -> StatementFinder:
        """Load the tagger's weights.

        Raises:
            ModelError: The file is missing or damaged.
        """
        vocabulary, stages = load_tagger(path)
        return cls(Tagger(stages), vocabulary, StatementClassifier.load())

    def find(self, article: Article) -> list[Statement]:
        """Find every statement of an article.

        Returns:
            Statements in the order of their contents; contents may be nested in one another.
        """
        document = Document(article, _MOST_CHARACTERS)
        text = document.text
        framed = [self._rated(text, candidate) for candidate in self.candidates(document)]
        inner = [q.inner for paragraph in document.quoted for q in paragraph]
        sources = [d.source for d in framed if d.source is not None and d.content]
        resolver = Resolver(Discourse(text, document.paragraphs, inner, sources))
        spoken = turns(document, resolver.people) or interviews(document, resolver.people)
        spoken += signed(document)
        framed = [d for d in framed if not any(_is_of_turn(text, d, turn) for turn in spoken)]
        drafts = attach_loose(document, framed + spoken)
        drafts += wordless(framed, drafts)
        for d in drafts:
            if d.source is not None and d.name is None:
                d.source = resolver.people.whole(d.source, [d.cue, *d.content])
        return statements(document, resolver, drafts)

    def candidates(self, document: Document) -> Iterator[Candidate]:
        """Draft what the tagger finds in an article, statement or not."""
        text = document.text
        pieces = list(windows(text, document.paragraphs))
        near = [_near(piece, document.quoted[piece.paragraph]) for piece in pieces]
        rows = [features(text, p.tokens, here, self._numbers) for p, here in zip(pieces, near, strict=True)]
        for piece, here, frames in zip(pieces, near, self._tagger.frames(rows, self._comma), strict=True):
            share_quotations(text, piece.tokens, here, frames)
            cues = {place: frame.certainty for frame in frames for place in frame.cue}
            for frame in frames:
                yield Candidate(piece.tokens, frame, draft(text, piece, here, frame, cues))

    def _rated(self, text: str, candidate: Candidate) -> Draft:
        d = candidate.draft
        if d.content:
            denied = not is_told_as_fact(text, d.cue) or is_asked(text, d.content[0])
            d.likely = DENIED if denied else self._classifier.likelihoods(text, *candidate)
        return d
