"""Bounds are bounds, and words come in the order that is asked for, from the article to the answer."""

from collections.abc import Iterator

import pytest

from onrecord.index import Article, open_writer
from onrecord.search import Engine

_SAID = (("a1", "2026-03-02", "alive"), ("a2", "2026-03-10", "ill"), ("a3", "2026-04-20", "dead"))
_UNDATED = (
    "“The harbour is silted up,” party leader Ruth Amsel said.\n"
    "In January 2019 she told the Ledger that the ferry was leaking. “It leaks,” Amsel said.\n"
    "“We opened the dry dock in May 2018, and within a week it was full of trawlers,” Amsel said."
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("time") / "index"
    articles = [
        Article(
            id=one,
            title=f"The levy {number}",
            text=f"“The levy is {how},” party leader Ruth Amsel said.\nIt stays so until 1 May 2020, as agreed.",
            source="Ledger",
            published=f"{day}T09:00:00Z",
        )
        for number, (one, day, how) in enumerate(_SAID)
    ]
    undated = Article("u1", _UNDATED, title="Harbour and ferry", source="Ledger")
    with open_writer(folder) as writer:
        for _ in writer.add([*articles, undated]):
            pass
        writer.publish()
    engine = Engine.open(folder)
    yield engine
    engine.close()


def quoted(engine: Engine, question: str) -> list[str]:
    """The states of the levy that are cited, in order."""
    answer = engine.ask(question)
    return [next(how for _, _, how in _SAID if how in one.quote) for one in answer.citations]


@pytest.mark.parametrize(
    ("when", "states"),
    [
        ("before 10 March 2026", {"alive"}),
        ("until 10 March 2026", {"alive", "ill"}),
        ("after 10 March 2026", {"dead"}),
        ("since 10 March 2026", {"ill", "dead"}),
        ("between 5 and 15 March 2026", {"ill"}),
        ("between 5 March 2026 and 15 March 2026", {"ill"}),
        ("in March", {"alive", "ill"}),
        ("on 10 March 2026", {"ill"}),
    ],
)
def test_bounds_are_bounds(engine: Engine, when: str, states: set[str]) -> None:
    question = f"what did Ruth Amsel say about the levy {when}"
    assert set(quoted(engine, question)) == states
    answer = engine.ask(question)
    assert len(answer.understood.periods) == 1
    assert answer.understood.speaker == "Ruth Amsel"
    if "in" not in when and "on" not in when.split():
        found = {hit.passage.article.id for hit in answer.hits}
        assert found == {one for one, _, how in _SAID if how in states}


def test_a_time_without_articles(engine: Engine) -> None:
    answer = engine.ask("what did Ruth Amsel say about the levy before 1 March 2026")
    assert not answer.answered
    assert answer.reason is not None
    assert answer.reason.startswith(
        "No article of this corpus is until 28 February 2026; it holds articles from 2 March 2026 to"
        " 20 April 2026, and 1 without a date."
    )
    # What was said at another time is shown, and not as an answer.
    assert answer.hits
    assert [how for _, _, how in _SAID if any(how in one.quote for one in answer.closest)]
    # A year before the corpus is what the words are about.
    assert engine.ask("what did Ruth Amsel say about the levy before 1984").hits


def test_an_undated_article_is_of_no_time_unless_it_tells_of_it(engine: Engine) -> None:
    assert engine.ask("what did Ruth Amsel say about the harbour").answered
    refused = engine.ask("what did Ruth Amsel say about the harbour in March 2021")
    assert not refused.answered
    assert refused.reason == (
        "No article of this corpus is from March 2021; it holds articles from 2 March 2026 to 20 April 2026,"
        " and 1 without a date. What is nearest, of another time, is listed."
    )
    assert "silted" in refused.closest[0].quote
    assert all(one.score <= refused.confidence for one in refused.closest), "it is of another time"
    told = engine.ask("what did Ruth Amsel say about the ferry in January 2019")
    assert told.answered
    assert "leak" in told.citations[0].quote
    quoted = engine.ask("what did Ruth Amsel say about the dry dock in May 2018")
    assert quoted.answered
    assert "trawlers" in quoted.citations[0].quote


@pytest.mark.parametrize(
    ("question", "states"),
    [
        ("what does Ruth Amsel now say about the levy", ["dead", "ill", "alive"]),
        ("what did Ruth Amsel say most recently about the levy", ["dead", "ill", "alive"]),
        ("what did Ruth Amsel first say about the levy", ["alive", "ill", "dead"]),
        ("how did Ruth Amsel's view of the levy change", ["alive", "ill", "dead"]),
        ("has Ruth Amsel changed her mind about the levy", ["alive", "ill", "dead"]),
    ],
)
def test_the_order_of_days(engine: Engine, question: str, states: list[str]) -> None:
    assert quoted(engine, question) == states


def test_each_of_two_times_has_its_answer_or_none(engine: Engine) -> None:
    both = engine.ask("what did Ruth Amsel say about the levy in March and April 2026")
    assert both.understood.topic == "the levy"
    assert len(both.understood.periods) == 2
    assert {one.article.id for one in both.citations} >= {"a3"}
    assert both.citations[0].article.id in {"a1", "a2"}
    assert both.unanswered == ()
    one = engine.ask("what did Ruth Amsel say about the levy in April and May 2026")
    assert [cited.article.id for cited in one.citations] == ["a3"]
    assert one.unanswered == ("May 2026",)


def test_what_is_of_another_time_comes_later_and_says_so(engine: Engine) -> None:
    reported = engine.ask("what did Ruth Amsel say about the levy in the first week of March 2026")
    assert reported.citations[0].article.id == "a1"
    assert not reported.citations[0].outside
    later = engine.ask("what did Ruth Amsel say about the levy on 7 March 2026")
    assert [(cited.article.id, cited.outside) for cited in later.citations] == [("a2", True)]


def test_a_quotation_is_not_looked_for_in_the_days_that_it_names(engine: Engine) -> None:
    assert engine.check("It stays so until 1 May 2020, as agreed").level == "verbatim"
    assert engine.search("levy before 10 March 2026").understood.periods == ((None, "2026-03-09"),)
