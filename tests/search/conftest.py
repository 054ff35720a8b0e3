"""An engine over the sample corpus."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.search import Engine


@pytest.fixture(scope="session")
def engine(sample_index: Path) -> Iterator[Engine]:
    opened = Engine.open(sample_index)
    yield opened
    opened.close()
