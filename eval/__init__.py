"""How good is it: datasets, measures, runs, and what chance alone would explain."""

from .comparison import Comparison, Difference, compare
from .dataset import SAMPLE, load_dataset
from .measures import DEFAULT_MEASURES, parse_measures
from .model import Dataset, Evidence, Qrels, Query, Retrieved, Run
from .protocols import Asks, Searches
from .questionnaire import sample_questions, write_questions
from .refusal import Refusal
from .report import Estimate, Latency, QueryResult, Report
from .runner import evaluate, evaluate_run
from .saved import read_report
from .table import render_comparison, render_report
from .trec import read_run, write_run

__all__ = [
    "DEFAULT_MEASURES",
    "SAMPLE",
    "Asks",
    "Comparison",
    "Dataset",
    "Difference",
    "Estimate",
    "Evidence",
    "Latency",
    "Qrels",
    "Query",
    "QueryResult",
    "Refusal",
    "Report",
    "Retrieved",
    "Run",
    "Searches",
    "compare",
    "evaluate",
    "evaluate_run",
    "load_dataset",
    "parse_measures",
    "read_report",
    "read_run",
    "render_comparison",
    "render_report",
    "sample_questions",
    "write_questions",
    "write_run",
]
