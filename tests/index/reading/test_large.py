"""Files of many megabytes are read an article at a time; what cannot be is said in a line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import Article, CorpusError, Options, Remark, read_articles
from onrecord.index.reading import jsonfile, jsonlist, table
from onrecord.index.reading.jsonlist import BrokenJsonError, elements, list_start

TEXT = "The ferry, said the “captain”, is 😀 late. "


def read(path: Path) -> tuple[list[Article], list[str], list[Remark]]:
    skipped: list[CorpusError] = []
    told: list[Remark] = []
    found = list(read_articles([path], on_skip=skipped.append, options=Options(tell=told.append)))
    return found, [str(one) for one in skipped], told


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is large."""
    for module in (jsonfile, jsonlist):
        monkeypatch.setattr(module, "LARGE", 64)
    monkeypatch.setattr(jsonlist, "_WINDOW", 16)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(
    every=st.lists(VALUES, max_size=8), ascii_=st.booleans(), indent=st.sampled_from([None, 1]),
    window=st.integers(1, 40), large=st.integers(1, 200),
)  # fmt: skip
def test_the_elements_are_those_of_the_whole(
    every: list[object],
    ascii_: bool,  # noqa: FBT001
    indent: int | None,
    window: int,
    large: int,
) -> None:
    data = json.dumps(every, ensure_ascii=ascii_, indent=indent).encode("utf-8", "replace")
    start = list_start(data, ())
    assert start is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jsonlist, "_WINDOW", window)
        patch.setattr(jsonlist, "LARGE", large)
        found = [json.loads(one.raw) if one.raw else one.value for one in elements(data, start)]
    assert found == json.loads(data)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b' [{"a": 1}]', 2),
        (b'{"count": 2, "note": "a \\" [ \\\\", "articles": [', 47),
        (b'{"inner": {"articles": [1]}, "items" :\n [', 41),
        (b'{"articles": {"a": []}}', None),
        (b'{"text": "articles: ["}', None),
        (b'"articles"', None),
    ],
)
def test_the_list_is_found(data: bytes, found: int | None) -> None:
    assert list_start(data, ("articles", "items")) == found


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("before", ["[", '{"total": 60, "articles": ['])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_large_list(tmp_path: Path, before: str, encoding: str) -> None:
    articles = [{"title": f"Story {number}", "text": TEXT * number} for number in range(1, 60)]
    articles[5]["id"] = "own"
    file = tmp_path / "many.json"
    whole = before + json.dumps(articles, ensure_ascii=False)[1:] + ("}" if len(before) > 1 else "")
    file.write_text(whole, encoding=encoding)
    found, skipped, _ = read(file)
    assert [one.text for one in found] == [one["text"] for one in articles]
    assert [found[0].id, found[5].id] == ["many#1", "own"]
    assert skipped == []


@pytest.mark.usefixtures("small")
def test_what_stands_before_a_fault_is_read(tmp_path: Path) -> None:
    file = tmp_path / "cut.json"
    whole = json.dumps([{"text": TEXT}, 17, {"text": ""}, {"text": TEXT}, {"text": TEXT}], indent=1)
    file.write_text(whole[: whole.rindex("late")])
    found, skipped, _ = read(file)
    assert [one.id for one in found] == ["cut#1", "cut#4"]
    assert skipped == [
        f"{file}:2: not an object; an article is expected",
        f'{file}:3: "text" is empty',
        f"{file}:12: broken JSON: an element without an end",
    ]


@pytest.mark.usefixtures("small")
def test_a_large_article_alone_and_a_list_of_something_else(tmp_path: Path) -> None:
    alone, other = tmp_path / "alone.json", tmp_path / "other.json"
    alone.write_text(json.dumps({"title": "T", "text": TEXT * 9}, indent=1))
    other.write_text(json.dumps([{"name": "x" * 20}] * 300))
    found, skipped, _ = read(alone)
    assert [(one.id, one.text, skipped) for one in found] == [("alone", TEXT * 9, [])]
    found, skipped, _ = read(other)
    assert found == []
    assert skipped[0] == f'{other}: not articles: neither an object with "text" nor a list of them'


def test_no_element_without_an_end() -> None:
    with pytest.raises(BrokenJsonError, match="nested too deeply"):
        list(elements(b"[" * 100_000, 1))


def test_an_encoding_that_shows_late_in_a_table(tmp_path: Path) -> None:
    file = tmp_path / "late.csv"
    english = [("id", "text"), *((f"{number}", "The ferry is late. " * 9) for number in range(900))]
    german = [(f"x{number}", f"Müller sagte, die {number}. Fähre für Gäste käme später.") for number in range(200)]
    rows = io.StringIO()
    csv.writer(rows).writerows(english + german)
    file.write_bytes(rows.getvalue().encode("cp1252"))
    found, skipped, told = read(file)
    assert [one.text for one in found[-200:]] == [text for _, text in german]
    assert skipped == []
    assert "not UTF-8; read as" in str(told[0])


def test_a_quote_mark_that_is_never_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_LONGEST", 10_000)
    file = tmp_path / "open.csv"
    file.write_text('id,text\n1,The ferry is late.\n2,"It sank.\n' + "3,No.\n" * 2_000)
    found, skipped, _ = read(file)
    assert [one.id for one in found] == ["1"]
    [reason] = skipped
    assert reason.startswith(f"{file}:3: a field of more than 10,000 characters; is a quote mark missing")
