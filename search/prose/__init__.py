"""Prose that a language model writes from an answer's quotes, each sentence checked before it is shown."""

from ..thesaurus import PARTICLES, THESAURUS
from .checks.checking import CUT, ENTAILMENT, Checker, Cut, Finding, load_cut, told_by
from .endpoint import Endpoint, EndpointError
from .gathering import gather, numbered
from .marks import Written, written
from .model import Fault, Grade, Prose, ProseSentence, Quote
from .writer import Show, Writer

__all__ = [
    "CUT",
    "ENTAILMENT",
    "PARTICLES",
    "THESAURUS",
    "Checker",
    "Cut",
    "Endpoint",
    "EndpointError",
    "Fault",
    "Finding",
    "Grade",
    "Prose",
    "ProseSentence",
    "Quote",
    "Show",
    "Writer",
    "Written",
    "gather",
    "load_cut",
    "numbered",
    "told_by",
    "written",
]
