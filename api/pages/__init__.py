"""The archive's web page: drawn by the server, with an address for everything, usable without JavaScript."""

from .instead import PageInstead
from .keeping import add_keeping
from .routes import add_pages
from .saved import add_saved

__all__ = ["PageInstead", "add_keeping", "add_pages", "add_saved"]
