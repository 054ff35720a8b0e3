"""What is known of a question before anything is decided, and its figures, from which its probability is made."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..query.query_parser import Question
from .answer_score import WHOLE
from .asked import Asked
from .confidence import Evidence, passage_probability
from .unit_features import CHEAP, Figures
from .unit_finder import Candidates

_LEAST: Final = -8.0
"""Log-odds where there is no unit."""

_SAME: Final = CHEAP.index("named_same")
_HELD: Final = CHEAP.index("within")


class Considered(NamedTuple):
    """What is known of a question before anything is decided.

    Attributes:
        question: The question, understood.
        asked: Whose words it asks for.
        candidates: What may answer.
        evidence: What speaks for the passages as a whole.
    """

    question: Question
    asked: Asked
    candidates: Candidates
    evidence: Evidence


def whole_figures(considered: Considered, scores: Figures) -> Figures:
    """Give the figures of `answer_score.WHOLE` from the log-odds of a question's candidates."""
    asked, evidence = considered.asked, considered.evidence
    passages = passage_probability(evidence)
    by_name = any(one.by_name for one in asked.speakers)
    told = {
        "passages": np.log(max(passages, 1e-6) / max(1 - passages, 1e-6)),
        "names": evidence.names,
        "strangers": evidence.strangers,
        "facets": evidence.facets,
        "outlets": evidence.outlets,
        "speech": asked.speech,
        "by_name": by_name,
        "known": by_name and asked.known,
    }
    candidates = considered.candidates
    return fill_in(
        np.array([float(told.get(name, 0.0)) for name in WHOLE]), candidates.cheap, scores, candidates.logits
    )


def fill_in(figures: Figures, cheap: Figures, scores: Figures, logits: NDArray[np.floating]) -> Figures:
    """Fill in the figures of a question that are of its best units.

    Args:
        figures: Of the question.
        cheap: Of its units.
        scores: Their log-odds.
        logits: What the reader read in them.
    """
    ordered: list[float] = [*np.sort(scores)[::-1].tolist(), _LEAST, _LEAST]
    first, second = ordered[:2]
    same, held = cheap[int(np.argmax(scores)), [_SAME, _HELD]] if len(scores) else (0.0, 0.0)
    known = dict(zip(WHOLE, figures.tolist(), strict=True))
    asks_fact = 1.0 - known["speech"]
    filled = known | {
        "best": first,
        "second": second,
        "gap": first - second,
        "read": max(logits.tolist(), default=_LEAST),
        "same": same,
        "held": held,
        "told_best": asks_fact * first,
        "told_passages": asks_fact * known["passages"],
        "same_held": same * held,
    }
    return np.array([filled[name] for name in WHOLE])
