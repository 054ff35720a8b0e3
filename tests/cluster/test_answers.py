"""A cluster keeps what a store promises, and leads to the same answers as the folder it was filled from."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from onrecord.eval.bench.stores import compared, summed_up
from onrecord.eval.dataset import load_dataset
from onrecord.index import Index, load_encoder, open_store
from onrecord.search import Engine
from tests.conftest import ROOT

from .servers import Cluster

pytestmark = pytest.mark.slow

EVERY = 3


@pytest.fixture(scope="module")
def place(cluster: Cluster, sample_index: Path) -> str:
    """The sample in the cluster."""
    from onrecord.index.milvus import put_in_place

    address = f"{cluster.address}?replicas=2&shards=2"
    assert put_in_place(sample_index, address) == (1, True)
    return address


def test_it_is_a_store_like_the_others(cluster: Cluster) -> None:
    environment = {**os.environ, "ONRECORD_TEST_MILVUS": f"{cluster.address}?replicas=2&shards=2#contract"}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "tests/index/test_store.py",
            "-k",
            "on_servers",
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "skipped" not in done.stdout


def test_the_nearest_are_the_folder_s(place: str, sample_index: Path, tell: Callable[[str], None]) -> None:
    questions = [query.text for query in load_dataset("sample").queries]
    with closing(Index.open(sample_index)) as folder, closing(open_store(place)) as store:
        vectors = load_encoder(folder.encoder_name).encode_queries(questions)
        shares = []
        for vector in vectors:
            expected = set(folder.nearest(vector, 10)[1].tolist())
            shares.append(len(expected & set(store.nearest(vector, 10)[1].tolist())) / len(expected))
        assert store.n_passages == folder.n_passages
    tell(f"overlap@10 of the nearest by vector: {np.mean(shares):.4f} over {len(shares)} questions")
    assert np.mean(shares) >= 0.99


def test_the_answers_are_the_folder_s(place: str, sample_index: Path, tell: Callable[[str], None]) -> None:
    questions = [query.text for query in load_dataset("sample").queries][::EVERY]
    with closing(Engine.open(sample_index)) as folder, closing(Engine.open(place)) as store:
        found = summed_up(list(compared(folder, store, questions)))
    tell(str(found))
    assert found["overlap_at_10"] >= 0.95
    assert found["same_first_citation"] >= 0.97


def test_it_tells_that_it_compares_words_otherwise(place: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from onrecord.api.cli import main; main()", "info", "--store", place],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "has no sparse vectors" in done.stderr
