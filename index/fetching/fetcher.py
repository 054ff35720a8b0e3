"""Fetches what is on the web: politely, within bounds, and from public addresses alone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import SplitResult

from .addresses import Resolver, checked, system_resolver
from .errors import FetchError
from .exchange import Bounds, Reply, exchange
from .robots import Robots
from .urls import joined, read_url
from .visits import Visit

MOST_REDIRECTS: Final = 5
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_WAIT: Final = frozenset({429, 503})
_OK: Final = 200
_UNCHANGED: Final = 304
_SERVER: Final = 500
_LONGEST_PAUSE: Final = 60.0
_TRIES: Final = 3
_SAID: Final = {401: "asks for a password", 403: "refuses", 404: "is not there", 410: "is gone", 451: "is blocked"}


@dataclass(frozen=True, slots=True)
class Manners:
    """How the web is asked.

    Attributes:
        agent: The name that is told to servers, and that robots.txt may speak of.
        version: Told behind the name.
        allow_private: Whether addresses that are not public may be connected to.
        pause: Seconds between two requests to one host; a site may ask for more.
        patience: Seconds that are waited at most where a server asks to wait; one that asks for more is left.
        bounds: How long and how much a request may be.
    """

    agent: str = "onrecord"
    version: str = ""
    allow_private: bool = False
    pause: float = 1.0
    patience: float = 60.0
    bounds: Bounds = field(default_factory=Bounds)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched.

    Attributes:
        url: Where it was in the end.
        data: Its bytes.
        kind: Its media type, in small letters, "" where none is told.
        charset: The encoding that the server tells, "" where it tells none.
        visit: What to remember, so that it is not sent again as long as it does not change.
    """

    url: str
    data: bytes
    kind: str
    charset: str
    visit: Visit


