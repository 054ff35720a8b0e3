"""Word lists, each named like its file beside this module, whose first lines say where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).with_name("data")  # where the lists are


@cache
def words(name: str) -> frozenset[str]:
    """Read a list of words."""
    return frozenset(word for line in _lines(name) for word in line.split())


def alternatives(name: str) -> str:
    """Write a list of words as alternatives of a regular expression."""
    return "|".join(map(re.escape, sorted(words(name))))


@cache
def table(name: str) -> Mapping[str, str]:
    """Read a list that says something of each word: "mrs f"."""
    return {key: value for line in _lines(name) for key, _, value in [line.partition(" ")]}


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Read a list of words that belong together, a line each."""
    return tuple(tuple(line.split()) for line in _lines(name))


def _lines(name: str) -> Iterator[str]:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
