"""Finds, answers and cites."""

from index import Filters

from .engine import Engine
from .model import Answer, Citation

__all__ = ["Answer", "Citation", "Engine", "Filters"]
