"""The command line: data on stdout, talk on stderr."""

from .program import main

__all__ = ["main"]
