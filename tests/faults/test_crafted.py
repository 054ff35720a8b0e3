"""Databases and generations that somebody made, with right checksums: one clear line, or right answers."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest

from onrecord.index import (
    Article,
    Filters,
    Index,
    IndexCorrupt,
    OnrecordError,
    StoreError,
    open_writer,
    restore,
    snapshot,
    verify,
)
from onrecord.index.caches.caches import write_caches
from onrecord.index.storage.rows import checksum
from onrecord.index.storage.schema import DATABASE, get_number
from tests.index.bag import BagOfWords
from tests.index.storage.test_writer import BRIDGE, FERRY, HARBOUR, article, store

SAID: Final = '"The bridge is safe," said Ada Morrow, the mayor of the town, on Monday.'
LARGE: Final = 2**62
DEEP: Final = "[" * 100_000
NUMPY: Final = b"\x93NUMPY\x01\x00\x76\x00"
SUMMED: Final = {
    "articles": "id key hash passages statements origin born died",
    "passages": "row article paragraph start end vector",
    "statements": "id article speaker as_written as_written_start as_written_end role cue content kind"
    " paragraph passage",
}
KEYS: Final = {"articles": "key", "passages": "row", "statements": "id"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "index"
    store(folder, [article("a", HARBOUR, BRIDGE), article("b", FERRY, SAID)])
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "index"))


def finding(*values: object) -> str:
    return json.dumps([*values, checksum(1, json.dumps(list(values)))])


def forge(folder: Path, table: str, number: int, **values: object) -> None:
    """Change a row, and sum it up again."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.row_factory = sqlite3.Row
        key = KEYS[table]
        row: dict[str, Any] = dict(
            connection.execute(f"SELECT * FROM {table} WHERE {key} = ?", [number]).fetchone()
        )
        row |= values
        if table == "articles" and "hash" not in values:
            names = "id text title url source author published updated language".split()
            with suppress(TypeError):  # bytes have none
                row["hash"] = Article(*(row[name] for name in names)).content_hash
        row["checksum"] = checksum(*(row[name] for name in SUMMED[table].split()))
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", [number])
        columns = ", ".join(f'"{name}"' for name in row)
        connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", [*row.values()]
        )


def ask_all(folder: Path) -> None:
    """Ask for everything; what is answered must lie where it says."""
    with closing(Index.open(folder)) as index:
        for word in ("harbour", "bridge", "ferry", "safe"):
            _, rows = index.matching(index.words(word), 50)
            for passage in index.passages(rows.tolist()):
                assert passage.text
                assert passage.text == passage.article.text[passage.start : passage.end]
        for said in index.statements():
            length = len(said.statement.article.text)
            assert all(0 <= start < end <= length for start, end in said.statement.content)
            assert said.statement.certainty
            assert said.statement.is_listed in {True, False}
        index.nearest(BagOfWords().encode_queries(["harbour"])[0], 5)
        assert all(isinstance(one.text, str) for one in map(index.article, ("a", "b")) if one is not None)
        index.directory.speakers()
        index.sources()
        index.period()
        for filters in (Filters(source="Paper"), Filters(since="2020-01-01"), Filters(author="x", language="en")):
            index.select(filters)


def build(folder: Path, aside: Path) -> None:
    """Make the caches anew; the database's own errors become a line (`database_errors`)."""
    aside.mkdir()
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        try:
            write_caches(connection, get_number(connection, "revision"), get_number(connection, "dim"), aside)
        except sqlite3.DatabaseError as error:
            raise IndexCorrupt(f"{folder}: {error}") from error


def opened_for_writing(folder: Path) -> None:
    with open_writer(folder, load=BagOfWords(), create=False):
        pass


def hold(call: Callable[[], object]) -> str:
    """Call something that may be refused, in one line; anything else that it raises fails the test."""
    try:
        call()
    except OnrecordError as error:
        said = str(error)
    else:
        return ""
    assert len(said.splitlines()) == 1
    return said


