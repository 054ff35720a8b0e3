"""Rules that can be left out by name, so that it can be measured what each is worth.

A rule is a function with a line above it that names it and says what stands in for it when it is left out::

    @rule("headline", otherwise=lambda text, draft: False)
    def _is_heading(text: str, d: Draft) -> bool:

Nothing is left out but inside `without`, which only evaluation uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_rules: Final[dict[str, None]] = {}
_left_out: Final[ContextVar[str | None]] = ContextVar("left_out", default=None)


def rule(name: str, *, otherwise: Callable[..., Any]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Name a function as a rule.

    Args:
        name: In plain words; several functions may be parts of one rule.
        otherwise: Is called with the same arguments in place of the function when the rule is left out.
    """
    _rules[name] = None

    def named(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def switched(*args: P.args, **kwargs: P.kwargs) -> T:
            if _left_out.get() != name:
                return function(*args, **kwargs)
            instead: T = otherwise(*args, **kwargs)
            return instead

        return switched

    return named


def declared(name: str) -> str:
    """Name a rule that asks `is_left_out` itself, and give the name back."""
    _rules[name] = None
    return name


def is_left_out(name: str) -> bool:
    """Tell whether a rule is left out at the moment."""
    return _left_out.get() == name


def rules() -> tuple[str, ...]:
    """Give the names of all rules of the modules that have been imported."""
    return tuple(_rules)


@contextmanager
def without(name: str) -> Iterator[None]:
    """Leave a rule out for a while, in this thread or task.

    Raises:
        ValueError: There is no rule of that name.
    """
    if name not in _rules:
        raise ValueError(f"no rule is called {name!r}; there are {', '.join(_rules)}")
    token = _left_out.set(name)
    try:
        yield
    finally:
        _left_out.reset(token)
