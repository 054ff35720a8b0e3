"""Finds, answers and cites."""

from onrecord.index import Filters, Speaker

from .answers.answer_score import PACKAGED as ANSWER_WEIGHTS
from .answers.answer_score import WHOLE as WHOLE_FIGURES
from .answers.answer_score import AnswerScore
from .answers.confidence import ENOUGH_PASSAGE, Evidence
from .answers.evidence import gather, look_again
from .answers.question_figures import Considered, fill_in, whole_figures
from .answers.same_matter import ENOUGH as SAME_MATTER
from .answers.same_matter import figures as matter_figures
from .answers.same_matter import probabilities as matter_probabilities
from .answers.unit_finder import UNITS
from .answers.unit_reader import ADAPTATION, WINDOW, UnitReader
from .async_engine import AsyncEngine
from .deadline import TimeUp, within
from .engine import Engine
from .model import Alike, Answer, Citation, Compared, Refusal, Results, Similar, Understood
from .query.query_parser import Understanding
from .record import NO_FILTERS
from .retrieval.probe import ORDER as ORDER_PROBE
from .retrieval.probe import PACKAGED as PACKAGED_PROBE
from .retrieval.probe import Probe
from .retrieval.question_vectors import QuestionVectors
from .retrieval.ranker import RANKER
from .retrieval.reranker import DEFAULT_RERANKER, CrossEncoder, Reading
from .retrieval.retriever import Retriever, Weights
from .stages import STAGES, timed
from .verbatim import Change, Checked, QuotePlace

__all__ = [
    "ADAPTATION",
    "ANSWER_WEIGHTS",
    "DEFAULT_RERANKER",
    "ENOUGH_PASSAGE",
    "NO_FILTERS",
    "ORDER_PROBE",
    "PACKAGED_PROBE",
    "RANKER",
    "SAME_MATTER",
    "STAGES",
    "UNITS",
    "WHOLE_FIGURES",
    "WINDOW",
    "Alike",
    "Answer",
    "AnswerScore",
    "AsyncEngine",
    "Change",
    "Checked",
    "Citation",
    "Compared",
    "Considered",
    "CrossEncoder",
    "Engine",
    "Evidence",
    "Filters",
    "Probe",
    "QuestionVectors",
    "QuotePlace",
    "Reading",
    "Refusal",
    "Results",
    "Retriever",
    "Similar",
    "Speaker",
    "TimeUp",
    "Understanding",
    "Understood",
    "UnitReader",
    "Weights",
    "fill_in",
    "gather",
    "look_again",
    "matter_figures",
    "matter_probabilities",
    "timed",
    "whole_figures",
    "within",
]
