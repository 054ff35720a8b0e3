"""Two systems on the same questions: which differences are more than chance."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from onrecord.index import JudgmentError

from .report import Report
from .significance import bootstrap_interval, paired_test


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure's means for two systems.

    Attributes:
        measure: Its name.
        a: The first system's mean.
        b: The second's.
        low: Lower end of the 95% bootstrap interval of b - a.
        high: Upper end.
        p: Two-sided p of the paired randomisation test. Several measures are several tests: 1 in 20 of them
            falls below .05 by chance.
        n: Questions.
    """

    measure: str
    a: float
    b: float
    low: float
    high: float
    p: float
    n: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems on one dataset, measure by measure."""

    dataset: str
    a: str
    b: str
    differences: tuple[Difference, ...]

    def to_dict(self) -> dict[str, Any]:
        """The comparison as JSON has it."""
        return asdict(self)


def compare(a: Report, b: Report) -> Comparison:
    """Test the difference of every measure that both reports have, question by question.

    Raises:
        JudgmentError: The reports are of different datasets or questions, or share no measure.
    """
    if [one.query_id for one in a.results] != [one.query_id for one in b.results]:
        raise JudgmentError(a.dataset, None, f"{a.system} and {b.system} were not asked the same questions")
    differences = []
    for first in a.estimates:
        values_a, values_b = a.values(first.measure), b.values(first.measure)
        if not values_b:
            continue
        if values_a.keys() != values_b.keys():
            raise JudgmentError(a.dataset, None, f"{first.measure} was scored on different questions")
        ones, others = list(values_a.values()), list(values_b.values())
        low, high = bootstrap_interval([y - x for x, y in zip(ones, others, strict=True)])
        # Summed alike, so that equal ones differ by 0.
        mean_a, mean_b = (sum(values) / len(values) for values in (ones, others))
        p = paired_test(ones, others)
        differences.append(Difference(first.measure, mean_a, mean_b, low, high, p, len(ones)))
    if not differences:
        raise JudgmentError(a.dataset, None, f"{a.system} and {b.system} have no measure in common")
    return Comparison(a.dataset, a.system, b.system, tuple(differences))
