"""Who said what, on the command line: statements with their spans, and those who made them."""

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.index import Index

from .conftest import Onrecord


def listed(onrecord: Onrecord, sample_index: Path, *arguments: object) -> list[dict[str, Any]]:
    done = onrecord("said", *arguments, "--index", sample_index, "--json")
    assert done.returncode == 0, done.stderr
    statements = json.loads(done.stdout)["statements"]
    assert isinstance(statements, list)
    return statements


def asked(onrecord: Onrecord, sample_index: Path, question: str, *more: str) -> dict[str, Any]:
    answer = json.loads(onrecord("ask", question, *more, "--index", sample_index, "--json").stdout)
    assert isinstance(answer, dict)
    return answer


def test_statements_are_the_speakers_own_and_stand_in_their_articles(
    onrecord: Onrecord, sample_index: Path
) -> None:
    statements = listed(onrecord, sample_index, "--by", "Putin", "--about", "Tomahawks")
    assert [one["n"] for one in statements] == list(range(1, len(statements) + 1))
    assert any("new stage of escalation" in one["quote"] for one in statements)
    index = Index.open(sample_index)
    for one in statements:
        article = index.article(one["article"]["id"])
        assert article is not None
        assert article.text[one["start"] : one["end"]] == one["quote"]
        assert one["speaker"]["name"].endswith("Putin")
        assert one["kind"] in {"direct", "mixed", "indirect"}
        pieces = one["content"]
        assert (pieces[0]["start"], pieces[-1]["end"]) == (one["start"], one["end"])
        assert all(article.text[piece["start"] : piece["end"]] == piece["text"] for piece in pieces)
        assert all(set(other) == set(one["article"]) for other in one["also"])
    index.close()


def test_statements_are_filtered_and_ordered(onrecord: Onrecord, sample_index: Path) -> None:
    trump = ("--by", "Donald Trump")
    every = listed(onrecord, sample_index, *trump)
    days = [one["article"]["published"] for one in every]
    assert days == sorted(days, reverse=True)
    assert len(listed(onrecord, sample_index, *trump, "-k", 2)) == 2
    few = listed(onrecord, sample_index, *trump, "--since", "2025-10-10", "--until", "2025-10-20")
    assert 0 < len(few) < len(every)
    assert all("2025-10-10" <= one["article"]["published"][:10] <= "2025-10-20" for one in few)
    outlet = listed(onrecord, sample_index, *trump, "--source", "meridian post")
    assert {one["article"]["source"] for one in outlet} == {"Meridian Post"}
    author = outlet[0]["article"]["author"]
    byline = listed(onrecord, sample_index, *trump, "--author", author)
    assert {one["article"]["author"] for one in byline} == {author}
    assert listed(onrecord, sample_index, *trump, "--language", "de") == []
    newest = listed(onrecord, sample_index, *trump, "--about", "Tomahawks", "--newest")
    days = [one["article"]["published"] for one in newest]
    assert days == sorted(days, reverse=True)


def test_a_timeline_is_oldest_first(onrecord: Onrecord, sample_index: Path) -> None:
    arguments = ("--by", "Trump", "--about", "Tomahawks", "--timeline")
    days = [one["article"]["published"] for one in listed(onrecord, sample_index, *arguments)]
    assert len(set(days)) > 2
    assert days == sorted(days)
    lines = onrecord("said", *arguments, "--index", sample_index).stdout.splitlines()
    assert lines[0] == "October 2025"
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)


