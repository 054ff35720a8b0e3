"""Who said what: the statements of an article, found by a light tagger and rules about quote marks and names."""

from ..tagger.convolved import DILATIONS
from ..tagger.features import PLACES, SHAPES, SUFFIXES, TITLE_CASE, features, normal
from ..tagger.network import REACH, Network, buckets
from ..tagger.tagger import Frame, Tagger
from ..tagger.weights import PACKAGED, load_graphs, load_weights, save_weights
from ..text.quotations import Quotation, quotations
from ..text.tokens import Window, windows, words
from .cue_classes import Sense, reports, sense
from .extractor import StatementFinder
from .sentence_patterns import Reports

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
    "load_graphs",
    "load_weights",
    "normal",
    "quotations",
    "reports",
    "save_weights",
    "sense",
    "windows",
    "words",
]
