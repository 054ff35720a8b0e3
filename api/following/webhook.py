"""News of saved questions sent to an address: JSON by POST, signed.

The signature is GitHub's scheme, which receivers' libraries know: `X-Onrecord-Signature-256: sha256=HEX`, the
HMAC-SHA-256 of the body (RFC 2104) with a secret that both sides hold.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import urlsplit

from onrecord.index import OnrecordError

SECRET: Final = "ONRECORD_WEBHOOK_SECRET"  # noqa: S105 - the name of a variable
_SECONDS: Final = 10.0
_OK: Final = range(200, 300)


def sign(body: bytes, secret: str) -> str:
    """Give the signature of a body."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def post(url: str, record: Mapping[str, Any], secret: str | None) -> None:
    """Send a record, once. Nobody but whoever runs the command names the address, and it is not led elsewhere.

    A redirect is an error: it would let whoever answers at an address choose another one, inside the network of
    whoever sends. No proxy is asked for. Nothing of the answer but its status is read.

    Args:
        url: Where to, http or https; http only on this machine.
        record: What to send.
        secret: What it is signed with; None sends no signature.

    Raises:
        OnrecordError: The address is none, nobody answers in ten seconds, or the answer is not 2xx.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    here = host in {"localhost", "127.0.0.1", "::1"}
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and here)) or parts.username:
        raise OnrecordError(f"{url}: no address for a webhook; give https://HOST/PATH, or http:// on this machine")
    body = json.dumps(record, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "onrecord"}
    if secret:
        headers["X-Onrecord-Signature-256"] = sign(body, secret)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    try:
        connection = kind(host, parts.port, timeout=_SECONDS)
        try:
            connection.request("POST", path, body, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError) as error:
        raise OnrecordError(
            f"{parts.scheme}://{host}: not reached ({error}); the news is told again next time"
        ) from None
    if status not in _OK:
        raise OnrecordError(f"{parts.scheme}://{host}: answered {status}; the news is told again next time")


def secret_of_environment() -> str | None:
    """Give the secret that webhooks are signed with, from ONRECORD_WEBHOOK_SECRET."""
    return os.environ.get(SECRET) or None
