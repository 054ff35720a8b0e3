"""Quotations checked against the sample archive, by command and over HTTP."""

from __future__ import annotations

import json
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.search import Engine

from .conftest import Onrecord

QUOTE = "There are no such things as sanctuaries"


def test_words_to_the_character_with_their_speaker(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("check", QUOTE, "--index", sample_index, "--json")
    assert done.returncode == 0
    (check,) = json.loads(done.stdout)["checks"]
    assert check["level"] == "verbatim"
    assert check["places"][0]["speaker"]["name"] == "Keith Kellogg"
    shown = onrecord("check", QUOTE, "--index", sample_index).stdout
    assert "Word for word" in shown
    assert "Kellogg" in shown


def test_a_changed_quotation_is_shown_with_its_changes(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("check", "There are such things as safe sanctuaries", "--index", sample_index)
    assert done.returncode == 1
    assert "Not word for word" in done.stdout
    assert "left out of the quotation: “no”" in done.stdout
    assert "not in the article: “safe”" in done.stdout
    done = onrecord("check", "very serious, if not underwhelming", "--index", sample_index)
    assert "the quotation has “underwhelming”, the article “overwhelming”" in done.stdout


def test_marks_that_differ_change_no_word(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("check", "very serious — if not: overwhelming", "--index", sample_index)
    assert "The same words" in done.stdout
    assert done.returncode == 0


def test_what_the_writer_sets_between_words_changes_none(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("check", "The people have spoken, if rather quietly.", "--index", sample_index, "--json")
    assert done.returncode == 0
    (check,) = json.loads(done.stdout)["checks"]
    assert check["level"] == "same_words"
    assert check["places"][0]["speaker"]["name"] == "Rufus Okonjo"
    done = onrecord("check", "The people have shouted, if rather quietly.", "--index", sample_index)
    assert done.returncode == 1


def test_the_writers_own_words_are_nobodys(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("check", "flies lower than many church towers", "--index", sample_index)
    assert "Word for word" in done.stdout
    assert "perhaps the writer's own words" in done.stdout


def test_lines_are_read_and_absent_ones_said(onrecord: Onrecord, sample_index: Path) -> None:
    lines = f"{QUOTE}\n\nPenguins have voted for a longer summer in the northern parliament\n"
    done = onrecord("check", "-", "--index", sample_index, "--json", stdin=lines)
    assert done.returncode == 1
    assert [one["level"] for one in json.loads(done.stdout)["checks"]] == ["verbatim", "absent"]


def test_what_comes_nearest_to_an_absent_one_is_shown_with_what_differs(
    onrecord: Onrecord, sample_index: Path
) -> None:
    done = onrecord("check", "I liked therefore", "--index", sample_index)
    assert done.returncode == 1
    assert "Not in this archive" in done.stdout
    assert "What comes nearest" in done.stdout
    assert "the quotation has “therefore”, the article “him”" in done.stdout
    done = onrecord("check", "I liked therefore", "--index", sample_index, "--json")
    (check,) = json.loads(done.stdout)["checks"]
    assert check["level"] == "absent"
    assert check["places"] == []
    assert check["nearest"][0]["pieces"][0]["text"] == "I liked him"


def test_nothing_to_check_and_no_file_are_one_line(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("check", "--index", sample_index)
    assert done.returncode == 2
    assert "give a quotation" in done.stderr
    done = onrecord("check", "--file", "nowhere.txt", "--index", sample_index)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "nowhere.txt" in done.stderr


def test_over_http(client: TestClient) -> None:
    found = client.post("/check", json={"quote": f"“{QUOTE.upper()}”"}).json()
    assert found["level"] == "same_words"
    place = found["places"][0]
    text = client.get(f"/articles/{place['article']['id']}").json()["text"]
    for piece in place["pieces"]:
        assert text[piece["start"] : piece["end"]] == piece["text"]
    assert client.post("/check", json={"quote": " "}).status_code == 422
    assert client.post("/check", json={"quote": "x" * 2001}).status_code == 422


def test_filters_hold(sample_index: Path) -> None:
    engine = Engine.open(sample_index)
    try:
        found = engine.check(QUOTE)
        assert found.places
        from onrecord.search import Filters

        assert engine.check(QUOTE, filters=Filters(since="2031-01-01")).level == "absent"
    finally:
        engine.close()
