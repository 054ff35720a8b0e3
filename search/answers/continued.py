"""Words in quote marks that go on from a report of the same speaker's: of what they speak, the report says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .unit_features import Figures
from .units import Unit

_APART: Final = 60
"""Characters between a report and words that go on from it: a few words of saying."""


def continued(units: Sequence[Unit], scores: Figures) -> Figures:
    """Give words in quote marks the score of the report right before them, where that is higher.

    *He said that the missiles would push the war into danger. "This would be a new stage," he said*: whoever reads
    the second sentence alone cannot know that it is about missiles.

    Args:
        units: The candidates of a question.
        scores: The log-odds of each, shape (n,).
    """
    found = scores.copy()
    for n, unit in enumerate(units):
        said = unit.statement
        if said is None or said.kind != "direct" or not said.speaker:
            continue
        for m, before in enumerate(units):
            if (
                before.statement is not None
                and before.statement.speaker == said.speaker
                and before.article.id == unit.article.id
                and 0 <= unit.start - before.end <= _APART
            ):
                found[n] = max(found[n], scores[m])
    return found
