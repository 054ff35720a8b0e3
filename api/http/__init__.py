"""The archive over HTTP: JSON for programs, a page for people."""

from .server import is_local, listen, run

__all__ = ["is_local", "listen", "run"]
