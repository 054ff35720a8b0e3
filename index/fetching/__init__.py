"""Articles from the web, for whoever gives an address; nothing else in onrecord connects to anything."""

from .errors import FetchError
from .exchange import Bounds
from .fetcher import Fetcher, Manners
from .visits import GONE, Earlier, Visit, Visits
from .web import MOST_PAGES, Web

__all__ = ["GONE", "MOST_PAGES", "Bounds", "Earlier", "FetchError", "Fetcher", "Manners", "Visit", "Visits", "Web"]
