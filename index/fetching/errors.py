"""What goes wrong with an address of the web."""

from __future__ import annotations

from ..errors import CorpusError


class FetchError(CorpusError):
    """Something on the web cannot be fetched or may not be.

    Attributes:
        passing: Whether it may go better another time.
        status: The code of the answer (RFC 9110), 0 where there was none.
    """

    def __init__(self, url: str, reason: str, *, passing: bool = False, status: int = 0) -> None:
        """Build the message `url: reason`."""
        super().__init__(url, None, reason)
        self.passing, self.status = passing, status
