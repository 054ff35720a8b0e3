"""Other hosts that a server is told of: pages that may ask it, and proxies that stand before it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from onrecord.index import OnrecordError


def checked_proxies(given: list[str]) -> list[str]:
    """Check that proxies are named by their addresses or networks; uvicorn takes what it cannot read for a name.

    Raises:
        OnrecordError: One is not.
    """
    for one in given:
        try:
            ipaddress.ip_network(one)
        except ValueError:
            raise OnrecordError(
                f"--trust-proxy {one}: give an address or a network: 127.0.0.1, 10.0.0.0/8"
            ) from None
    return given


def checked_origins(given: list[str]) -> list[str]:
    """Check that origins are such: a scheme and a host, as browsers send them.

    Raises:
        OnrecordError: One is not.
    """
    for origin in given:
        parts = urlsplit(origin)
        if (
            parts.scheme not in {"http", "https"}
            or origin != f"{parts.scheme}://{parts.netloc}"
            or not parts.netloc
        ):
            raise OnrecordError(f"--allow-origin {origin}: give the scheme and the host: https://desk.example.org")
    return given
