"""Finds, answers and cites."""

from onrecord.index import Filters, Speaker

from .answers.answer_score import PACKAGED as ANSWER_WEIGHTS
from .answers.answer_score import WHOLE as WHOLE_FIGURES
from .answers.answer_score import AnswerScore
from .answers.answers import Considered, fill_in, whole_figures
from .answers.confidence import ENOUGH_PASSAGE, Evidence
from .answers.evidence import gather, look_again
from .answers.unit_finder import UNITS
from .async_engine import AsyncEngine
from .engine import Engine
from .model import Alike, Answer, Citation, Refusal, Results, Similar, Understood
from .query.query_parser import Understanding
from .retrieval.probe import ORDER as ORDER_PROBE
from .retrieval.probe import PACKAGED as PACKAGED_PROBE
from .retrieval.probe import Probe
from .retrieval.reranker import CrossEncoder, Reading
from .retrieval.retriever import Retriever, Weights
from .verbatim import Change, Checked, QuotePlace

__all__ = [
    "ANSWER_WEIGHTS",
    "ENOUGH_PASSAGE",
    "ORDER_PROBE",
    "PACKAGED_PROBE",
    "UNITS",
    "WHOLE_FIGURES",
    "Alike",
    "Answer",
    "AnswerScore",
    "AsyncEngine",
    "Change",
    "Checked",
    "Citation",
    "Considered",
    "CrossEncoder",
    "Engine",
    "Evidence",
    "Filters",
    "Probe",
    "QuotePlace",
    "Reading",
    "Refusal",
    "Results",
    "Retriever",
    "Similar",
    "Speaker",
    "Understanding",
    "Understood",
    "Weights",
    "fill_in",
    "gather",
    "look_again",
    "whole_figures",
]
