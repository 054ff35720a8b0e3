"""One archive for every framework; each test file is skipped, by name, where its framework is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.search import Engine

QUESTION = "what did Putin say about Tomahawks"
UNANSWERABLE = "what did Putin say about the price of Norwegian salmon"
WORDS = "Tomahawk missiles"


@pytest.fixture(scope="session")
def engine(sample_index: Path) -> Iterator[Engine]:
    opened = Engine.open(sample_index)
    yield opened
    opened.close()


def is_cited(engine: Engine, text: str, metadata: dict[str, Any]) -> bool:
    """Whether a document's words are where its metadata says."""
    article = engine.index.article(metadata["article"])
    assert article is not None
    assert metadata["permalink"].startswith(f"{article.id}:{metadata['start']}-{metadata['end']}:")
    assert None not in metadata.values()
    return article.text[metadata["start"] : metadata["end"]] == text
