"""What became of a request, for whoever counts, logs or traces it."""

from time import perf_counter
from typing import Final

from starlette.types import Message, Send

_NOBODY_WAITS: Final = 499
"""What stands for a client that left before there was an answer."""


class Outcome:
    """Hands the messages of an answer on, and notes its status.

    Attributes:
        status: The HTTP status; 499 until an answer begins.
    """

    def __init__(self, send: Send) -> None:
        """Begin now."""
        self._send, self._began = send, perf_counter()
        self.status = _NOBODY_WAITS

    @property
    def seconds(self) -> float:
        """The time since the request came."""
        return perf_counter() - self._began

    async def __call__(self, message: Message) -> None:
        """Send a message."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)
