"""Syntax, sides, capitals, and words that search used to lose, over articles with the real models."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import Article, QueryError, open_writer
from onrecord.search import Engine

ARTICLES = [
    Article(
        "stage",
        "The actor stepped forward. “To be or not to be,” he began, and the lamps went out.\n\n"
        "There the evening ended.",
        "A dark night at the theatre",
        source="Orlo Post",
        published="2025-03-01",
    ),
    Article(
        "tram",
        "“The tram will ruin the harbour,” said Mayor Jane Roe. “I oppose it.”\n\n"
        "“I support the tram, whatever Jane Roe says,” said Kim Doe, the ferryman.",
        "Tram divides the town",
        source="Vessel News",
        published="2025-04-02",
    ),
    Article(
        "jets",
        "Two F-16 jets crossed the harbour on Monday.\n\nThe tram stood still, and nobody knew why it did.",
        "Jets over the harbour",
        source="Orlo Post",
        published="2025-05-03",
    ),
    Article(
        "count",
        "Of the votes in the east ward 1,250 were counted twice, a clerk found.",
        "Votes counted twice",
        source="Vessel News",
        published="2025-02-04",
    ),
    Article(
        "dear",
        "“The new quay costs $700m and not a cent more,” said Kim Doe. A builder was fined £3,000 for the old.",
        "Quay is dear",
        source="Vessel News",
        published="2025-02-06",
    ),
    Article(
        "hafen",
        "Der Bürgermeister sagte am Montag, die Stadt werde die neue Brücke über den Hafen nicht bezahlen können.",
        "Streit um die Brücke",
        source="Hafenbote",
        published="2025-05-04",
        language="de",
    ),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("finding") / "index"
    with open_writer(folder) as writer:
        list(writer.add(ARTICLES))
        writer.publish()
    engine = Engine.open(folder)
    yield engine
    engine.close()


def found(engine: Engine, query: str) -> list[str]:
    return [hit.passage.article.id for hit in engine.search(query)]


def test_stop_words_alone_are_found(engine: Engine) -> None:
    assert found(engine, "to be or not to be") == ["stage"]
    assert found(engine, '"to be or not to be"') == ["stage"]


def test_a_phrase_of_common_words_is_found_wherever_it_stands_and_cited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.search.retrieval.narrowing._MOST_READ", 3)
    said = [f"“What it costs is known, and what it earned in week {n} is not,” Jane Roe said." for n in range(9)]
    said.append("The council met late. “It is what it is, and we sail on,” Jane Roe said of what was left.")
    with open_writer(tmp_path / "index") as writer:
        list(writer.add(Article(f"a{n}", text) for n, text in enumerate(said)))
        writer.publish()
    engine = Engine.open(tmp_path / "index")
    for query in ('"it is what it is"', "it is what it is"):
        assert found(engine, query) == ["a9"]
    for query in ('"it is what it is"', '"it is what it is" council'):
        answer = engine.ask(query)
        assert all("is what it is" in one.quote for one in [*answer.citations, *answer.closest])
    engine.close()


def test_a_number_is_found_by_what_holds_it(engine: Engine) -> None:
    assert found(engine, "1,250")[0] == "count"
    assert found(engine, "1,250 jets")[0] == "count"


def test_amounts_are_found_however_they_are_written(engine: Engine) -> None:
    for asked, quote in (
        ("What did Kim Doe say about $700 million?", "costs $700m"),
        ("What did Kim Doe say about $700m?", "costs $700m"),
        ("Who was fined £3k?", "fined £3,000"),
    ):
        answer = engine.ask(asked)
        assert answer.answered, asked
        assert quote in answer.citations[0].quote


def test_syntax_bounds_what_is_found(engine: Engine) -> None:
    assert set(found(engine, "tram harbour")) >= {"tram", "jets"}
    assert "jets" not in found(engine, "tram harbour -jets")
    assert set(found(engine, 'tram harbour source:"Orlo Post"')) <= {"jets", "stage"}
    assert set(found(engine, "harbour since:2025-05")) <= {"jets", "hafen"}
    assert set(found(engine, 'harbour "F-16 jets"')) == {"jets"}
    assert found(engine, 'harbour "F-160 jets"') == []
    assert set(found(engine, 'tram by:"Jane Roe"')) == {"tram"}
    with pytest.raises(QueryError, match="2025-13"):
        engine.search("tram since:2025-13")


def test_what_is_near_by_meaning_alone_is_told(engine: Engine) -> None:
    assert engine.search("zzzqq").by_meaning
    assert not engine.search("zzzqq tram").by_meaning


def test_syntax_that_nothing_meets_is_told(engine: Engine) -> None:
    for question, reason in (
        ('tram by:"Ada Holm"', "Nobody called Ada Holm"),
        ("tram source:Nowhere", "no outlet called Nowhere"),
        ('tram source:"Orlo Poost"', "did you mean Orlo Post?"),
        ('"green tram" harbour', "green tram"),
    ):
        answer = engine.ask(question)
        assert not answer.answered
        assert reason in (answer.reason or "")


def test_by_asks_for_their_words(engine: Engine) -> None:
    cited = engine.ask('the tram by:"Jane Roe"').citations
    assert {one.statement.speaker for one in cited if one.statement is not None} <= {"Jane Roe"}


def test_by_alone_asks_for_whatever_they_said_there(engine: Engine) -> None:
    answer = engine.ask('by:"Jane Roe" source:"vessel news"')
    assert answer.answered
    assert {one.statement.speaker for one in answer.citations if one.statement is not None} == {"Jane Roe"}
    assert (answer.understood.speaker, answer.understood.topic) == ("Jane Roe", None)
    assert answer.understood.outlets == ("Vessel News",)
    assert found(engine, 'by:"Jane Roe"') == ["tram"]
    assert not engine.ask('by:"Jane Roe" source:"Orlo Post"').answered
    assert not engine.ask('by:"Jane Roe" -tram').answered
    assert "no words" in (engine.ask('source:"Orlo Post"').reason or "")
    stranger = engine.ask('by:"Ada Holm" source:"Vessel News"')
    assert "Nobody called Ada Holm" in (stranger.reason or "")


def test_who_disagrees_with_somebody_is_another(engine: Engine) -> None:
    answer = engine.ask("Who disagrees with Jane Roe?")
    shown = [*answer.citations, *answer.closest]
    assert all(one.statement is None or one.statement.speaker != "Jane Roe" for one in shown)


def test_who_is_for_it_is_none_of_those_against(engine: Engine) -> None:
    answer = engine.ask("Who supports the tram?")
    assert all("oppose" not in one.quote for one in [*answer.citations, *answer.closest])


def test_capitals_are_read(engine: Engine) -> None:
    asked = engine.ask("WHAT DID JANE ROE SAY ABOUT THE TRAM")
    assert asked.understood.speaker is not None
    assert asked.understood.speaker.lower() == "jane roe"
    assert found(engine, "JETS OVER THE HARBOUR")[0] == "jets"


def test_other_languages_are_told(engine: Engine) -> None:
    notice = engine.ask("Was sagte der Bürgermeister über die Brücke?").language_notice
    assert notice is not None
    assert "1 in de" in notice
    answered = engine.ask("what did Jane Roe say about the tram")
    assert answered.language_notice is None or not answered.answered
