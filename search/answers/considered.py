"""What is known of a question before anything is decided."""

from __future__ import annotations

from typing import NamedTuple

from ..query.query_parser import Question
from .asked import Asked
from .confidence import Evidence
from .unit_finder import Candidates


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
