"""Finds, answers and cites."""

from onrecord.index import Filters, Speaker

from .answers.confidence import ENOUGH_PASSAGE, Evidence
from .answers.evidence import gather, look_again
from .engine import Engine
from .model import Answer, Citation, Refusal, Results, Understood
from .query.query_parser import Understanding
from .retrieval.probe import ORDER as ORDER_PROBE
from .retrieval.probe import PACKAGED as PACKAGED_PROBE
from .retrieval.probe import Probe
from .retrieval.reranker import CrossEncoder
from .retrieval.retriever import Retriever, Weights
from .verbatim import Change, Checked, QuotePlace

__all__ = [
    "ENOUGH_PASSAGE",
    "ORDER_PROBE",
    "PACKAGED_PROBE",
    "Answer",
    "Change",
    "Checked",
    "Citation",
    "CrossEncoder",
    "Engine",
    "Evidence",
    "Filters",
    "Probe",
    "QuotePlace",
    "Refusal",
    "Results",
    "Retriever",
    "Speaker",
    "Understanding",
    "Understood",
    "Weights",
    "gather",
    "look_again",
]
