"""Addresses of the web, in the form that they are asked for."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from .errors import FetchError

_LONGEST: Final = 4_000
_PORTS: Final = {"http": 80, "https": 443}
_KEPT: Final = "%/:=&?~#+!$,;'@()*[]"


def is_url(text: str) -> bool:
    """Tell whether an argument is an address of the web and not a path."""
    return re.match(r"https?://", text, re.IGNORECASE) is not None


def read_url(url: str) -> SplitResult:
    """Take an address apart: its host in ASCII, its path and query as they are sent, without a fragment.

    Raises:
        FetchError: It is none that is fetched.
    """
    shown = url[:200]
    if len(url) > _LONGEST:
        raise FetchError(shown, f"an address of more than {_LONGEST:,} characters")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        if parts.scheme not in _PORTS:
            raise FetchError(shown, "only http:// and https:// are fetched")
        if parts.username is not None or parts.password is not None:
            raise FetchError(shown, "an address with a user's name or password in it is not fetched")
        name = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except ValueError:
        raise FetchError(shown, "no address of the web") from None
    if not name or re.search(r"[\s\x00-\x1f\x7f/?#@\\]", name):
        raise FetchError(shown, "no address of the web")
    netloc = f"[{name}]" if ":" in name else name
    if port is not None and port != _PORTS[parts.scheme]:
        netloc += f":{port}"
    path, query = quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=_KEPT)
    return SplitResult(parts.scheme, netloc, path, query, "")


def joined(base: str, link: str) -> str | None:
    """Give the address that a link on a page leads to, None where it leads nowhere that is fetched."""
    try:
        found = urljoin(base, link.strip())
    except ValueError:
        return None
    return found if is_url(found) else None
