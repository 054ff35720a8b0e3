"""A model behind an OpenAI-compatible endpoint, asked through the official client, within a deadline."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from onrecord.index import OnrecordError

if TYPE_CHECKING:
    from openai import OpenAI

    from .prompt import Message

SECONDS: Final = 60.0
"""How long a model may take for all of an answer."""

MOST: Final = 12_000
"""Characters of an answer; a model that writes on is stopped."""

_TOKENS: Final = 1_200
_NO_KEY: Final = "none"


class EndpointError(OnrecordError):
    """A model cannot be asked, or did not answer."""


class Endpoint:
    """Asks one model; safe to share between threads."""

    def __init__(self, url: str, model: str, key: str | None = None, *, seconds: float = SECONDS) -> None:
        """Name the model; nothing is sent yet.

        Args:
            url: The base address, as clients of OpenAI take it: "http://localhost:11434/v1".
            model: The model's name at that endpoint.
            key: The key, where the endpoint asks for one.
            seconds: How long an answer may take, from the first byte sent to the last received.

        Raises:
            EndpointError: The address is none, or the client is not installed.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise EndpointError(f"--llm {url}: give an address such as http://localhost:11434/v1")
        if not model.strip():
            raise EndpointError("--llm-model: name the model, as the endpoint calls it")
        self.url, self.model, self.seconds = url, model, seconds
        self._key = key
        self._lock = threading.Lock()
        self._client: OpenAI | None = None

    def close(self) -> None:
        """Close the connections that are kept open."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    def stream(self, messages: Sequence[Message]) -> Generator[str]:
        """Yield what the model writes, piece by piece.

        Args:
            messages: From `prompt.messages`.

        Raises:
            EndpointError: It cannot be reached, answers with an error, or takes too long; what came before stands.
        """
        client = self._opened()
        deadline = monotonic() + self.seconds
        pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        ended = threading.Event()
        # An endpoint that sends a byte now and then keeps no reader waiting beyond the deadline.
        reader = threading.Thread(
            target=_read, args=(client, self.model, messages, pieces, ended), name="onrecord-prose", daemon=True
        )
        reader.start()
        try:
            yield from self._received(pieces, deadline)
        finally:
            ended.set()

    def _received(self, pieces: queue.SimpleQueue[str | BaseException | None], deadline: float) -> Iterator[str]:
        length = 0
        while True:
            try:
                piece = pieces.get(timeout=max(0.0, deadline - monotonic()))
            except queue.Empty:
                raise EndpointError(f"{self.model} took longer than {self.seconds:g} s") from None
            if piece is None:
                return
            if isinstance(piece, BaseException):
                raise EndpointError(_told(piece, self.model, self.seconds)) from piece
            length += len(piece)
            if length > MOST:
                return
            yield piece

    def _opened(self) -> OpenAI:
        with self._lock:
            if self._client is None:
                try:
                    from openai import OpenAI
                except ImportError:
                    raise EndpointError("--llm needs the openai client; install onrecord's extra `llm`") from None
                # Nothing is tried twice: an answer without prose now is better than one with it later.
                self._client = OpenAI(
                    base_url=self.url, api_key=self._key or _NO_KEY, timeout=self.seconds, max_retries=0
                )
            return self._client


def _read(
    client: OpenAI,
    model: str,
    messages: Sequence[Message],
    pieces: queue.SimpleQueue[str | BaseException | None],
    ended: threading.Event,
) -> None:
    """Put what comes into a queue until it ends or nobody waits any more."""
    try:
        sent: Any = list(messages)
        stream = client.chat.completions.create(
            model=model, messages=sent, stream=True, temperature=0, max_tokens=_TOKENS
        )
        with stream:
            for chunk in stream:
                if ended.is_set():
                    return
                text = chunk.choices[0].delta.content if chunk.choices else None
                if text:
                    pieces.put(text)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is told to whoever waits)
        with suppress(RuntimeError):
            pieces.put(error)
    else:
        pieces.put(None)


def _told(error: BaseException, model: str, seconds: float) -> str:
    """Say in a line what went wrong, without what an endpoint may have put into its message."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    if isinstance(error, APITimeoutError):
        return f"{model} took longer than {seconds:g} s"
    if isinstance(error, APIStatusError):
        return f"the endpoint of {model} answered with HTTP {error.status_code}"
    if isinstance(error, APIConnectionError):
        return f"the endpoint of {model} cannot be reached"
    return f"the endpoint of {model} sent what is no answer ({type(error).__name__})"
