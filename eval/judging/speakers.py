"""Speakers judged as entities: who is meant, not which words stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from onrecord.index import Statement

from .cast import Cast, is_description
from .contents import best_covering, letters
from .ratios import Count, Ratio
from .standoff import AnnotatedStatement, Mention, said

MENTIONS: Final[tuple[Mention, ...]] = get_args(Mention)


@dataclass(frozen=True, slots=True)
class SpeakerReport:
    """How well the speakers of statements are told.

    A statement is found if one of ours that is listed covers half of its letters; its speaker is right if our name
    means the annotated entity (`Cast.is_right`).

    Attributes:
        every: All statements.
        named: Those whose speaker the article names.
        unnamed: Those of which nobody can tell who spoke: no name may be given.
        by_mention: By how the speaker is named at that place: a name, a nominal ("the minister"), a pronoun, a
            body by name, or not at all.
        resolved: Nominals of speakers whom the article names elsewhere.
        others: What was thought, denied or is yet to be said: there, and found as if it had been said.
    """

    every: Count = field(default_factory=Count)
    named: Count = field(default_factory=Count)
    unnamed: Count = field(default_factory=Count)
    by_mention: dict[Mention, Count] = field(default_factory=lambda: {kind: Count() for kind in MENTIONS})
    resolved: Count = field(default_factory=Count)
    others: Count = field(default_factory=Count)

    def figures(self) -> dict[str, Ratio]:
        """Name every figure: shares of the statements found, and the share of all that are found and right."""
        figures = {
            "statements found": Ratio(self.every.found, self.every.there),
            "speaker, of those found": self.every.precision,
            "speaker, of all there": self.every.recall,
            "speaker with a name": self.named.precision,
            "speaker without a name": self.unnamed.precision,
        }
        for mention in MENTIONS:
            figures[f"speaker by {_CALLED[mention]}"] = self.by_mention[mention].precision
        figures["speaker by nominal, named elsewhere"] = self.resolved.precision
        figures["not said, but found as said"] = Ratio(self.others.found, self.others.there)
        return figures


_CALLED: Final[dict[Mention, str]] = {
    "name": "name",
    "nominal": "nominal",
    "pronoun": "pronoun",
    "organisation": "organisation's name",
    "none": "nothing",
}


def score_speakers(
    text: str, found: Sequence[Statement], annotated: Sequence[AnnotatedStatement], report: SpeakerReport
) -> None:
    """Judge the speakers of one article's statements and add them to a report.

    Args:
        text: The article's text.
        found: Our statements; those that are not listed are left out.
        annotated: All that is annotated in it.
        report: Is added to.
    """
    cast = Cast(text, annotated)
    for one, ours in aligned(text, found, annotated):
        right = ours is not None and cast.is_right(ours.speaker, one)
        tallies = [report.every, report.by_mention[one.mention], report.named if one.entity else report.unnamed]
        if one.mention == "nominal" and one.entity and not is_description(one.entity):
            tallies.append(report.resolved)
        for tally in tallies:
            tally.add(right, ours is not None, 1)
    contents = [letters(text, s.content) for s in found if s.is_listed]
    for one in annotated:
        if one.cue_class != "said":
            report.others.add(0, best_covering(letters(text, one.content), contents) is not None, 1)


def aligned(
    text: str, found: Sequence[Statement], annotated: Sequence[AnnotatedStatement]
) -> list[tuple[AnnotatedStatement, Statement | None]]:
    """Give what was said with our statement that covers most of it, at least half; None where none does."""
    ours = [statement for statement in found if statement.is_listed]
    contents = [letters(text, statement.content) for statement in ours]
    pairs = []
    for one in said(annotated):
        best = best_covering(letters(text, one.content), contents)
        pairs.append((one, None if best is None else ours[best]))
    return pairs
