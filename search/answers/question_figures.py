"""The figures of a whole question, from which the probability is made that the corpus answers it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .answer_score import WHOLE
from .confidence import passage_probability
from .considered import Considered
from .unit_features import CHEAP, Figures

_LEAST: Final = -8.0
"""Log-odds where there is no unit."""

_SAME: Final = CHEAP.index("named_same")
_HELD: Final = CHEAP.index("within")


def whole_figures(considered: Considered, scores: Figures) -> Figures:
    """Give the figures of `answer_score.WHOLE` from the log-odds of a question's candidates."""
    asked, evidence = considered.asked, considered.evidence
    passages = passage_probability(evidence)
    by_name = any(one.by_name for one in asked.speakers)
    figures = [
        *(0.0,) * 4,
        float(np.log(max(passages, 1e-6) / max(1 - passages, 1e-6))),
        evidence.names,
        evidence.strangers,
        evidence.facets,
        evidence.outlets,
        asked.speech,
        by_name,
        by_name and any(one.speakers for one in asked.speakers),
        *(0.0,) * 5,
    ]
    candidates = considered.candidates
    return fill_in(np.array(figures, np.float64), candidates.cheap, scores, candidates.logits)


def fill_in(figures: Figures, cheap: Figures, scores: Figures, logits: NDArray[np.floating]) -> Figures:
    """Fill in the figures of a question that are of its best units.

    Args:
        figures: Of the question.
        cheap: Of its units.
        scores: Their log-odds.
        logits: What the reader read in them.
    """
    filled = figures.copy()
    ordered = [*np.sort(scores)[::-1].tolist(), _LEAST, _LEAST]
    filled[:4] = ordered[0], ordered[1], ordered[0] - ordered[1], max(logits.tolist(), default=_LEAST)
    if len(scores):
        best = cheap[int(np.argmax(scores))]
        filled[-5:-3] = best[_SAME], best[_HELD]
        filled[-1] = best[_SAME] * best[_HELD]
    told = 1.0 - filled[WHOLE.index("speech")]
    filled[-3:-1] = told * filled[0], told * filled[WHOLE.index("passages")]
    return filled
