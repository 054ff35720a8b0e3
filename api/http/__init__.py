"""The archive over HTTP: JSON for programs, a page for people."""

from .server import Place, Settings, check_names, is_local, listen, run

__all__ = ["Place", "Settings", "check_names", "is_local", "listen", "run"]