def test_statements_are_printed_with_who_and_where(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("said", "--by", "Peskov", "--about", "Tomahawks", "--index", sample_index)
    assert done.stdout.startswith("1. ")
    assert "— Dmitry Peskov, Kremlin spokesman · " in done.stdout
    assert "carried by 3 outlets: " in done.stdout
    assert done.stderr == ""
    none = onrecord("said", "--by", "Peskov", "--until", "1999-12-31", "--index", sample_index)
    assert none.stdout == "No article of this corpus is let through by the filters.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "say whose statements"),
        (("--by", " "), 2, "say whose statements"),
        (("--by", "Obama"), 1, "nobody called Obama"),
        (("--by", "Putin", "-k", "0"), 2, "0 is not in the range"),
        (("--about", "war", "--since", "soon"), 1, "'soon' is not a day"),
    ],
)
def test_what_cannot_be_listed_is_said(
    onrecord: Onrecord, sample_index: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = onrecord("said", *arguments, "--index", sample_index)
    assert done.returncode == code
    assert done.stdout == ""
    assert said in done.stderr


def test_speakers_are_listed_with_names_and_roles(onrecord: Onrecord, sample_index: Path) -> None:
    told = json.loads(onrecord("speakers", "--index", sample_index, "-k", 5, "--json").stdout)
    assert len(told["speakers"]) == 5 < told["total"]
    counts = [one["statements"] for one in told["speakers"]]
    assert counts == sorted(counts, reverse=True)
    alike = json.loads(onrecord("speakers", "--like", "Zelensky", "--index", sample_index, "--json").stdout)
    first = alike["speakers"][0]
    assert {"Volodymyr Zelenskyy", "Volodymyr Zelenskiy"} <= set(first["names"])
    assert first["roles"]["President"] > 0
    shown = onrecord("speakers", "--like", "Peskov", "--index", sample_index).stdout
    assert "Dmitry Peskov · Kremlin spokesman (" in shown


def test_a_speaker_counts_what_is_listed_and_its_repeats(
    onrecord: Onrecord, sample_index: Path, client: TestClient
) -> None:
    told = client.get("/v1/speakers", params={"k": 200}).json()["speakers"]
    repeated = 0
    for one in told:
        listed = client.get("/v1/statements", params={"by": one["name"], "k": 200}).json()["statements"]
        assert one["statements"] == sum(1 + len(said.get("also", ())) for said in listed), one["name"]
        repeated += one["statements"] > len(listed)
    assert repeated
    listed = client.get("/v1/statements", params={"by": "Dmitry Peskov"}).json()["total"]
    [peskov] = [one["statements"] for one in told if one["name"] == "Dmitry Peskov"]
    shown = onrecord("said", "--by", "Peskov", "--index", sample_index).stdout
    assert f"{listed} statements in {peskov} places: " in shown
    assert " places: " not in onrecord("said", "--by", "Ines Carrow", "--index", sample_index).stdout
    assert "onrecord said" in onrecord("speakers", "--help").stdout


def test_a_refusal_tells_a_stranger_from_a_silent_speaker(onrecord: Onrecord, sample_index: Path) -> None:
    stranger = asked(onrecord, sample_index, "what did Obama say about Tomahawks")
    assert (stranger["answered"], stranger["refusal"]) == (False, "unknown_speaker")
    assert "Obama" in stranger["reason"]
    assert stranger["citations"] == stranger["instead"] == []
    assert stranger["others"]
    assert all(one["speaker"]["name"] != "Obama" for one in stranger["others"])
    silent = asked(onrecord, sample_index, "what did Putin say about football")
    assert (silent["answered"], silent["refusal"]) == (False, "nothing_on_topic")
    assert silent["citations"] == []
    assert {one["speaker"]["name"] for one in silent["instead"]} == {"Vladimir Putin"}
    shown = onrecord("ask", "what did Obama say about Tomahawks", "--index", sample_index).stdout
    assert "Others said (not an answer to the question):\n1. " in shown
    assert "[1]" not in shown
    assert "probable" not in shown
    shown = onrecord("ask", "what did Putin say about football", "--index", sample_index).stdout
    assert "Closest, may not answer:\n1. " in shown
    assert "probable that this answers" in shown


def test_an_answer_tells_who_spoke_and_how(onrecord: Onrecord, sample_index: Path) -> None:
    answer = asked(onrecord, sample_index, "what did Zelensky say about Tomahawks")
    assert answer["refusal"] is None
    assert all("Zelensk" in one["speaker"]["name"] for one in answer["citations"])
    shown = onrecord("ask", "what did Zelensky say about Tomahawks", "--index", sample_index).stdout
    assert "— Volodymyr Zelenskyy · " in shown
    assert ", direct quote" in shown


def test_other_spellings_are_searched_and_told(onrecord: Onrecord, sample_index: Path) -> None:
    question = "what did Zelensky say about Tomahawks"
    assert asked(onrecord, sample_index, question)["also_searched"] == {"Zelensky": ["Zelenskyy", "Zelenskiy"]}
    assert "also searched: Zelenskyy, Zelenskiy\n" in onrecord("ask", question, "--index", sample_index).stdout
    assert asked(onrecord, sample_index, question, "--no-spellings")["also_searched"] == {}


def test_a_search_tells_other_spellings_too(onrecord: Onrecord, sample_index: Path) -> None:
    command = ("search", "Zelensky missiles", "--index", sample_index)
    found = json.loads(onrecord(*command, "--json").stdout)
    assert found["also_searched"] == {"Zelensky": ["Zelenskyy", "Zelenskiy"]}
    assert "also searched: Zelenskyy, Zelenskiy\n" in onrecord(*command).stdout
    assert "also searched" not in onrecord(*command, "--no-spellings").stdout


def test_search_finds_only_what_is_typed_where_told_so(onrecord: Onrecord, sample_index: Path) -> None:
    def hits(*more: str) -> list[dict[str, Any]]:
        found = json.loads(onrecord("search", "Kiev", "-k", 30, "--index", sample_index, "--json", *more).stdout)
        assert isinstance(found["hits"], list)
        return found["hits"]

    with_spellings, without = hits(), hits("--no-spellings")
    assert [hit["text"] for hit in with_spellings] != [hit["text"] for hit in without]
    assert any("Kyiv" in hit["text"] for hit in with_spellings[:10])


def test_a_story_that_many_carry_is_one_hit(onrecord: Onrecord, sample_index: Path) -> None:
    arguments = ("search", "Peskov extreme concern Tomahawks", "--index", sample_index)
    first = json.loads(onrecord(*arguments, "--json").stdout)["hits"][0]
    outlets = {first["article"]["source"], *(one["source"] for one in first["also"])}
    assert outlets == {"Continental Wire", "Harbour Gazette", "The Northern Ledger"}
    assert "also in: " in onrecord(*arguments).stdout


@pytest.mark.parametrize("command", ["search", "ask"])
def test_filters_hold_for_every_hit(onrecord: Onrecord, sample_index: Path, command: str) -> None:
    def articles(*filters: str) -> list[dict[str, Any]]:
        done = onrecord(command, "Tomahawk missiles", "--index", sample_index, "--json", *filters)
        answer = json.loads(done.stdout)
        found = [*answer["hits"], *answer.get("citations", [])]
        return [article for one in found for article in (one["article"], *one.get("also", []))]

    assert {one["source"] for one in articles("--source", "meridian post")} == {"Meridian Post"}
    byline = articles("--author", "Helen Priddy")
    assert {one["author"] for one in byline} == {"Helen Priddy"}
    dated = articles("--since", "2025-10-05", "--until", "2025-10-08")
    assert dated
    assert all("2025-10-05" <= one["published"][:10] <= "2025-10-08" for one in dated)


def test_only_one_language_is_heard(onrecord: Onrecord, tmp_path: Path) -> None:
    texts = {
        "en": "The mayor, Ada Brook, said on Monday that the bridge over the river was safe.",
        "de": "Die Brücke hält.",
    }
    articles = [{"id": code, "text": text, "language": code} for code, text in texts.items()]
    corpus = tmp_path / "articles.jsonl"
    corpus.write_text("\n".join(map(json.dumps, articles)))
    assert onrecord("index", corpus, "--index", "made").returncode == 0
    for code in texts:
        for command in (("search", "bridge"), ("ask", "what did Brook say about the bridge")):
            answer = json.loads(onrecord(*command, "--index", "made", "--language", code, "--json").stdout)
            assert [hit["article"]["id"] for hit in answer["hits"]] == [code]
            assert all(one["article"]["id"] == code for one in answer.get("citations", []))
    brook = ("--by", "Ada Brook", "--language")
    assert len(listed(onrecord, tmp_path / "made", *brook, "en")) == 1
    assert listed(onrecord, tmp_path / "made", *brook, "de") == []


def test_what_changed_stands_side_by_side_over_http(client: TestClient) -> None:
    found = client.get("/v1/compare", params={"by": "Saoirse Vandenberg", "k": 2}).json()
    assert (found["by"], found["about"]) == ("Saoirse Vandenberg", None)
    first = found["pairs"][0]
    assert (first["days"], sorted(first["denied"]), first["opposed"]) == (55, ["charges", "parking"], False)
    assert first["earlier"]["article"]["published"] < first["later"]["article"]["published"]
    sides = [pair[side] for pair in found["pairs"] for side in ("earlier", "later")]
    assert [one["n"] for one in sides] == list(range(1, len(sides) + 1))
    for one in sides:
        text = client.get(f"/v1/articles/{one['article']['id']}").json()["text"]
        assert text[one["start"] : one["end"]] == one["quote"]
        assert one["speaker"]["name"] == "Saoirse Vandenberg"
    for wrong in ("", "by=", "by=Nobody+Atall", "by=Putin&k=0", "by=Putin&since=May", "by=Putin&by=Trump"):
        assert client.get(f"/v1/compare?{wrong}").status_code == 422, wrong
