"""Drafts with what readers say of them, from three sources, for the statement classifier to learn from."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Article, JudgmentError, Kind, Span
from onrecord.index.attribution import StatementFinder
from onrecord.index.attribution.extractor import Candidate
from onrecord.index.attribution.statement_features import hashed, pooled
from onrecord.index.text.document import Document

from ..annotation import Attribution
from ..judging.contents import letters
from ..judging.standoff import AnnotatedStatement

CLASSES: Final = ("said", "attitude", "denied", "none")
"""Those of `Likelihoods`, in order."""

OPEN: Final = -1
"""The label of an attribution of which nobody has told whether it is said."""

DRAFTS: Final = Path(__file__).parent.parent / "data" / "drafts.jsonl"
"""What single drafts are, read one by one: those that an earlier classifier was least sure of, and denials."""

ALIKE: Final = 0.5
ALIKE_CUED: Final = 0.3
"""A draft is an annotated statement if they share this part of each other's letters, or, with one cue, this part
of the shorter one's."""


@dataclass(frozen=True, slots=True)
class LabelledDraft:
    """A draft to learn from.

    Attributes:
        article_id: The article it stands in.
        words: Its hashed features.
        states: Its pooled states.
        label: A number of `CLASSES`, or `OPEN`.
        kind: direct, mixed or indirect.
    """

    article_id: str
    words: dict[int, float]
    states: NDArray[np.float32]
    label: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Gold:
    cue: tuple[Span, ...]
    letters: frozenset[int]
    label: int


def from_annotated(
    finder: StatementFinder, articles: Iterable[Article], statements: Mapping[str, Sequence[AnnotatedStatement]]
) -> Iterator[LabelledDraft]:
    """Label drafts of articles that are annotated whole: what no annotation covers is none."""
    for article in articles:
        gold = [
            _Gold((one.cue,) if one.cue else (), letters(article.text, one.content), _number(one.cue_class))
            for one in statements[article.id]
        ]
        for document, candidate in _candidates(finder, article):
            label = _label(document, candidate, gold)
            yield _labelled(document, candidate, CLASSES.index("none") if label is None else label)


def from_attributions(
    finder: StatementFinder, articles: Iterable[Article], attributions: Iterable[Attribution]
) -> Iterator[LabelledDraft]:
    """Label drafts of PolNeAR: what nobody annotated is none, what is direct is said, and the rest is open.

    The annotators also took what people do and want for attributions, so that of a report in the writer's words
    the annotation does not tell whether it is said.
    """
    annotated = defaultdict(list)
    for one in attributions:
        annotated[one.article_id].append(one)
    for article in articles:
        gold = [_Gold(one.cue, letters(article.text, one.content), 0) for one in annotated[article.id]]
        for document, candidate in _candidates(finder, article):
            label = _label(document, candidate, gold)
            if label is None:
                yield _labelled(document, candidate, CLASSES.index("none"))
            else:
                said = candidate.draft.kind == "direct"
                yield _labelled(document, candidate, CLASSES.index("said") if said else OPEN)


def from_readings(
    finder: StatementFinder, articles: Mapping[str, Article], path: Path = DRAFTS
) -> Iterator[LabelledDraft]:
    """Label single drafts that were read; they are known by their cues.

    Args:
        finder: Makes the drafts.
        articles: By id; readings in other articles are passed over.
        path: A line an article: `article`, `sha256` of its text, `drafts` with `cue` and `class`.

    Raises:
        JudgmentError: A line cannot be read, or an article has another text.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                name, digest = record["article"], record["sha256"]
                read = [
                    _Gold((Span(*one["cue"]),), frozenset(), _number(one["class"])) for one in record["drafts"]
                ]
            except (ValueError, KeyError, TypeError) as error:
                raise JudgmentError(path, number, f"not an article's drafts: {error}") from error
            if name not in articles:
                continue
            if hashlib.sha256(articles[name].text.encode()).hexdigest() != digest:
                raise JudgmentError(path, number, f"article {name} has another text than the one that was read")
            for document, candidate in _candidates(finder, articles[name]):
                cue = document.reading.located(candidate.draft.cue)
                for one in read:
                    if _cross(cue, one.cue):
                        yield _labelled(document, candidate, one.label)
                        break


def _number(cue_class: str) -> int:
    """Number a class; what is yet to be said is denied for now."""
    return CLASSES.index("denied" if cue_class == "future" else cue_class)


def _candidates(finder: StatementFinder, article: Article) -> Iterator[tuple[Document, Candidate]]:
    document = Document(article)
    for candidate in finder.candidates(document):
        if candidate.draft.content:
            yield document, candidate


def _labelled(document: Document, candidate: Candidate, label: int) -> LabelledDraft:
    return LabelledDraft(
        document.article.id,
        hashed(document.text, *candidate),
        pooled(*candidate),
        label,
        candidate.draft.kind,
    )


def _label(document: Document, candidate: Candidate, gold: Sequence[_Gold]) -> int | None:
    """Find the label of the annotation that a draft is most like."""
    located = document.reading.located
    cue = located(candidate.draft.cue)
    own = letters(document.article.text, map(located, candidate.draft.content))
    best, label = 0.0, None
    for one in gold:
        shared, cued = len(own & one.letters), _cross(cue, one.cue)
        if not shared:
            continue
        small, large = sorted((len(own), len(one.letters)))
        if (cued and shared >= ALIKE_CUED * small) or shared >= ALIKE * large:
            likeness = shared / len(own | one.letters) + cued
            if likeness > best:
                best, label = likeness, one.label
    return label


def _cross(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < end and start < span.end for start, end in others)
