"""Files and folders: what is found, in which order, and what is passed over."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from onrecord.index import CorpusError
from onrecord.index.reading import read_articles
from onrecord.index.reading.folder import walk


def read(*paths: Path) -> tuple[list[str], list[str]]:
    skips: list[CorpusError] = []
    articles = read_articles(paths, on_skip=skips.append)
    return [article.id for article in articles], [str(skip) for skip in skips]


def write(folder: Path, names: Iterable[str]) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"This is the text of {name}.\n")


def records(path: Path, *ids: str | int, text: str = "Text.") -> None:
    path.write_text("".join(json.dumps({"_id": each, "text": text}) + "\n" for each in ids))


def test_a_folder_is_searched_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    write(tmp_path, ["b.txt", "a/2.md", "a/1.TXT", "a-b.txt", ".hidden.txt", ".git/c.txt", "d.mp4", "e"])
    records(tmp_path / "c.jsonl", "x", "w")
    assert read(tmp_path) == (["a/1", "a/2", "a-b", "b", "x", "w"], [])


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, ["a/b.txt"])
    assert read(tmp_path / "a" / "b.txt") == (["b"], [])


def test_links_out_and_to_folders_are_ignored(tmp_path: Path) -> None:
    write(tmp_path, ["in/a.txt", "out/secret.txt"])
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "in" / "self.txt").symlink_to(tmp_path / "in" / "self.txt")
    (tmp_path / "in" / "alias.txt").symlink_to(tmp_path / "in" / "a.txt")
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    assert read(tmp_path / "in") == (["a", "alias"], [])


def test_the_questions_of_a_dataset_are_one_report(tmp_path: Path) -> None:
    records(tmp_path / "articles.jsonl", "a", "b")
    records(tmp_path / "queries.jsonl", *range(1_000))
    ids, skips = read(tmp_path)
    assert ids == ["a", "b"]
    assert skips == [f"{tmp_path / 'queries.jsonl'}: not articles: it belongs to the dataset beside it"]


def test_a_bad_file_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ["a.txt", "c.txt"])
    (tmp_path / "b.txt").write_bytes(b"caf\xff\0\0\x01")
    (tmp_path / "d.txt").touch()
    ids, skips = read(tmp_path)
    assert ids == ["a", "c"]
    assert [skip.removeprefix(f"{tmp_path}/") for skip in skips] == [
        "b.txt: not UTF-8 (byte 0xFF in line 1), and no other encoding is likely; save the file as UTF-8",
        "d.txt: empty",
    ]


def test_of_two_articles_with_one_id_the_first_is_kept(tmp_path: Path) -> None:
    records(tmp_path / "a.jsonl", "x", 1, "x")
    records(tmp_path / "b.jsonl", "1", text="Other text.")
    ids, skips = read(tmp_path)
    assert ids == ["x", "1"]
    assert skips == [
        f"{tmp_path}/a.jsonl:3: duplicate of {tmp_path}/a.jsonl:1",
        f'{tmp_path}/b.jsonl:1: the id "1" is taken by {tmp_path}/a.jsonl:2; that one is kept',
    ]
    assert read(tmp_path, tmp_path)[0] == ids


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing", "no such file or folder"),
        ("a.mp4", "not of a kind that is read"),
        ("empty", "no articles found"),
    ],
)
def test_a_path_that_cannot_be_used_is_an_error_at_once(tmp_path: Path, name: str, reason: str) -> None:
    write(tmp_path, ["a.mp4", "empty/.hidden.txt", "empty/a.mp4"])
    skips: list[CorpusError] = []
    with pytest.raises(CorpusError, match=reason) as caught:
        read_articles([tmp_path / name], on_skip=skips.append)
    assert caught.value.path == tmp_path / name


def test_a_folder_of_files_without_an_article_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    skips: list[CorpusError] = []
    with pytest.raises(CorpusError, match="no articles found"):
        list(read_articles([tmp_path], on_skip=skips.append))
    assert [skip.reason for skip in skips] == ["empty"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_reported(tmp_path: Path) -> None:
    write(tmp_path, ["a.txt", "closed/b.txt", "c.txt", "d.jsonl"])
    for name in ("closed", "c.txt", "d.jsonl"):
        (tmp_path / name).chmod(0)
    try:
        ids, skips = read(tmp_path)
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert ids == ["a"]
    assert [skip.removeprefix(f"{tmp_path}/") for skip in skips] == [
        "closed: cannot be listed: Permission denied",
        "c.txt: cannot be read: Permission denied",
        "d.jsonl: cannot be read: Permission denied",
    ]


def test_a_folder_that_vanishes_is_reported(tmp_path: Path) -> None:
    skips: list[CorpusError] = []
    assert walk(tmp_path / "gone", skips.append, lambda _: None) == []
    assert [skip.reason for skip in skips] == ["cannot be listed: No such file or directory"]


def test_the_seeds(corpora: Path) -> None:
    ids, skips = read(corpora / "seeds")
    assert ids == ["000_892d4e875b567dd5", "004_8ab95ce7a6de65ac"]
    assert len(skips) == 1
    assert skips[0].startswith(f"{corpora / 'seeds' / 'questions.jsonl'}: not articles: a question")


@pytest.mark.parametrize(("name", "count"), [("multihoprag", 609), ("squad2", 1_216), ("polnear", 840)])
def test_real_corpora_are_read_whole(corpora: Path, name: str, count: int) -> None:
    ids, skips = read(corpora / name)
    assert len(ids) == count
    assert all("dataset beside it" in skip for skip in skips)
