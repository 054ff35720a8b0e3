"""JSON files: an article, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..errors import CorpusError
from ..model import Article
from .encodings import text_of
from .fields import to_article
from .inputs import Input, Options, Skip

_LISTS = ("articles", "items", "data", "docs", "documents", "results")


def read_json(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[int, Article]]:
    """Read a .json file; the number of an article in its list, from 1, stands for its line."""
    try:
        text = text_of(file.read(), file.path, options)
        try:
            value = json.loads(text)
        except json.JSONDecodeError as error:
            raise CorpusError(
                file.path, error.lineno, f"broken JSON: {error.msg} at column {error.colno}"
            ) from None
        except (ValueError, RecursionError):
            raise CorpusError(file.path, None, "broken JSON: a number too long, or nested too deeply") from None
        if isinstance(value, dict):
            value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [value])
        if not isinstance(value, list) or not any(isinstance(one, dict) and "text" in one for one in value):
            raise CorpusError(file.path, None, 'not articles: neither an object with "text" nor a list of them')
    except CorpusError as error:
        on_skip(error)
        return
    for number, record in enumerate(value, start=1):
        try:
            if not isinstance(record, dict):
                raise CorpusError(file.path, number, "not an object; an article is expected")
            own = {"id": f"{file.id}#{number}"} if len(value) > 1 else {"id": file.id}
            yield number, to_article({**own, **record}, file.path, number, options)
        except CorpusError as error:
            on_skip(error)
