"""Statements judged against attributions annotated by hand.

    python -m onrecord.eval.attribution CORPUS [--part held-back|validation]

CORPUS is a folder with PolNeAR's `articles.jsonl` and `attributions.jsonl`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.index import Article, Kind, Span, Statement, is_attitude
from onrecord.index.attribution import StatementFinder, reports

from .annotation import Attribution, held_back, read_annotated, read_attributions, validation

KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")


def letters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Find the letters and digits under some spans, which leaves out marks and space.

    Returns:
        Offsets into `text`.
    """
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


@dataclass(slots=True)
class Count:
    """A tally of what was right, what was found and what was there to be found."""

    right: int = 0
    found: int = 0
    there: int = 0

    def add(self, right: int, found: int, there: int) -> None:
        """Add to the three tallies."""
        self.right += right
        self.found += found
        self.there += there

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was there that is right; 0 where nothing was there."""
        return self.right / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.there) if self.found + self.there else 0.0


@dataclass(frozen=True, slots=True)
class AttributionReport:
    """How well statements match annotated attributions.

    Attributes:
        exact: By kind; a statement is right if an attribution of its kind covers the same letters, in all pieces.
        pieces: The pieces of direct contents, each by itself; two that no letter parts are one.
        found: By the statement's kind; it is right if it shares half of its own letters, and half of the
            other's, with an attribution of any kind. Its precision says how far the statements can be trusted.
        there: By the attribution's kind, the other way round. Its recall says how many are found.
        words: Indirect statements against those indirect attributions alone whose cue is one of saying; what
            somebody does, wants, knows or feels is annotated beside these.
        tokens: Words, all contents of an article taken together.
        matched: Words, each attribution against the one statement that shares most with it.
        speaker: Direct attributions with a source that is named or a pronoun; found are those whose content
            was found, by half of its letters at least.
    """

    exact: dict[Kind, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    pieces: Count = field(default_factory=Count)
    found: dict[Kind, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    there: dict[Kind, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    words: Count = field(default_factory=Count)
    tokens: Count = field(default_factory=Count)
    matched: Count = field(default_factory=Count)
    speaker: Count = field(default_factory=Count)

    def as_dict(self) -> dict[str, float]:
        """Name every figure, for tables and JSON."""
        figures = {
            "direct, exact F1": self.exact["direct"].f1,
            "direct, pieces F1": self.pieces.f1,
            "direct, right speaker": self.speaker.recall,
            "content token P": self.tokens.precision,
            "content token R": self.tokens.recall,
            "content token F1": self.tokens.f1,
            "content token F1, one to one": self.matched.f1,
        }
        figures["indirect, of words, exact P"] = self.words.precision
        figures["indirect, of words, exact R"] = self.words.recall
        for kind in KINDS:
            figures[f"{kind}, exact P"] = self.exact[kind].precision
            figures[f"{kind}, exact R"] = self.exact[kind].recall
            figures[f"{kind}, overlap P"] = self.found[kind].precision
            figures[f"{kind}, overlap R"] = self.there[kind].recall
        return figures


def score_statements(
    articles: Iterable[Article], statements: Iterable[Statement], attributions: Iterable[Attribution]
) -> AttributionReport:
    """Judge the statements of some articles, stances left out; attributions of other articles are passed over."""
    report = AttributionReport()
    found, there = defaultdict(list), defaultdict(list)
    for statement in statements:
        if statement.kind != "stance":
            found[statement.article.id].append(statement)
    for attribution in attributions:
        there[attribution.article_id].append(attribution)
    for article in articles:
        _score_article(article.text, found[article.id], there[article.id], report)
    return report


def _score_article(text: str, found: list[Statement], there: list[Attribution], report: AttributionReport) -> None:
    ours = [letters(text, statement.content) for statement in found]
    theirs = [letters(text, attribution.content) for attribution in there]
    _score_words(text, ours, theirs, report)
    for kind in KINDS:
        mine = {own for own, s in zip(ours, found, strict=True) if s.kind == kind}
        gold = {other for other, a in zip(theirs, there, strict=True) if a.kind == kind}
        report.exact[kind].add(len(mine & gold), len(mine), len(gold))
    said = {o for o, a in zip(theirs, there, strict=True) if a.kind == "indirect" and _is_of_words(text, a)}
    reported = {own for own, s in zip(ours, found, strict=True) if s.kind == "indirect"}
    report.words.add(len(reported & said), len(reported), len(said))
    own_pieces = {piece for s in found if s.kind == "direct" for piece in _pieces(text, s.content)}
    gold_pieces = {piece for a in there if a.kind == "direct" for piece in _pieces(text, a.content)}
    report.pieces.add(len(own_pieces & gold_pieces), len(own_pieces), len(gold_pieces))
    for own, statement in zip(ours, found, strict=True):
        report.found[statement.kind].add(any(_alike(own, other) for other in theirs), 1, 0)
    for other, attribution in zip(theirs, there, strict=True):
        report.there[attribution.kind].add(any(_alike(own, other) for own in ours), 0, 1)
        if attribution.kind == "direct" and (attribution.speaker_key or attribution.source_kind == "pronoun"):
            best = max(range(len(ours)), key=lambda i: len(ours[i] & other), default=None)
            hit = best is not None and 2 * len(ours[best] & other) >= len(other)
            right = hit and best is not None and same_speaker(found[best], attribution)
            report.speaker.add(right, hit, 1)


def _is_of_words(text: str, attribution: Attribution) -> bool:
    """Whether a cue is one of saying, and not of thinking, wanting or doing."""
    cue = " ".join(text[start:end] for start, end in attribution.cue)
    return reports(cue) and not is_attitude(cue)


def _pieces(text: str, spans: Iterable[Span]) -> set[frozenset[int]]:
    """Find the letters of each piece of a content, joining pieces that no letter parts."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not any(c.isalnum() for c in text[joined[-1].end : start]):
            joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return {letters(text, [span]) for span in joined} - {frozenset()}


