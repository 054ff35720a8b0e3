"""The probability that passages answer a question, fitted on development halves by `eval/calibrate.py`."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from math import exp
from typing import Final

# Weights of the figures of `Evidence`, in their order; and the bias.
_PASSAGES: Final = (0.551, 0.598, 1.669, 0.546, 1.122, 13.901, -8.762)
_PASSAGES_BIAS: Final = -2.019

ENOUGH_PASSAGE: Final = 0.33
"""The probability from which on any other question is answered; docs/refusal.md has what other values would do."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for it that the passages found answer a question.

    Attributes:
        probe_mean: Mean over the question's facets of the probe's log-odds for the facet's best passage.
        probe_max: The greatest of these.
        cosine: Best cosine of the whole question with any passage.
        names: Share, by rarity, of the question's names and numbers that stand in the ten best passages or their
            headlines; 1 where it has none.
        facets: Number of facets / 4.
        outlets: How well facets that name an outlet of the corpus are met, each by its best passage's logit; from
            0 to 1, which two of them reach.
        strangers: 1 where the question cites an outlet that the corpus does not know, else 0.
    """

    probe_mean: float
    probe_max: float
    cosine: float
    names: float
    facets: float
    outlets: float
    strangers: float


def sigmoid(x: float) -> float:
    """The logistic function."""
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def passage_probability(evidence: Evidence) -> float:
    """How likely the passages found answer the question: logistic regression over the figures of `Evidence`."""
    return sigmoid(sum(w * x for w, x in zip(_PASSAGES, astuple(evidence), strict=True)) + _PASSAGES_BIAS)
