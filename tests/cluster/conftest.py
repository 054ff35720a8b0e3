"""A Milvus cluster of real servers, where the environment names what it is made of."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import tell

from .servers import Cluster

__all__ = ["tell"]

SERVERS = "ONRECORD_CLUSTER"
QUERY_NODES = 3


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    if SERVERS not in os.environ:
        pytest.skip("a cluster of Milvus servers: make test-cluster")
    pytest.importorskip("pymilvus", reason="the extra milvus is not installed")
    folder = tmp_path_factory.mktemp("cluster")
    servers = Cluster(Path(os.environ[SERVERS]).resolve(), folder)
    try:
        servers.start_all(QUERY_NODES)
        yield servers
    finally:
        servers.close()
        if "ONRECORD_KEEP" not in os.environ:
            shutil.rmtree(folder, ignore_errors=True)
