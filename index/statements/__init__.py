"""Who said what: the statements of an article, found by a light tagger and rules about quote marks and names."""

from .convolved import DILATIONS
from .features import PLACES, SHAPES, SUFFIXES, TITLE_CASE, features, normal
from .finder import StatementFinder
from .network import REACH, Network, buckets
from .quotes import Quotation, quotations
from .reporting import Sense, reports, sense
from .sentence import Reports
from .tagger import Frame, Tagger
from .tokens import Window, windows, words
from .weights import PACKAGED, load_weights, save_weights

__all__ = [
    "DILATIONS",
    "PACKAGED",
    "PLACES",
    "REACH",
    "SHAPES",
    "SUFFIXES",
    "TITLE_CASE",
    "Frame",
    "Network",
    "Quotation",
    "Reports",
    "Sense",
    "StatementFinder",
    "Tagger",
    "Window",
    "buckets",
    "features",
    "load_weights",
    "normal",
    "quotations",
    "reports",
    "save_weights",
    "sense",
    "windows",
    "words",
]
