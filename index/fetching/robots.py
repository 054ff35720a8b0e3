"""What a site asks of programs that read it: robots.txt (RFC 9309), read by protego."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .errors import FetchError

if TYPE_CHECKING:
    from protego import Protego

    from .exchange import Reply

_MOST: Final = 500 * 2**10
"""Bytes that are read of one (RFC 9309, 2.5)."""
_OK: Final = 200
_TOO_MANY: Final = 429
_SERVER: Final = 500


class Robots:
    """The rules of the sites of a run."""

    def __init__(self, agent: str, fetch: Callable[[str], Reply]) -> None:
        """Ask for rules as they are needed.

        Args:
            agent: The name that rules are looked for.
            fetch: Gets an address, redirects followed; raises FetchError.
        """
        self._agent, self._fetch = agent, fetch
        self._sites: dict[str, Protego | FetchError | None] = {}

    def allows(self, url: str, site: str) -> bool:
        """Tell whether a site lets an address be read.

        A site without rules allows all; one whose rules cannot be had for now allows nothing (RFC 9309, 2.3.1).

        Args:
            url: The address.
            site: Its scheme, host and port, as `https://example.org`.

        Raises:
            FetchError: The rules cannot be had for now.
        """
        rules = self._rules(site)
        if isinstance(rules, FetchError):
            raise rules
        return rules is None or bool(rules.can_fetch(url, self._agent))

    def pause(self, site: str) -> float:
        """Give the seconds that a site wants between two requests; 0 where it says nothing."""
        rules = self._sites.get(site)
        if rules is None or isinstance(rules, FetchError):
            return 0.0
        return float(rules.crawl_delay(self._agent) or 0)

    def _rules(self, site: str) -> Protego | FetchError | None:
        if site not in self._sites:
            self._sites[site] = self._asked(f"{site}/robots.txt")
        return self._sites[site]

    def _asked(self, url: str) -> Protego | FetchError | None:
        try:
            from protego import Protego
        except ImportError:
            raise FetchError(url, "needs the package protego; install onrecord's extra `formats`") from None
        try:
            reply = self._fetch(url)
        except FetchError as error:
            return _unknown(url, error.reason) if error.passing else None
        if reply.status == _OK:
            return Protego.parse(reply.data[:_MOST].decode("utf-8", "replace"))
        if reply.status >= _SERVER or reply.status == _TOO_MANY:
            return _unknown(url, f"status {reply.status}")
        return None


def _unknown(url: str, reason: str) -> FetchError:
    return FetchError(url, f"{reason}; without its rules the site is left alone", passing=True)
