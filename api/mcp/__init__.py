"""The archive as tools of the Model Context Protocol, for assistants that should quote instead of remember."""

from .server import create_server

__all__ = ["create_server"]