PASSAGES: Final[list[dict[str, Any]]] = [
    {"end": 10_000}, {"start": -5}, {"start": 50, "end": 10}, {"end": LARGE}, {"start": "x"}, {"start": 1.5},
    {"paragraph": -1}, {"paragraph": LARGE}, {"article": 99}, {"row": 2**40}, {"row": -7},
    {"vector": b""}, {"vector": b"x"}, {"vector": "text"}, {"vector": np.full(256, np.nan, "<f2").tobytes()},
]  # fmt: skip
STATEMENTS: Final[list[dict[str, Any]]] = [
    {"content": "[[0, 99999]]"}, {"content": "[[-4, 3]]"}, {"content": "[[9, 3]]"}, {"content": "null"},
    {"content": "[]"}, {"content": "{}"}, {"content": DEEP}, {"content": '[["a", "b"]]'},
    {"content": "[[1, 2, 3]]"},
    {"content": b"\xff"}, {"content": "[[1e400, 2]]"}, {"kind": "evil"}, {"paragraph": LARGE}, {"passage": LARGE},
    {"passage": -3}, {"id": 2**40}, {"as_written_start": -9, "as_written_end": -3}, {"as_written_start": "q"},
    {"speaker": b"x"}, {"role": b"x"}, {"cue": b"\0"}, {"finding": DEEP}, {"finding": "5"}, {"finding": "null"},
    {"finding": finding("x", 5)}, {"finding": finding(7.5, "")}, {"finding": b"\xff\xfe"},
]  # fmt: skip
ARTICLES: Final[list[dict[str, Any]]] = [
    {"passages": 10**15}, {"passages": -1}, {"passages": "x"}, {"statements": 10**15}, {"text": b"bytes"},
    {"text": ""}, {"title": b"\xff"}, {"source": b"z"}, {"author": b"z"}, {"language": "x" * 10**6},
    {"published": "x" * 10**6}, {"id": b"q"}, {"born": "x"}, {"died": "x"}, {"key": 2**40}, {"hash": 5},
    {"updated": b"s"},
]  # fmt: skip
ROWS: Final = [
    *(("passages", 2, values) for values in PASSAGES),
    *(("statements", 1, values) for values in STATEMENTS),
    *(("articles", 1, values) for values in ARTICLES),
]


@pytest.mark.parametrize(("table", "number", "values"), ROWS, ids=lambda value: str(value)[:40])
def test_a_row_that_says_what_none_can(
    folder: Path, tmp_path: Path, table: str, number: int, values: dict[str, Any]
) -> None:
    forge(folder, table, number, **values)
    hold(lambda: ask_all(folder))
    hold(lambda: build(folder, tmp_path / "aside"))
    hold(lambda: verify(folder, deep=True))


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("passages", {"end": 10_000}), ("passages", {"start": "x"}),
        ("statements", {"content": "[[0, 99999]]"}), ("statements", {"content": DEEP}),
        ("statements", {"kind": "evil"}), ("statements", {"finding": finding(7.5, "")}),
        ("articles", {"text": b"bytes"}), ("articles", {"passages": -1}),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_the_worst_of_them_are_named(folder: Path, table: str, values: dict[str, Any]) -> None:
    forge(folder, table, 1, **values)
    assert str(folder) in hold(lambda: ask_all(folder))
    assert any(str(folder) in one.where for one in verify(folder, deep=True))


