"""Expressions for Milvus, made of names of columns and whole numbers alone: no text ever gets into one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final


class Column(StrEnum):
    """The columns that conditions are about."""

    ROW = "row"
    ARTICLE = "article"
    SOURCE = "source"
    AUTHOR = "author"
    LANGUAGE = "language"
    DAY = "day"
    TERMS = "terms"
    VOICES = "voices"
    PART = "part"
    NUMBER = "number"
    KIND = "kind"
    KEY = "key"
    LENGTH = "length"
    VOICE = "voice"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Condition:
    """What rows must be.

    Attributes:
        text: As Milvus reads it; "" lets everything through.
        nothing: Whether it lets nothing through, which Milvus need not be asked.
    """

    text: str = ""
    nothing: bool = False

    def __and__(self, other: Condition) -> Condition:
        """Ask for both."""
        if self.nothing or other.nothing:
            return NOTHING
        if not self.text or not other.text:
            return self if self.text else other
        return Condition(f"({self.text}) and ({other.text})")

    def __or__(self, other: Condition) -> Condition:
        """Ask for either."""
        if self.nothing or other.nothing:
            return other if self.nothing else self
        if not self.text or not other.text:
            return EVERYTHING
        return Condition(f"({self.text}) or ({other.text})")

    def __invert__(self) -> Condition:
        """Ask for what this keeps out."""
        if self.nothing:
            return EVERYTHING
        return Condition(f"not ({self.text})") if self.text else NOTHING


EVERYTHING: Final = Condition()
NOTHING: Final = Condition(nothing=True)


def one_of(column: Column, numbers: Iterable[int]) -> Condition:
    """Ask for one of some numbers."""
    listed = sorted({int(number) for number in numbers})
    return Condition(f"{column.value} in [{','.join(map(str, listed))}]") if listed else NOTHING


def between(column: Column, first: int | None, last: int | None) -> Condition:
    """Ask for a number from the first to the last, both among them; None is no bound."""
    low = EVERYTHING if first is None else Condition(f"{column.value} >= {int(first)}")
    return low & (EVERYTHING if last is None else Condition(f"{column.value} <= {int(last)}"))


def holding(column: Column, numbers: Iterable[int]) -> Condition:
    """Ask for lists that hold at least one of some numbers."""
    listed = sorted({int(number) for number in numbers})
    held = ",".join(map(str, listed))
    return Condition(f"array_contains_any({column.value}, [{held}])") if listed else NOTHING


class Chosen:
    """What `MilvusStore` keeps a selection as: a condition on passages, and a way to ask whether any meets it."""

    def __init__(self, condition: Condition, ask: Callable[[Condition], bool]) -> None:
        """Keep a condition.

        Args:
            condition: What passages must be.
            ask: Tells whether any passage is so.
        """
        self.condition = condition
        self._ask = ask

    def __and__(self, other: Chosen) -> Chosen:
        """Choose what both let through."""
        return Chosen(self.condition & other.condition, self._ask)

    def __or__(self, other: Chosen) -> Chosen:
        """Choose what either lets through."""
        return Chosen(self.condition | other.condition, self._ask)

    def __invert__(self) -> Chosen:
        """Choose what this keeps out."""
        return Chosen(~self.condition, self._ask)

    def any(self) -> bool:
        """Whether it lets any passage through; asked once."""
        return self._any

    @cached_property
    def _any(self) -> bool:
        return not self.condition.nothing and self._ask(self.condition)
