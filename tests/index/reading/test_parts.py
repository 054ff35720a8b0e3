"""Texts that are too large, and texts that repeat."""

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import Article, CorpusError, Meter, Options, Remark
from onrecord.index.reading import Duplicates, jsonl, large, parts, plain, read_articles


@given(text=st.text("ab. \n", min_size=1, max_size=300))
def test_every_character_is_in_one_part(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LARGEST", 20)
        pieces = list(parts.parts(Article("a", text)))
    assert "".join("".join(one.text.split()) for one in pieces) == "".join(text.split())
    assert all(len(one.text) <= 20 or len(text) <= 20 for one in pieces)
    assert len({one.id for one in pieces}) == len(pieces)


def test_an_article_that_is_too_large_is_read_in_parts_and_said(tmp_path: Path) -> None:
    line = "Something was said about it by somebody.\n"
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"_id": "big", "text": line * 30_000}))
    told: list[Remark] = []
    read = list(
        read_articles([path], on_skip=lambda error: pytest.fail(str(error)), options=Options(tell=told.append))
    )
    assert [one.id for one in read] == ["big", "big#part2", "big#part3"]
    assert "".join(one.text for one in read) == line * 30_000
    assert [one.reason for one in told] == [
        "1,230,000 characters are too many for one article; read in 3 parts or more"
    ]


def _fail(error: CorpusError) -> None:
    pytest.fail(str(error))


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_progress_goes_by_what_was_handed_on_and_not_by_what_was_read_at_once(tmp_path: Path, name: str) -> None:
    """A file of one line is at its end before its first part is made."""
    text = "Something was said about it by somebody. " * 30_000
    (tmp_path / name).write_text(text if name == "a.txt" else json.dumps({"_id": "big", "text": text}))
    (tmp_path / "b.txt").write_text("Something else was said by somebody else.")
    meter = Meter()
    articles = read_articles(
        [tmp_path], on_skip=lambda error: pytest.fail(str(error)), options=Options(meter=meter)
    )
    seen = [meter.position / meter.total for _ in articles]
    assert [round(one, 1) for one in seen] == [0.4, 0.9, 1.0, 1.0]
    assert meter.position == meter.total


def test_progress_through_lines_never_goes_back(tmp_path: Path) -> None:
    lines = [json.dumps({"_id": str(n), "title": "A title", "text": "Words. " * n}) for n in range(1, 40)]
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text("\n".join(lines).replace('"_id": "', f'"_id": "{name}'))
    meter = Meter()
    articles = read_articles(
        [tmp_path], on_skip=lambda error: pytest.fail(str(error)), options=Options(meter=meter)
    )
    seen = [meter.position for _ in articles]
    assert len(seen) == 78
    assert seen == sorted(seen)
    assert 0 < seen[0] < seen[38] <= meter.total / 2 < seen[77] <= meter.total


HARD = ["“Yes”, they said. ", '\\ and " and / ', "😀", "\n", "漢字" * 5, "é", "a" * 30, "\ud800", "\t", "\u2028 "]


@pytest.mark.parametrize("ascii_", [True, False])
def test_a_large_line_is_read_as_json_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, ascii_: bool
) -> None:
    """Cut anywhere in its escapes and characters, it has the same text; and never is it decoded as a whole."""
    random = Random(7)
    for module, name, value in ((jsonl, "LARGE", 100), (large, "_PIECE", 64), (parts, "LARGEST", 40)):
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(large, "_LOOK_BACK", 40)
    for round_ in range(60):
        text = "".join(random.choices(HARD, k=random.randrange(20, 80)))
        record = {"title": 'A "text": "title"', "text": text, "metadata": {"source": "Post"}}
        record = {"_id": "a", **record} if round_ % 2 else {**record, "id": "a"}
        path = tmp_path / "a.jsonl"
        path.write_bytes(json.dumps(record, ensure_ascii=ascii_).encode("utf-8", "replace"))
        read = list(read_articles([path], on_skip=lambda error: pytest.fail(str(error))))
        told = json.loads(path.read_bytes())["text"].replace("\ud800", "\ufffd")
        assert [one.id for one in read] == ["a", *(f"a#part{n}" for n in range(2, len(read) + 1))]
        assert "".join("".join(one.text.split()) for one in read) == "".join(told.split())
        assert {(one.title, one.source) for one in read} == {('A "text": "title"', "Post")}


def test_a_large_line_that_is_broken_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LARGE", 100)
    good = json.dumps({"id": "good", "text": "It was said."}).encode()
    lines = [
        b'{"id": "a", "text": "' + b"word " * 40,
        b'{"id": "b", "text": "' + b"word " * 40 + b"\xff" + b'"}',
        b'{"id": "c", "text": "' + b"word " * 40 + b'\\x"}',
        b'{"id": "d", "text": "' + b" " * 400 + b'"}',
        b'{"text": "' + b"word " * 40 + b'"}',
        b'{"id": "e", "metadata": {"text": "' + b"word " * 40 + b'"}}',
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([good, *lines]))
    skipped: list[CorpusError] = []
    assert [one.id for one in read_articles([tmp_path / "a.jsonl"], on_skip=skipped.append)] == ["good"]
    assert [one.line for one in skipped] == [2, 3, 4, 5, 6, 7]
    assert "broken JSON or UTF-8 in its text" in skipped[1].reason
    assert skipped[3].reason == '"text" is empty'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_large_file_of_text_is_read_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    for module, name, value in ((plain, "LARGE", 500), (large, "_PIECE", 301), (parts, "LARGEST", 400)):
        monkeypatch.setattr(module, name, value)
    line = "“Så går det”, said Mr Åström about the ferry, and left.\n"
    (tmp_path / "a.txt").write_text("A headline\n\n" + line * 60, encoding=encoding)
    told: list[Remark] = []
    read = list(read_articles([tmp_path / "a.txt"], on_skip=pytest.fail, options=Options(tell=told.append)))  # type: ignore[arg-type]
    assert "".join(one.text for one in read) == line * 60
    assert {one.title for one in read} == {"A headline"}
    assert [one.id for one in read][:2] == ["a", "a#part2"]
    assert any("read in parts" in one.reason for one in told)
    assert any("read as windows-1252" in one.reason for one in told) == (encoding == "cp1252")


def test_repeats() -> None:
    found = Duplicates()
    wire = "\n".join(f"Paragraph {n} of a story that many papers have carried on that day." for n in range(10))
    assert not found.add(wire)
    assert found.add("LONDON (Wire)\n" + wire.upper())
    assert not found.add(
        wire.split("\n", 1)[0]
        + "\n"
        + "\n".join(f"Other words, line {n} of a story all its own." for n in range(9))
    )
    assert not found.add("Short.")
    assert not found.add("Short.")
    assert found.count == 1
