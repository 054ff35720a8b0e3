"""Finds, answers and cites."""

from .engine import Engine
from .model import Answer, Citation, Filters

__all__ = ["Answer", "Citation", "Engine", "Filters"]