@pytest.mark.parametrize("name", ["dim", "revision", "generation"])
@pytest.mark.parametrize("value", ["x", "-1", "../../x", "1" + "0" * 30, "9" * 5000, ""])
def test_a_fact_that_is_no_number(folder: Path, name: str, value: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection, connection:
        connection.execute(
            "UPDATE meta SET value = ?, checksum = ? WHERE key = ?", [value, checksum(name, value), name]
        )
    assert name in str(verify(folder, deep=True))
    assert name in hold(lambda: opened_for_writing(folder))
    assert name == "dim" or name in hold(lambda: Index.open(folder).close())


@pytest.mark.parametrize(
    "made",
    [
        "CREATE VIEW endless AS WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT x FROM t",
        "CREATE TRIGGER spoils AFTER UPDATE ON meta BEGIN DELETE FROM passages; END",
        "CREATE VIRTUAL TABLE words USING fts5(text)",
        "CREATE TABLE computed (x, y GENERATED ALWAYS AS (zeroblob(1000000000)))",
        "ALTER TABLE statements RENAME TO kept; CREATE VIEW statements AS SELECT t.id, kept.* FROM kept,"  # noqa: ISC004
        " (WITH RECURSIVE t(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM t) SELECT id FROM t) t",
    ],
)  # fmt: skip
def test_what_would_run_is_refused(folder: Path, made: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.executescript(made)
    for call in (lambda: Index.open(folder).close(), lambda: store(folder, [])):
        assert "which no index of onrecord's holds" in hold(call)
    assert "which no index of onrecord's holds" in str(verify(folder))


@pytest.mark.parametrize("table", ["statements", "passages", "meta"])
def test_a_table_that_is_not_there(folder: Path, table: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute(f"DROP TABLE {table}")
    assert str(folder) in hold(lambda: ask_all(folder))


def generation(folder: Path) -> Path:
    return next(folder.glob("generation-*"))


@pytest.fixture
def sealed(folder: Path) -> Callable[..., str]:
    """Alter a manifest, and try to check it."""
    from onrecord.index.caches.generation import check_generation

    def seal(**files: dict[str, object]) -> str:
        path = generation(folder) / "manifest.json"
        manifest = json.loads(path.read_text())
        manifest["files"] |= files
        path.write_text(json.dumps(manifest))
        return hold(lambda: check_generation(folder, 1, 1))

    return seal


@pytest.mark.parametrize("name", ["/dev/zero", "../../../../../../../../dev/zero", "../onrecord.db"])
def test_a_manifest_names_nothing_elsewhere(sealed: Callable[..., str], name: str) -> None:
    assert "which lies elsewhere" in sealed(**{name: {"size": 0, "crc32": 0}})


@pytest.mark.parametrize(
    "facts", [{"size": 10**18, "crc32": 0}, {"size": "x"}, {}, [], None, {"size": None, "crc32": None}]
)
def test_a_manifest_that_lies_about_a_file(sealed: Callable[..., str], facts: dict[str, object]) -> None:
    assert "onrecord repair" in sealed(**{"places.npy": facts})


@pytest.mark.parametrize("name", ["places.npy", "manifest.json", "more", "bm25/more"])
@pytest.mark.parametrize("made", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_no_pipe_and_no_link_is_read(folder: Path, name: str, made: Callable[[Path], None]) -> None:
    path = generation(folder) / name
    path.unlink(missing_ok=True)
    made(path)
    assert any("is no file" in one.what for one in verify(folder))


def test_a_note_that_is_a_pipe_is_none(folder: Path) -> None:
    (folder / "published.json").unlink()
    os.mkfifo(folder / "published.json")
    ask_all(folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("places.npy", NUMPY + b"{'descr': '<i4', 'fortran_order': False, 'shape': (2, 4611686018427387904), }"),
        ("places.npy", NUMPY + b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"),
        ("articles.npy", b"\x93NUMPY\x03\x00\xff\xff\xff\xff"),
        ("articles.json", DEEP.encode()),
        ("articles.json", b"{}"),
        ("vectors.faiss", b"IxSQ" + b"\xff" * 200),
        ("vectors.faiss", b""),
        ("names.db", b"not a database" * 500),
        ("words.npy", b"x" * 100),
        ("starts.npy", b""),
        ("bm25/meta.json", DEEP.encode()),
        ("bm25/meta.json", b'{"segments": [{"segment_id": "../../x", "max_doc": 4294967295}]}'),
    ],
)  # fmt: skip
def test_a_cache_that_somebody_made_is_not_read_or_made_anew(folder: Path, name: str, content: bytes) -> None:
    from onrecord.index.caches.generation import _facts

    path = generation(folder)
    (path / name).write_bytes(content.ljust(128) if content.startswith(b"\x93") else content)
    manifest = json.loads((path / "manifest.json").read_text())
    manifest["files"][name] = _facts(path / name)
    (path / "manifest.json").write_text(json.dumps(manifest))
    ask_all(folder)
    assert verify(folder, deep=True) == []
    assert [one.name for one in folder.glob("generation-*")] != [path.name], "it was made anew"


def test_a_snapshot_of_such_a_database_replaces_nothing(folder: Path, whole: Path, tmp_path: Path) -> None:
    forge(folder, "passages", 2, end=10_000)
    snapshot(folder, tmp_path / "kept")
    there = Path(shutil.copytree(whole, tmp_path / "there"))
    with pytest.raises(StoreError, match="lies outside its article"):
        restore(tmp_path / "kept", there, replace=True)
    ask_all(there)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index", "kept", "there"]
