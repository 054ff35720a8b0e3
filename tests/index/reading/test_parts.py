"""Texts that are too large, and texts that repeat."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import Article, Options, Remark
from onrecord.index.reading import Duplicates, parts, read_articles


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
    path.write_text(json.dumps({"_id": "big", "text": line * 250_000}))
    told: list[Remark] = []
    read = list(
        read_articles([path], on_skip=lambda error: pytest.fail(str(error)), options=Options(tell=told.append))
    )
    assert [one.id for one in read] == ["big", "big#part2", "big#part3"]
    assert "".join(one.text for one in read) == line * 250_000
    assert [one.reason for one in told] == [
        "10,250,000 characters are too many for one article; read in 3 parts or more"
    ]


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