def _score_words(
    text: str, ours: list[frozenset[int]], theirs: list[frozenset[int]], report: AttributionReport
) -> None:
    first = frozenset(i for i, c in enumerate(text) if c.isalnum() and not (i and text[i - 1].isalnum()))
    ours, theirs = [own & first for own in ours], [other & first for other in theirs]
    union, gold = frozenset[int]().union(*ours), frozenset[int]().union(*theirs)
    report.tokens.add(len(union & gold), len(union), len(gold))
    shared = sum(len(ours[i] & theirs[j]) for i, j in _pairs(ours, theirs))
    report.matched.add(shared, sum(map(len, ours)), sum(map(len, theirs)))


def _alike(own: frozenset[int], other: frozenset[int]) -> bool:
    shared = 2 * len(own & other)
    return shared > 0 and shared >= len(own) and shared >= len(other)


def _pairs(ours: list[frozenset[int]], theirs: list[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Match one to one, the largest overlap first."""
    ranked = sorted(
        ((len(own & other), i, j) for i, own in enumerate(ours) for j, other in enumerate(theirs) if own & other),
        key=lambda triple: (-triple[0], triple[1], triple[2]),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in ranked:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield i, j


def same_speaker(statement: Statement, attribution: Attribution) -> bool:
    """Tell whether a statement's speaker is the annotated one.

    A named source is found if the annotated word of its name stands in the speaker's name or in the words
    that name the speaker at this place; a pronoun if these words are the annotated ones.
    """
    if attribution.speaker_key:
        names = f"{statement.speaker or ''} {statement.as_written}".lower().replace("’", "'")
        return attribution.speaker_key.replace("’", "'") in names
    span = statement.as_written_span
    return span is not None and any(span.start < end and start < span.end for start, end in attribution.source)


def main(arguments: Sequence[str] | None = None) -> None:
    """Find the statements of one part of the articles, and print every figure and the speed."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.attribution", description="Judge the statement finder."
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=("held-back", "validation"), default="held-back")
    options = parser.parse_args(arguments)
    part = held_back if options.part == "held-back" else validation
    articles = [article for article in read_annotated(options.corpus / "articles.jsonl") if part(article.id)]
    finder = StatementFinder.load()
    begun = time.process_time()
    statements = [statement for article in articles for statement in finder.find(article)]
    seconds = time.process_time() - begun
    report = score_statements(articles, statements, read_attributions(options.corpus / "attributions.jsonl"))
    for name, value in report.as_dict().items():
        sys.stdout.write(f"{value:.3f}  {name}\n")
    words = sum(len(article.text.split()) for article in articles)
    sys.stdout.write(f"{words / 800 / seconds:.1f}  articles of 800 words a second of processor time\n")


if __name__ == "__main__":
    main()