class Fetcher:
    """Asks one thing at a time, with a pause between two requests to one host."""

    def __init__(
        self,
        manners: Manners,
        resolve: Resolver = system_resolver,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Fetch as the manners say.

        Args:
            manners: How the web is asked.
            resolve: Looks hosts up.
            clock: Tells seconds that only grow.
            sleep: Waits.
        """
        self._manners, self._resolve, self._clock, self._sleep = manners, resolve, clock, sleep
        self._free: dict[str, float] = {}
        self._left_alone: dict[str, float] = {}
        self._robots = Robots(manners.agent, self._rules_of)

    def get(self, url: str, last: Visit | None = None, *, most: int | None = None) -> Fetched | None:
        """Fetch what stands at an address.

        Args:
            url: The address.
            last: The visit before.
            most: Bytes that it may have, where that is less than the manners say.

        Returns:
            What stands there; None where it has not changed since the visit before.

        Raises:
            FetchError: It cannot be had, or may not be.
        """
        last = last or Visit()
        if last.after > time.time():
            raise FetchError(url, f"asked to be left alone until {_clock_time(last.after)}", passing=True)
        bounds = self._manners.bounds
        bounds = replace(bounds, size=min(bounds.size, most or bounds.size))
        there, reply = self._followed(url, last, bounds, self._polite)
        if reply.status == _UNCHANGED:
            return None
        if reply.status != _OK:
            why = _SAID.get(reply.status, "cannot be had")
            reason = f"{why} (status {reply.status})"
            raise FetchError(url, reason, passing=reply.status >= _SERVER, status=reply.status)
        kind, _, parameters = reply.headers.get("content-type", "").partition(";")
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", parameters, re.IGNORECASE)
        visit = Visit(there, reply.headers.get("etag"), reply.headers.get("last-modified"))
        return Fetched(there, reply.data, kind.strip().lower(), charset[1] if charset else "", visit)

    def left_alone_until(self, url: str) -> float:
        """Give the time, in seconds since 1970, until which a host asked to be left alone; 0 where it did not."""
        try:
            return self._left_alone.get(read_url(url).netloc, 0.0)
        except FetchError:
            return 0.0

    def _followed(
        self,
        url: str,
        last: Visit,
        bounds: Bounds,
        ask: Callable[[str, SplitResult, Mapping[str, str], Bounds], Reply],
    ) -> tuple[str, Reply]:
        """Ask, and follow redirects; every step is looked at like the first."""
        here = url
        for _ in range(MOST_REDIRECTS + 1):
            parts = read_url(here)
            here = parts.geturl()
            reply = ask(here, parts, _conditions(last) if here == last.url else {}, bounds)
            if reply.status not in _REDIRECTS:
                return here, reply
            onward = joined(here, reply.headers.get("location", ""))
            if onward is None or "location" not in reply.headers:
                raise FetchError(url, f"sends on to {reply.headers.get('location', 'nowhere')[:200]!r}")
            here = onward
        raise FetchError(url, f"sends on more than {MOST_REDIRECTS} times")

    def _rules_of(self, url: str) -> Reply:
        return self._followed(url, Visit(), self._manners.bounds, self._plain)[1]

    def _polite(self, url: str, parts: SplitResult, headers: Mapping[str, str], bounds: Bounds) -> Reply:
        if not self._robots.allows(url, f"{parts.scheme}://{parts.netloc}"):
            raise FetchError(url, "its robots.txt asks programs to leave it alone")
        return self._plain(url, parts, headers, bounds)

    def _plain(self, url: str, parts: SplitResult, headers: Mapping[str, str], bounds: Bounds) -> Reply:
        """Ask once it is the host's turn; where it asks to wait a little, wait and ask again."""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname or ""
        for left in reversed(range(_TRIES)):
            if self._left_alone.get(parts.netloc, 0.0) > time.time():
                raise self._left(url, parts)
            self._take_turn(parts)
            addresses = checked(url, host, port, self._resolve, allow_private=self._manners.allow_private)
            try:
                reply = exchange(url, parts, addresses, {**self._said(), **headers}, bounds)
            finally:
                self._free[parts.netloc] = self._clock() + self._pause(parts)
            wait = _wait(reply)
            if wait is None:
                return reply
            if wait > self._manners.patience or not left:
                self._left_alone[parts.netloc] = time.time() + wait
                break
            self._free[parts.netloc] = max(self._free[parts.netloc], self._clock() + wait)
        raise self._left(url, parts)

    def _left(self, url: str, parts: SplitResult) -> FetchError:
        until = _clock_time(self._left_alone.get(parts.netloc, 0.0))
        return FetchError(url, f"asked to be left alone until {until}", passing=True)

    def _take_turn(self, parts: SplitResult) -> None:
        if (wait := self._free.get(parts.netloc, 0.0) - self._clock()) > 0:
            self._sleep(wait)

    def _pause(self, parts: SplitResult) -> float:
        asked = min(self._robots.pause(f"{parts.scheme}://{parts.netloc}"), _LONGEST_PAUSE)
        return max(self._manners.pause, asked)

    def _said(self) -> dict[str, str]:
        version = f"/{self._manners.version}" if self._manners.version else ""
        return {"User-Agent": f"{self._manners.agent}{version} (news archive)", "Accept": "*/*"}


def _conditions(last: Visit) -> dict[str, str]:
    conditions = {"If-None-Match": last.etag, "If-Modified-Since": last.modified}
    return {name: value for name, value in conditions.items() if value and value.isprintable() and value.isascii()}


def _wait(reply: Reply) -> float | None:
    """Give the seconds that a server asks to wait; None where it does not (RFC 9110, 10.2.3)."""
    told = reply.headers.get("retry-after", "").strip()
    if reply.status not in _WAIT or not told:
        return None
    if told.isdecimal() and told.isascii():
        return float(told[:9])
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _clock_time(seconds: float) -> str:
    try:
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
    except (OverflowError, ValueError, OSError):
        return "a day far off"
