"""Whether the archive holds a quotation word for word, and what was changed where it does not."""

from .alignment import Aligned, Change, Level, align
from .checking import Checked, Finder, QuoteChecker, QuotePlace

__all__ = ["Aligned", "Change", "Checked", "Finder", "Level", "QuoteChecker", "QuotePlace", "align"]
