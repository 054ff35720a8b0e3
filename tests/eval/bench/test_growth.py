"""What publishing takes is measured."""

from pathlib import Path

import pytest

from onrecord.eval.bench.growth import publish
from onrecord.index import Article, open_writer, verify
from tests.index.bag import BagOfWords


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_publishing_is_measured(tmp_path: Path) -> None:
    with open_writer(tmp_path, load=BagOfWords()) as writer:
        list(writer.add([Article(id="a", text="The ferry sails at noon.")]))
        writer.publish()
    found = publish(tmp_path)
    assert 0 < found["publish_anonymous_mb"] < found["publish_peak_mb"]
    assert found["publish_s"] > 0
    assert verify(tmp_path, deep=True) == []
