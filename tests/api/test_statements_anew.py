"""`onrecord index --statements`: an index of an earlier version opens, and gets its statements anew."""

import json
import sqlite3
from pathlib import Path

import pytest

from onrecord.index import Index

from .conftest import Onrecord

TEXT = "“The pier stays,” said Mayor Jane Roe on Monday. She told the council that it would be paid for.\n"


@pytest.fixture
def old(tmp_path: Path, onrecord: Onrecord) -> Path:
    """An index without the column that tells how statements were found, with no statement in it right."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "title": "Pier", "text": TEXT}), "utf-8")
    folder = tmp_path / "index"
    assert onrecord("index", tmp_path / "a.jsonl", "--index", folder).returncode == 0
    connection = sqlite3.connect(folder / "onrecord.db", isolation_level=None)
    connection.execute("ALTER TABLE statements DROP COLUMN finding")
    connection.close()
    return folder


def test_an_old_index_opens_and_says_so(old: Path, onrecord: Onrecord) -> None:
    opened = Index.open(old)
    found = opened.statements()
    assert opened.has_old_statements
    assert [(one.statement.probability, one.statement.sieve) for one in found] == [(None, "")] * len(found)
    assert found
    opened.close()
    assert "onrecord index --statements" in onrecord("info", "--index", old).stderr


def test_statements_are_found_anew_without_encoding(old: Path, onrecord: Onrecord) -> None:
    record = json.loads(onrecord("index", "--statements", "--index", old, "--json").stdout)
    assert (record["updated"], record["passages_encoded"]) == (1, 0)
    opened = Index.open(old)
    found = [one.statement for one in opened.statements()]
    assert not opened.has_old_statements
    assert {one.speaker for one in found} == {"Jane Roe"}
    assert all(one.probability is not None and 0 < one.probability < 1 and one.sieve for one in found)
    assert opened.n_passages > 0
    opened.close()
    assert onrecord("verify", "--index", old).returncode == 0


def test_paths_or_statements(onrecord: Onrecord) -> None:
    assert onrecord("index", "--index", "x").returncode == 2
    assert onrecord("index", "a.jsonl", "--statements", "--index", "x").returncode == 2
