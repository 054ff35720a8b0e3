"""What verify finds, and what repair mends."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from onrecord.index import Index, IndexCorrupt, IndexNotFound, repair, verify
from onrecord.index.storage.published import NOTE
from onrecord.index.storage.rows import checksum
from onrecord.index.storage.schema import DATABASE, set_meta
from tests.index.storage.test_writer import BRIDGE, FERRY, HARBOUR, article, found, store

Harm = Callable[[sqlite3.Connection], object]


def harmed(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    said = '"The bridge is safe," said Ada Morrow, the mayor of the town, on Monday.'
    store(tmp_path, [article("a", HARBOUR, BRIDGE), article("b", FERRY, said)])
    assert verify(tmp_path) == verify(tmp_path, deep=True) == []
    return tmp_path


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE articles SET text = replace(text, 'three', 'seven')", "article 'a' is altered"),
        ("UPDATE articles SET title = 'Other' WHERE id = 'a'", "article 'a' is altered"),
        ("UPDATE articles SET born = 0 WHERE id = 'a'", "article 'a' is altered"),
        ('UPDATE passages SET "end" = "end" - 1 WHERE row = 2', "passage 2 is altered"),
        ("UPDATE passages SET vector = zeroblob(512) WHERE row = 2", "passage 2 is altered"),
        ("UPDATE statements SET speaker = 'Paul Renner'", "statement 1 is altered"),
        ("DELETE FROM passages WHERE row = 2", "some passages of article 'a' are missing"),
        ("DELETE FROM statements", "some statements of article 'b' are missing"),
        ("UPDATE meta SET value = 'other' WHERE key = 'encoder'", "'encoder' is missing or damaged"),
    ],
)
def test_altered_rows_are_named_and_never_cited(folder: Path, statement: str, said: str) -> None:
    harmed(folder, statement)
    findings = verify(folder, deep=True)
    assert any(said in finding.what for finding in findings), findings
    assert all(finding.where.startswith(str(folder)) for finding in findings)
    with pytest.raises(IndexCorrupt):  # noqa: PT012
        index = Index.open(folder)
        index.article("a")
        index.passages([1, 2])
        index.statements()


def test_spans_outside_an_article_are_named(folder: Path) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    row = list(
        connection.execute('SELECT row, article, paragraph, "start", "end", vector FROM passages').fetchone()
    )
    row[4] += 10_000
    connection.execute('UPDATE passages SET "end" = ?, checksum = ? WHERE row = 1', (row[4], checksum(*row)))
    connection.commit()
    connection.close()
    assert any("passage 1 lies outside its article" in one.what for one in verify(folder, deep=True))


@pytest.mark.parametrize("factor", [1.01, np.nan, np.inf])
def test_vectors_that_are_no_unit_vectors_are_named(folder: Path, factor: float) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    row = list(
        connection.execute('SELECT row, article, paragraph, "start", "end", vector FROM passages').fetchone()
    )
    row[5] = (np.frombuffer(row[5], "<f2").astype(np.float32) * factor).astype("<f2").tobytes()
    connection.execute("UPDATE passages SET vector = ?, checksum = ? WHERE row = 1", (row[5], checksum(*row)))
    connection.commit()
    connection.close()
    findings = [finding.what for finding in verify(folder, deep=True)]
    assert any("passage 1 is not of unit length" in what for what in findings)
    assert any("its vectors are not the database's" in what for what in findings)


def test_caches_that_are_not_the_databases_are_named_and_repaired(folder: Path) -> None:
    store(folder, [article("c", HARBOUR)])
    harmed_generation(folder)
    assert [finding.where for finding in verify(folder)] == [str(folder / "generation-00000002" / "places.npy")]
    assert repair(folder) == ["made the caches of revision 2 again"]
    assert verify(folder, deep=True) == []
    assert len(found(folder, "harbour")) == 2


def harmed_generation(folder: Path) -> None:
    path = folder / "generation-00000002" / "places.npy"
    path.write_bytes(path.read_bytes()[:-4])


def test_a_log_that_was_cut_is_named(folder: Path) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    store(folder, [article("a", BRIDGE)])
    set_meta(connection, "generation", "1")
    set_meta(connection, "revision", "1")
    connection.commit()
    connection.close()
    assert any("generation 2 was published, it knows 1 only" in one.what for one in verify(folder))
    with pytest.raises(IndexCorrupt, match="its log was cut"):
        Index.open(folder)
    with pytest.raises(IndexCorrupt, match="its log was cut"):
        store(folder, [])
    assert repair(folder)[0] == "what was published last is lost; index the same articles again"
    Index.open(folder).close()


def test_a_damaged_note_is_named_and_repaired(folder: Path) -> None:
    (folder / NOTE).write_text("{")
    assert [finding.where for finding in verify(folder)] == [str(folder / NOTE)]
    repair(folder)
    assert verify(folder, deep=True) == []


def test_repair_of_a_damaged_database_says_what_to_do(folder: Path) -> None:
    path = folder / DATABASE
    data = bytearray(path.read_bytes())
    data[100:16384] = bytes(16284)
    path.write_bytes(data)
    with pytest.raises(
        IndexCorrupt, match=r"restore a snapshot \(onrecord restore\), or index the articles again"
    ):
        repair(folder)
    assert len(verify(folder)) >= 1


def test_there_must_be_an_index(tmp_path: Path) -> None:
    for call in (verify, repair):
        with pytest.raises(IndexNotFound):
            call(tmp_path / "none")
    assert not (tmp_path / "none").exists()
