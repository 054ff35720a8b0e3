"""JSON files: an article, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from ..errors import CorpusError
from ..model import Article
from .encodings import encoding_of, text_of
from .fields import stated, to_article
from .inputs import Input, Options, Skip
from .jsonl import PATIENCE, articles_of_line
from .jsonlist import BrokenJsonError, Element, elements, list_start
from .large import LARGE

_LISTS: Final = ("articles", "items", "data", "docs", "documents", "results")
_NONE: Final = 'not articles: neither an object with "text" nor a list of them'


def read_json(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[int, Article]]:
    """Read a .json file; the number of an article in its list, from 1, stands for its line.

    What stands before a fault of the file is read.
    """
    try:
        data = file.read(advice="write its articles as JSON Lines (.jsonl), which is read line by line")
        found = (_elements if len(data) > LARGE else _parsed)(data, file, options)
        del data
        yield from _articles(found, file, on_skip, options)
    except BrokenJsonError as error:
        on_skip(CorpusError(file.path, error.line, f"broken JSON: {error}"))
    except CorpusError as error:
        on_skip(error)


def _parsed(data: bytes, file: Input, options: Options) -> Iterator[Element]:
    text = text_of(data, file.path, options)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise BrokenJsonError(f"{error.msg} at column {error.colno}", error.lineno) from None
    except (ValueError, RecursionError):
        raise BrokenJsonError("a number too long, or nested too deeply") from None
    if isinstance(value, dict):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [value])
    yield from map(Element, value if isinstance(value, list) else [value])


def _elements(data: bytes, file: Input, options: Options) -> Iterator[Element]:
    """Take a large file apart, parsing one element at a time."""
    if (told := encoding_of(data)) is None or told[0] != "utf-8":
        data = text_of(data, file.path, options).encode()
    start = list_start(data, _LISTS)
    return iter([Element(None, data)]) if start is None else elements(data, start)


def _articles(
    found: Iterator[Element], file: Input, on_skip: Skip, options: Options
) -> Iterator[tuple[int, Article]]:
    """Make articles of elements; where none of the first hundred is like one, the file is something else."""
    first = list(islice(found, 2))
    several, likely = len(first) > 1, False
    held: list[CorpusError] = []
    every = chain(first, found)
    del first
    for number, element in enumerate(every, start=1):
        likely = likely or bool(element.raw) or (isinstance(element.value, dict) and "text" in element.value)
        if likely:
            for earlier in held:
                on_skip(earlier)
            held = []
        own = f"{file.id}#{number}" if several else file.id
        try:
            for article in _read(element, file, number, own, options):
                yield number, article
        except CorpusError as error:
            if likely:
                on_skip(error)
            elif len(held) < PATIENCE:
                held.append(error)
            else:
                break
    if not likely:
        raise CorpusError(file.path, None, _NONE)


def _read(element: Element, file: Input, number: int, own: str, options: Options) -> Iterator[Article]:
    if element.raw:
        yield from articles_of_line(file.path, number, [element.raw], options, own)
    elif isinstance(element.value, dict):
        yield to_article({"id": own, **stated(element.value)}, file.path, number, options)
    else:
        raise CorpusError(file.path, number, "not an object; an article is expected")
