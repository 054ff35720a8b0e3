"""Every layout of the database that was ever written is brought to this version's, and nothing is lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.index import Filters, Index, IndexFormatError, migrate, open_writer, verify
from onrecord.index.caches.generation import MANIFEST
from onrecord.index.storage.schema import DATABASE
from tests.index.bag import BagOfWords
from tests.index.format1 import ARTICLES, FOLDER


def without_findings(folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute("ALTER TABLE statements DROP COLUMN finding")


def of_another_layout(folder: Path) -> None:
    [manifest] = folder.glob(f"generation-*/{MANIFEST}")
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"layout": 1}))


def without_findings_and_of_another_layout(folder: Path) -> None:
    without_findings(folder)
    of_another_layout(folder)


OLD = {
    without_findings: ["made room for how each statement was found"],
    of_another_layout: ["made the caches of revision 1 again"],
    without_findings_and_of_another_layout: [
        "made room for how each statement was found",
        "made the caches of revision 1 again",
    ],
}


@pytest.mark.parametrize("age", OLD, ids=lambda age: age.__name__)
def test_every_old_layout_is_migrated(tmp_path: Path, age: object) -> None:
    folder = tmp_path / "index"
    with open_writer(folder, load=BagOfWords()) as writer:
        list(writer.add(ARTICLES))
        writer.publish()
    index = Index.open(folder)
    said = [(one.speaker, one.content) for one in index.every_statement(Filters())]
    index.close()
    assert said
    age(folder)  # type: ignore[operator]
    assert migrate(folder) == OLD[age]  # type: ignore[index]
    assert migrate(folder) == []
    assert verify(folder, deep=True) == []
    index = Index.open(folder)
    try:
        assert [index.article(one.id) for one in ARTICLES] == ARTICLES
        assert [(one.speaker, one.content) for one in index.every_statement(Filters())] == said
    finally:
        index.close()


def test_the_released_format_is_migrated(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "index")
    assert migrate(folder)
    assert verify(folder, deep=True) == []
    index = Index.open(folder)
    assert index.has_old_statements
    index.close()


def test_an_index_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "index")
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(IndexFormatError, match="a later version wrote it: install that one"):
        migrate(folder)
