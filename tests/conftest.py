"""Fixtures that every floor's tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from onrecord.index import CorpusError, Index, open_writer, read_articles

# How long an example takes tells how busy the machine is. A checkout passes or fails alike each time;
# `make fuzz` looks for what nobody thought of.
settings.register_profile(
    "repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "fuzz", deadline=None, max_examples=1200, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("ONRECORD_EXAMPLES", "repeatable"))

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "eval" / "data" / "sample"


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real corpora, which is no part of the project."""
    folder = Path(os.environ.get("ONRECORD_CORPORA", ROOT.parent / "shared" / "corpora"))
    if not folder.is_dir():
        pytest.skip(f"no real corpora at {folder}; set ONRECORD_CORPORA")
    return folder


def _fail(error: CorpusError) -> None:
    pytest.fail(str(error))


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample corpus, indexed with the real model."""
    folder = tmp_path_factory.mktemp("sample") / "index"
    with open_writer(folder) as writer:
        for _ in writer.add(read_articles([SAMPLE / "articles.jsonl"], on_skip=_fail)):
            pass
        writer.publish()
    return folder


@pytest.fixture
def sample(sample_index: Path) -> Iterator[Index]:
    index = Index.open(sample_index)
    yield index
    index.close()
