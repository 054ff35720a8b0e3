"""Finds, answers and cites."""

from index import Filters

from .confidence import ENOUGH_PASSAGE, Evidence
from .engine import Engine
from .evidence import gather, look_again
from .model import Answer, Citation, Refusal
from .probe import PACKAGED as PACKAGED_PROBE
from .probe import Probe
from .question import Understanding
from .reranker import CrossEncoder
from .retriever import Retriever, Weights
from .speakers import Speaker

__all__ = [
    "ENOUGH_PASSAGE",
    "PACKAGED_PROBE",
    "Answer",
    "Citation",
    "CrossEncoder",
    "Engine",
    "Evidence",
    "Filters",
    "Probe",
    "Refusal",
    "Retriever",
    "Speaker",
    "Understanding",
    "Weights",
    "gather",
    "look_again",
]
