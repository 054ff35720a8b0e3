"""An index of every released format opens, or says which version can migrate it."""

import shutil
from pathlib import Path

import pytest

from onrecord.index import Filters, Index, open_writer, verify
from tests.index.bag import BagOfWords
from tests.index.format1 import ARTICLES, FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    if not FOLDER.is_dir():
        pytest.skip("no index of format 1 was kept yet: python -m tests.index.make_format1")
    return shutil.copytree(FOLDER, tmp_path / "index")


def test_format_1_opens(folder: Path) -> None:
    [finding] = verify(folder, deep=True)
    assert "its caches are laid out as by another version" in finding.what
    index = Index.open(folder)  # makes them anew
    assert verify(folder, deep=True) == []
    assert [index.article(one.id) for one in ARTICLES] == ARTICLES
    assert [speaker.name for speaker in index.directory.speakers()] == ["Ada Morrow"]
    _, rows = index.matching(
        index.words("twice as many passengers"), 5, among=index.select(Filters(source="island news"))
    )
    assert index.passages(rows.tolist())[0].text == ARTICLES[1].text
    index.close()


def test_format_1_can_be_changed(folder: Path) -> None:
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(ARTICLES))
        assert (writer.changes.unchanged, writer.remove(["ferry/1"]), writer.publish()) == (2, 1, 2)
    assert verify(folder, deep=True) == []
