"""Content spans judged against annotated ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from onrecord.index import Article, Kind, Span, Statement

from ..annotation import Attribution
from .ratios import Count, Ratio

KINDS: Final[tuple[Kind, ...]] = ("direct", "mixed", "indirect")
Letters = Callable[[str, Iterable[Span]], frozenset[int]]
VERBS: Final = Path(__file__).parent.parent / "data" / "communication_verbs.txt"


_THAT: Final = re.compile(r"\W*that\b", re.IGNORECASE)


def letters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Find the letters and digits under some spans, which leaves out marks and space.

    Returns:
        Offsets into `text`.
    """
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def letters_said(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Find the letters and digits under some spans, but for a "that" at their head, which is no part of it."""
    pieces = sorted(spans)
    if pieces and (that := _THAT.match(text, *pieces[0])):
        pieces[0] = Span(that.end(), pieces[0].end)
    return letters(text, pieces)


@dataclass(frozen=True, slots=True)
class ContentReport:
    """How well statements match annotated attributions.

    Attributes:
        exact: By kind; a statement is right if an attribution of its kind covers the same letters, in all pieces.
        pieces: The pieces of direct contents, each by itself; two that no letter parts are one.
        found: By the statement's kind; it is right if it shares half of its own letters, and half of the
            other's, with an attribution of any kind. Its precision says how far the statements can be trusted.
        there: By the attribution's kind, the other way round. Its recall says how many are found.
        words: Indirect statements against those indirect attributions alone whose cue has a verb of
            communication (`eval/data/communication_verbs.txt`); what somebody does, wants, knows or feels is
            annotated beside these.
        tokens: Words, all contents of an article taken together.
        matched: Words, each attribution against the one statement that shares most with it.
        source: Direct attributions with a source that is named or a pronoun; found are those whose content
            was found, by half of its letters at least, right those with the annotated words for their source.
            Who is meant by these words is for `speakers` to say.
        pairs: Statements and attributions of any kind, one to one, that share half of each other's letters.
    """

    exact: dict[Kind, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    pieces: Count = field(default_factory=Count)
    found: dict[Kind, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    there: dict[Kind, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    words: Count = field(default_factory=Count)
    tokens: Count = field(default_factory=Count)
    matched: Count = field(default_factory=Count)
    source: Count = field(default_factory=Count)
    pairs: Count = field(default_factory=Count)

    def figures(self) -> dict[str, Ratio]:
        """Name every figure."""
        figures = {
            "statements P": self.pairs.precision,
            "statements R": self.pairs.recall,
            "statements F1": self.pairs.f1,
            "direct, exact F1": self.exact["direct"].f1,
            "direct, pieces F1": self.pieces.f1,
            "direct, right source span": self.source.recall,
            "content token P": self.tokens.precision,
            "content token R": self.tokens.recall,
            "content token F1": self.tokens.f1,
            "content token F1, one to one": self.matched.f1,
            "indirect, of words, exact P": self.words.precision,
            "indirect, of words, exact R": self.words.recall,
        }
        for kind in KINDS:
            figures[f"{kind}, exact F1"] = self.exact[kind].f1
            figures[f"{kind}, exact P"] = self.exact[kind].precision
            figures[f"{kind}, exact R"] = self.exact[kind].recall
            figures[f"{kind}, overlap P"] = self.found[kind].precision
            figures[f"{kind}, overlap R"] = self.there[kind].recall
        return figures

    def as_dict(self) -> dict[str, float]:
        """Name every figure, for tables and JSON."""
        return {name: ratio.value for name, ratio in self.figures().items()}


def score_statements(
    articles: Iterable[Article],
    statements: Iterable[Statement],
    attributions: Iterable[Attribution],
    letters_of: Letters = letters,
) -> ContentReport:
    """Judge the statements of some articles that are listed; attributions of other articles are passed over.

    Args:
        articles: Those to judge.
        statements: Ours.
        attributions: As annotated.
        letters_of: What of a content is compared: `letters`, or `letters_said` where "that" is not annotated.
    """
    report = ContentReport()
    found, there = defaultdict(list), defaultdict(list)
    for statement in statements:
        if statement.is_listed:
            found[statement.article.id].append(statement)
    for attribution in attributions:
        there[attribution.article_id].append(attribution)
    for article in articles:
        _score_article(article.text, found[article.id], there[article.id], report, letters_of)
    return report


@cache
def verbs_of_communication() -> frozenset[str]:
    """Read the forms of the verbs of communication, in lower case."""
    lines = VERBS.read_text(encoding="utf-8").splitlines()
    return frozenset(form for line in lines if not line.startswith("#") for form in line.split())


def is_of_words(text: str, attribution: Attribution) -> bool:
    """Tell whether a cue is one of saying, and not of thinking, wanting or doing."""
    cue = " ".join(text[start:end] for start, end in attribution.cue).lower().split()
    return "according" in cue or not verbs_of_communication().isdisjoint(cue)


def _score_article(
    text: str, found: list[Statement], there: list[Attribution], report: ContentReport, letters_of: Letters
) -> None:
    ours = [letters_of(text, statement.content) for statement in found]
    theirs = [letters_of(text, attribution.content) for attribution in there]
    _score_words(text, ours, theirs, report)
    alike = sum(_alike(ours[i], theirs[j]) for i, j in one_to_one(ours, theirs))
    report.pairs.add(alike, len(ours), len(theirs))
    for kind in KINDS:
        mine = {own for own, s in zip(ours, found, strict=True) if s.kind == kind}
        gold = {other for other, a in zip(theirs, there, strict=True) if a.kind == kind}
        report.exact[kind].add(len(mine & gold), len(mine), len(gold))
    said = {o for o, a in zip(theirs, there, strict=True) if a.kind == "indirect" and is_of_words(text, a)}
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
            best = best_covering(other, ours)
            right = best is not None and same_source(found[best], attribution)
            report.source.add(right, best is not None, 1)


def best_covering(content: frozenset[int], candidates: list[frozenset[int]]) -> int | None:
    """Find which candidate holds most of a content, half of its letters at least.

    Returns:
        Its place; of several that hold as much the shortest's. None if none holds half.
    """
    best = min(
        range(len(candidates)), key=lambda i: (-len(candidates[i] & content), len(candidates[i])), default=None
    )
    return best if best is not None and 2 * len(candidates[best] & content) >= max(1, len(content)) else None


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
    text: str, ours: list[frozenset[int]], theirs: list[frozenset[int]], report: ContentReport
) -> None:
    first = frozenset(i for i, c in enumerate(text) if c.isalnum() and not (i and text[i - 1].isalnum()))
    ours, theirs = [own & first for own in ours], [other & first for other in theirs]
    union, gold = frozenset[int]().union(*ours), frozenset[int]().union(*theirs)
    report.tokens.add(len(union & gold), len(union), len(gold))
    shared = sum(len(ours[i] & theirs[j]) for i, j in one_to_one(ours, theirs))
    report.matched.add(shared, sum(map(len, ours)), sum(map(len, theirs)))


def _alike(own: frozenset[int], other: frozenset[int]) -> bool:
    shared = 2 * len(own & other)
    return shared > 0 and shared >= len(own) and shared >= len(other)


def one_to_one(ours: list[frozenset[int]], theirs: list[frozenset[int]]) -> Iterator[tuple[int, int]]:
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


def same_source(statement: Statement, attribution: Attribution) -> bool:
    """Tell whether a statement's source is the annotated one.

    A named source is found if the annotated word of its name stands in the speaker's name or in the words
    that name the speaker at this place; a pronoun if these words are the annotated ones.
    """
    if attribution.speaker_key:
        names = f"{statement.speaker or ''} {statement.as_written}".lower().replace("’", "'")
        return attribution.speaker_key.replace("’", "'") in names
    span = statement.as_written_span
    return span is not None and any(span.start < end and start < span.end for start, end in attribution.source)
