"""Prose that a language model writes from an answer's quotes, each sentence checked before it is shown."""

from ..thesaurus import PARTICLES, THESAURUS
from .checks.checking import CUT, MARK, Checker
from .endpoint import Endpoint, EndpointError
from .gathering import gather, numbered
from .marks import Written, written
from .model import Fault, Prose, ProseSentence, Quote
from .writer import Writer

__all__ = [
    "CUT",
    "MARK",
    "PARTICLES",
    "THESAURUS",
    "Checker",
    "Endpoint",
    "EndpointError",
    "Fault",
    "Prose",
    "ProseSentence",
    "Quote",
    "Writer",
    "Written",
    "gather",
    "numbered",
    "written",
]
