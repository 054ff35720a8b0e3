"""Who said what: the statements of an article, found by a light tagger and rules about quote marks and names."""

from ..tagger.features import PLACES, SHAPES, SUFFIXES, TITLE_CASE, features, normal
from ..tagger.layout import DILATIONS
from ..tagger.network import REACH, Network, buckets
from ..tagger.tagger import Frame, Tagger
from ..tagger.weights import PACKAGED, load_graphs, load_weights, save_weights
from ..text.document import Document
from ..text.quotations import quotations
from ..text.tokens import windows, words
from .cue_classes import reports
from .extractor import Candidate, StatementFinder
from .likelihoods import LEAST_SAID, Likelihoods
from .statement_classifier import PACKAGED as CLASSIFIER
from .statement_classifier import StatementClassifier
from .statement_features import BUCKETS, hashed, pooled

__all__ = [
    "BUCKETS",
    "CLASSIFIER",
    "DILATIONS",
    "LEAST_SAID",
    "PACKAGED",
    "PLACES",
    "REACH",
    "SHAPES",
    "SUFFIXES",
    "TITLE_CASE",
    "Candidate",
    "Document",
    "Frame",
    "Likelihoods",
    "Network",
    "StatementClassifier",
    "StatementFinder",
    "Tagger",
    "buckets",
    "features",
    "hashed",
    "load_graphs",
    "load_weights",
    "normal",
    "pooled",
    "quotations",
    "reports",
    "save_weights",
    "windows",
    "words",
]
