"""Finds, answers and cites."""

from index import Filters, Speaker

from .confidence import ENOUGH_PASSAGE, Evidence
from .engine import Engine
from .evidence import gather, look_again
from .model import Answer, Citation, Refusal, Results
from .probe import ORDER as ORDER_PROBE
from .probe import PACKAGED as PACKAGED_PROBE
from .probe import Probe
from .question import Understanding
from .reranker import CrossEncoder
from .retriever import Retriever, Weights

__all__ = [
    "ENOUGH_PASSAGE",
    "ORDER_PROBE",
    "PACKAGED_PROBE",
    "Answer",
    "Citation",
    "CrossEncoder",
    "Engine",
    "Evidence",
    "Filters",
    "Probe",
    "Refusal",
    "Results",
    "Retriever",
    "Speaker",
    "Understanding",
    "Weights",
    "gather",
    "look_again",
]
