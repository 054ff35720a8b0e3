"""Who said what: the statements of an article, found by a light tagger and rules about quote marks and names."""

from .finder import StatementFinder
from .quotes import Quotation, quotations
from .sentence import Reports
from .spans.reporting import Sense, reports, sense
from .tagging.convolved import DILATIONS
from .tagging.features import PLACES, SHAPES, SUFFIXES, TITLE_CASE, features, normal
from .tagging.network import REACH, Network, buckets
from .tagging.tagger import Frame, Tagger
from .tagging.tokens import Window, windows, words
from .tagging.weights import PACKAGED, load_weights, save_weights

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
