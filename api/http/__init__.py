"""The archive over HTTP: JSON for programs, a page for people."""

from .server import listen, run

__all__ = ["listen", "run"]
