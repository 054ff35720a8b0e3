"""How long the stages of a question take, for whoever asks with `timed`; nobody else pays for it.

A stage that lies within another stops the other's clock, so the stages of a question add up to the whole of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from time import perf_counter
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_timed: ContextVar[Stages | None] = ContextVar("onrecord_stages", default=None)


class Stages:
    """The clocks of one call, of which one runs at a time.

    Attributes:
        seconds: What each stage took, by its name; those that did not come are not in it.
    """

    __slots__ = ("_running", "_since", "seconds")

    def __init__(self) -> None:
        """Begin with no clock running."""
        self.seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = 0.0

    def add(self, name: str, seconds: float) -> None:
        """Add to what a stage took."""
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds

    def begin(self, name: str) -> None:
        """Stop the clock that runs, and start another."""
        self._stop()
        self._running.append(name)

    def end(self) -> None:
        """Stop the clock that runs, and let the one before it go on."""
        self._stop()
        self._running.pop()

    def _stop(self) -> None:
        now = perf_counter()
        if self._running:
            self.add(self._running[-1], now - self._since)
        self._since = now


class Stage:
    """A stage of a question, by its name: the body of a `with`, or a function that it decorates."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        """Name it."""
        self.name = name

    def __enter__(self) -> None:
        """Start its clock, where there is one."""
        if (stages := _timed.get()) is not None:
            stages.begin(self.name)

    def __exit__(self, *_: object) -> None:
        """Stop its clock."""
        if (stages := _timed.get()) is not None:
            stages.end()

    def __call__(self, function: Callable[P, T]) -> Callable[P, T]:
        """Make a function a part of this stage."""

        @wraps(function)
        def measured(*args: P.args, **kwargs: P.kwargs) -> T:
            with self:
                return function(*args, **kwargs)

        return measured


UNDERSTAND: Final = Stage("understand")
"""What a question's words mean, and whose words it asks for."""

WORDS: Final = Stage("words")
"""Passages by their words."""

VECTORS: Final = Stage("vectors")
"""Passages by their meaning; the question's vectors are made here."""

CROSS_ENCODER: Final = Stage("cross-encoder")
"""Reading passages together with the question."""

UNITS: Final = Stage("units")
"""Cutting passages into statements and sentences, and choosing among these."""

READER: Final = Stage("reader")
"""Reading those together with the question."""

ANSWER: Final = Stage("answer")
"""All else: fetching passages, folding copies, deciding, citing."""

STAGES: Final = tuple(one.name for one in (UNDERSTAND, WORDS, VECTORS, CROSS_ENCODER, UNITS, READER, ANSWER))
"""Names of all stages."""


@contextmanager
def timed() -> Iterator[Stages]:
    """Time the stages of what is asked within, in this thread."""
    stages = Stages()
    token = _timed.set(stages)
    try:
        yield stages
    finally:
        _timed.reset(token)
