"""Addresses of a Milvus: read, or refused in a line that holds no password."""

from pathlib import Path

import pytest

from onrecord.index import IndexNotFound, StoreError, is_address, open_store
from onrecord.index.milvus.address import read_address
from onrecord.index.milvus.layout import collections_of, tag_of


def test_an_address_is_told_from_a_folder(tmp_path: Path) -> None:
    assert is_address("http://localhost:19530")
    assert is_address("archive.db")
    assert is_address("archive.db#desk")
    assert not is_address("archive")
    assert not is_address(tmp_path)
    folder = tmp_path / "archive.db"
    folder.mkdir()
    (folder / "onrecord.db").touch()
    assert not is_address(folder)


def test_its_parts_are_read() -> None:
    found = read_address("https://jo:s%40cret@milvus.example.org/news#desk")
    assert found[:5] == ("https://milvus.example.org:443", "jo", "s@cret", "news", "desk")
    assert str(found) == "https://milvus.example.org:443/news#desk"
    assert read_address("http://[::1]:7").uri == "http://[::1]:7"
    assert (found.replicas, found.shards) == (1, 1)
    spread = read_address("http://localhost:7/news?replicas=2&shards=3#desk")
    assert (spread.replicas, spread.shards, spread.archive) == (2, 3, "desk")
    assert read_address("http://localhost").uri == "http://localhost:19530"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://jo:secret@host",
        "http://jo:secret@host/a-b",
        "http://jo:secret@host#1",
        "http://jo:secret@host?replicas=0",
        "http://jo:secret@host?a=1&shards=2",
        "http://secret:x@:1",
    ],
)
def test_what_is_none_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(StoreError) as caught:
        read_address(address)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    pytest.importorskip("pymilvus", reason="the extra milvus is not installed")
    with pytest.raises(IndexNotFound, match="is not there"):
        open_store(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_an_archive_s_collections_are_not_another_s() -> None:
    names = collections_of("onrecord", "r3_0123abcd1")
    assert {tag_of(name, "onrecord") for name in names} == {"r3_0123abcd1"}
    for other in collections_of("onrecord_r3", "r3_0123abcd1") + collections_of("other", "r3_0123abcd1"):
        assert tag_of(other, "onrecord") is None
    assert tag_of("onrecord_r3_0123abcd1_other", "onrecord") is None
