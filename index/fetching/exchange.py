"""One request and its answer, over a connection to an address that was looked at; bounded in time and size."""

from __future__ import annotations

import gzip
import io
import socket
import ssl
import zlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException
from time import monotonic
from typing import Any, BinaryIO, Final, cast
from urllib.parse import SplitResult

from typing_extensions import Buffer

from .errors import FetchError

_PIECE: Final = 64 * 2**10


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an exchange may take.

    Attributes:
        connecting: Seconds until an address is given up.
        waiting: Seconds without a byte.
        whole: Seconds for all of it.
        size: Bytes of an answer, as sent and unpacked.
    """

    connecting: float = 10.0
    waiting: float = 20.0
    whole: float = 120.0
    size: int = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered.

    Attributes:
        status: Its code (RFC 9110).
        headers: Its headers, by names in small letters.
        data: Its body, unpacked.
    """

    status: int
    headers: Mapping[str, str]
    data: bytes


class _Timed(io.RawIOBase):
    """Reads a socket until a deadline, however slowly the other side sends."""

    def __init__(self, connected: socket.socket, waiting: float, deadline: float) -> None:
        self._connected, self._waiting, self._deadline = connected, waiting, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        self.limit()
        return self._connected.recv_into(cast("bytearray", buffer))

    def limit(self) -> None:
        """Let the next call on the socket end in time."""
        left = self._deadline - monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._connected.settimeout(min(self._waiting, left))

    def sendall(self, data: bytes) -> None:
        """Send; the name is that of sockets, since `http.client` takes this for one."""
        self.limit()
        self._connected.sendall(data)

    def makefile(self, _mode: str) -> BinaryIO:
        """Give the stream that an answer is read from."""
        return io.BufferedReader(self)

    def close(self) -> None:
        """Leave the socket to whoever opened it: an answer may still be read when its connection is done."""


def exchange(
    url: str, parts: SplitResult, addresses: Sequence[str], headers: Mapping[str, str], bounds: Bounds
) -> Reply:
    """Ask for one thing.

    Args:
        url: What is asked for, for errors.
        parts: The same in parts: http or https, with a host in ASCII.
        addresses: Of the host, looked at by the caller; no other is connected to, and nothing is looked up.
        headers: What is sent along.
        bounds: How long and how much it may be.

    Raises:
        FetchError: It cannot be had.
    """
    deadline = monotonic() + bounds.whole
    host = parts.hostname or ""
    try:
        with closing(_connected(parts, host, addresses, bounds, deadline)) as connected:
            connection = HTTPConnection(host)
            connection.sock = cast("Any", _Timed(connected, bounds.waiting, deadline))
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            sent = {"Host": parts.netloc, "Accept-Encoding": "gzip", "Connection": "close", **headers}
            connection.request("GET", target, headers=sent)
            with connection.getresponse() as answer:
                told = {name.lower(): value for name, value in answer.headers.items()}
                data = bytearray()
                while piece := answer.read1(_PIECE):
                    data += piece
                    _check_size(url, len(data), bounds.size)
                if answer.length:
                    raise FetchError(url, "broken off before its end", passing=True)
                return Reply(answer.status, told, _unpacked(url, bytes(data), told, bounds.size))
    except TimeoutError:
        raise FetchError(url, "no answer in time", passing=True) from None
    except ssl.SSLCertVerificationError as error:
        raise FetchError(url, f"its certificate is not good: {error.verify_message}") from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "strerror", None) or f"{error}" or type(error).__name__
        raise FetchError(url, f"cannot be fetched: {reason}", passing=True) from None


def _connected(
    parts: SplitResult, host: str, addresses: Sequence[str], bounds: Bounds, deadline: float
) -> socket.socket:
    """Connect to the first address that takes the connection."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    failed: OSError = TimeoutError("timed out")
    for address in addresses:
        left = min(bounds.connecting, deadline - monotonic())
        if left <= 0:
            break
        try:
            plain = socket.create_connection((address, port), left)
        except OSError as error:
            failed = error
            continue
        if parts.scheme == "http":
            return plain
        try:
            return _trust().wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise
    raise failed


@cache
def _trust() -> ssl.SSLContext:
    """Trust whom the system trusts, and whom Mozilla does: some systems hand Python no certificates."""
    context = ssl.create_default_context()
    try:
        import certifi
    except ImportError:
        return context
    context.load_verify_locations(certifi.where())
    return context


def _unpacked(url: str, data: bytes, headers: Mapping[str, str], most: int) -> bytes:
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"identity", ""} or not data:
        return data
    if encoding not in {"gzip", "x-gzip"}:
        raise FetchError(url, f"packed as {encoding[:40]!r}, which was not asked for")
    return gunzipped(url, data, most)


def gunzipped(url: str, data: bytes, most: int) -> bytes:
    """Unpack gzip, never more of it than allowed.

    Raises:
        FetchError: It is damaged, or unpacks to more.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            unpacked = stream.read(most + 1)
    except (OSError, EOFError, zlib.error):
        raise FetchError(url, "damaged: it is no whole gzip data", passing=True) from None
    _check_size(url, len(unpacked), most)
    return unpacked


def _check_size(url: str, size: int, most: int) -> None:
    if size > most:
        told = f"{most // 2**20} MiB" if most >= 2**20 else f"{most:,} bytes"
        raise FetchError(url, f"larger than {told}; it is left out")
