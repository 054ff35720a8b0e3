"""JSON Lines: good lines are read whatever stands between them."""

import json
import tracemalloc
from pathlib import Path

import pytest

from onrecord.index import Article, CorpusError
from onrecord.index.reading import jsonl
from onrecord.index.reading.inputs import Options, of_file
from onrecord.index.reading.jsonl import read_jsonl


def read(path: Path, content: bytes | str) -> tuple[list[Article], list[str]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    skips: list[CorpusError] = []
    articles = [article for _, article in read_jsonl(of_file(path, Path(path.name)), skips.append, Options())]
    assert all(skip.path == path for skip in skips)
    return articles, [str(skip).removeprefix(str(path)) for skip in skips]


def line(number: int) -> str:
    return json.dumps({"_id": f"a{number}", "text": f"Text {number}."})


def test_an_id_that_is_null_is_none(tmp_path: Path) -> None:
    lines = [
        b'{"id": null, "title": "One", "text": "It rains."}',
        b'{"_id": null, "id": "b", "title": "Two", "text": "It pours."}',
        b'{"id": 0, "title": "Three", "text": "It hails.", "byline": "Ann Low"}',
    ]
    articles, skips = read(tmp_path / "a.jsonl", b"\n".join(lines))
    assert [article.id for article in articles] == ["a#1", "b", "0"]
    assert articles[2].author == "Ann Low"
    assert not skips


def test_what_states_no_id_goes_by_its_file_and_line(tmp_path: Path) -> None:
    lines = [
        b'{"title": "One", "text": "It rains."}',
        line(2).encode(),
        b'{"title": "Three", "text": "It pours."}',
    ]
    articles, skips = read(tmp_path / "a.jsonl", b"\n".join(lines))
    assert [article.id for article in articles] == ["a#1", "a2", "a#3"]
    assert not skips


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b'{"_id": "x", "text": ', "broken JSON: Expecting value at column 22"),
        (b"[" * 100_000, "broken JSON: a number too long, or nested too deeply"),
        (b'{"_id": ' + b"1" * 5_000 + b"}", "broken JSON: a number too long, or nested too deeply"),
        (b"[1, 2]", "not an object; one article a line is expected"),
        (b'{"_id": "x"}', 'neither "text" nor "title"'),
        (b'{"_id": "x", "title": "T"}', 'no "text"'),
        (b'{"_id": "x", "text": 4}', '"text" is not a string'),
        (b'{"text": "T"}', 'no "_id" or "id"'),
        (b'{"_id": "x", "text": "T", "answerable": true}', 'a question (it has "answerable"), not an article'),
        (b'{"_id": "caf\xe9"}', "not UTF-8: byte 0xE9 at column 13; save the file as UTF-8"),
    ],
)
def test_a_bad_line_is_one_report_and_all_others_are_read(tmp_path: Path, bad: bytes, reason: str) -> None:
    lines = [line(number).encode() for number in range(1, 10)]
    lines[6] = bad
    articles, skips = read(tmp_path / "a.jsonl", b"\n".join(lines))
    assert [article.id for article in articles] == ["a1", "a2", "a3", "a4", "a5", "a6", "a8", "a9"]
    assert skips == [f":7: {reason}"]


def test_bad_lines_before_the_first_article_are_reported_too(tmp_path: Path) -> None:
    articles, skips = read(tmp_path / "a.jsonl", '{"_id": "x"}\nnonsense\n' + line(3))
    assert [article.id for article in articles] == ["a3"]
    assert [skip[:3] for skip in skips] == [":1:", ":2:"]


def test_bom_blank_lines_and_line_endings(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + f"{line(1)}\r\n\r\n  \n{line(2)}\n\n".encode()
    articles, skips = read(tmp_path / "a.jsonl", content)
    assert [article.text for article in articles] == ["Text 1.", "Text 2."]
    assert skips == []


def test_line_separators_in_a_text_do_not_end_the_line(tmp_path: Path) -> None:
    text = "a\u2028b\x85c\r\n\ud83d\ude00 \ud800"
    record = json.dumps({"id": 1, "text": text})
    plain = json.dumps({"id": 2, "text": "a\u2028b\x85c"}, ensure_ascii=False)
    articles, skips = read(tmp_path / "a.jsonl", f"{record}\n{plain}")
    assert [article.text for article in articles] == ["a\u2028b\x85c\r\n😀 \ufffd", "a\u2028b\x85c"]
    assert skips == []


@pytest.mark.parametrize(
    ("content", "report"),
    [
        ("", ": empty"),
        ("\n \n", ": empty"),
        ('{"_id": "q", "text": "Who?", "answers": []}\n' * 500, ': not articles: a question (it has "answers")'),
        ('{"_id": "q", "text": "Who?", "evidence": []}', ': not articles: a question (it has "evidence")'),
        ('{"article_id": "x", "cue": "said"}\n' * 500, ': not articles: neither "text" nor "title"'),
        ('{"article_id": "x", "cue": "said"}\n', ': not articles: neither "text" nor "title"'),
        ('[\n{"id": 1,\n"text": "T"}\n]', ": not articles: not JSON Lines"),
        ("nonsense\n" * 500, ": not articles: the first 100 lines cannot be read; line 1: broken JSON"),
    ],
)
def test_a_file_of_something_else_is_one_report(tmp_path: Path, content: str | bytes, report: str) -> None:
    articles, skips = read(tmp_path / "a.jsonl", content)
    assert articles == []
    assert len(skips) == 1
    assert skips[0].startswith(report)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_encodings_of_unicode_are_read(tmp_path: Path, encoding: str) -> None:
    lines = [json.dumps({"id": n, "text": f"“Så {n}” 😀\u2028\n"}, ensure_ascii=False) for n in range(2_000)]
    articles, skips = read(
        tmp_path / "a.jsonl", "\r\n".join([*lines[:5], "", "nonsense", *lines[5:]]).encode(encoding)
    )
    assert [one.text for one in articles] == [f"“Så {n}” 😀\u2028\n" for n in range(2_000)]
    assert [skip[:3] for skip in skips] == [":7:"]


def test_a_line_of_broken_utf_16_alone_is_passed_over(tmp_path: Path) -> None:
    first, second = ('{"id": %d, "text": "T"}\n' % n for n in (1, 2))  # noqa: UP031
    broken = '{"id": 3, "text": "'.encode("utf-16-le") + b"\x00\xdc" + '"}\n'.encode("utf-16-le")
    articles, skips = read(
        tmp_path / "a.jsonl", first.encode("utf-16") + broken + second.encode("utf-16-le") + b"\x00"
    )
    assert [one.id for one in articles] == ["1", "2"]
    assert [skip[:13] for skip in skips] == [":2: not UTF-8"]


def test_a_few_broken_lines_alone_are_each_reported(tmp_path: Path) -> None:
    articles, skips = read(tmp_path / "a.jsonl", 'nonsense\n{"_id": "x", "title": "T"}')
    assert articles == []
    assert [skip[:3] for skip in skips] == [":1:", ":2:"]


def test_a_line_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 64)
    long = json.dumps({"_id": "long", "text": "x" * 1_000})
    articles, skips = read(tmp_path / "a.jsonl", f"{line(1)}\n{long}\n{line(3)}")
    assert [article.id for article in articles] == ["a1", "a3"]
    assert skips == [":2: longer than 0 MiB"]


def test_reads_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{line(number)}\n" for number in range(20_000)))
    skips: list[CorpusError] = []
    tracemalloc.start()
    count = sum(1 for _ in read_jsonl(of_file(path, Path(path.name)), skips.append, Options()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < path.stat().st_size / 4
