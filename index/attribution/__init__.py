"""Who said what: the statements of an article, found by a light tagger and rules about quote marks and names."""

from .extractor import StatementFinder

__all__ = ["StatementFinder"]
