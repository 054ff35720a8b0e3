"""The archive's web page: drawn by the server, with an address for everything, usable without JavaScript."""

from .routes import add_pages

__all__ = ["add_pages"]
