"""What statements say to a question: contents in full, namesakes, groups of people."""

from collections.abc import Iterator

import pytest

from onrecord.index import Article, Kind, QueryError, Span, Statement
from onrecord.search import Engine
from tests.search.answers.archive import engine_over

CUT = (
    "Ines Carrow attacked the builders, planners and bankers for the crooked copper roof.\n\n"
    "Ines Carrow added that a thief took her bicycle."
)
LONG = "“Trams are dear,” Otto Varley said. “They are slow.\n\n“The harbour organ is rotten.”\n\nRain."
MANY = "Some Democrats think that the lighthouse should be sold. “The lighthouse stays,” said Senator Ann Poe."
NAMESAKE = "Paul Singer keeps bees.\n\n“Bees sleep in winter,” Mr. Singer said."
OTHER = "Mark Singer wrote two books.\n\n“The second book was a triumph of patience,” Mr. Singer said."
TEXTS = {"cut": CUT, "long": LONG, "many": MANY, "bees": NAMESAKE, "books": OTHER}


FOUND = {
    "cut": ("Ines Carrow", "Ines Carrow", "attacked", ["the builders"]),
    "long": (
        "Otto Varley",
        "Otto Varley",
        "said",
        ["Trams are dear,", "They are slow.", "The harbour organ is"],
    ),
    "many": ("Ann Poe", "Senator Ann Poe", "said", ["The lighthouse stays,"]),
    "bees": ("Paul Singer", "Mr. Singer", "said", ["Bees sleep in winter,"]),
    "books": ("Mark Singer", "Mr. Singer", "said", ["The second book was a triumph of patience,"]),
}


class Hasty:
    """Finds what this test says, some of it cut short."""

    def find(self, article: Article) -> list[Statement]:
        text = article.text
        speaker, written, cue, pieces = FOUND[article.id]
        content = tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
        source = Span(text.index(written), text.index(written) + len(written))
        kind: Kind = "direct" if text[content[0].start - 1] == "“" else "indirect"
        return [Statement(article, speaker, written, source, None, cue, content, kind, 0)]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    articles = [Article(id=name, text=text) for name, text in TEXTS.items()]
    with engine_over(tmp_path_factory.mktemp("answers"), articles, Hasty()) as engine:
        yield engine


def test_a_content_that_was_cut_short_is_cited_in_full(engine: Engine) -> None:
    answer = engine.ask("what did Ines Carrow say about the copper roof?")
    assert answer.answered
    assert answer.citations[0].quote == "the builders, planners and bankers for the crooked copper roof"


def test_what_goes_on_in_the_next_paragraph_is_found_by_it(engine: Engine) -> None:
    answer = engine.ask("what did Otto Varley say about the harbour organ?")
    assert answer.answered
    assert answer.citations[0].quote.endswith("The harbour organ is")


def test_either_namesake_may_be_meant_and_is_named(engine: Engine) -> None:
    for topic, name in (("bees in winter", "Paul Singer"), ("the second book", "Mark Singer")):
        answer = engine.ask(f"what did Mr. Singer say about {topic}?")
        assert answer.answered
        assert answer.citations[0].statement is not None
        assert answer.citations[0].statement.speaker == name
    assert not engine.ask("what did Paul Singer say about the second book?").answered


def test_nobody_speaks_for_many(engine: Engine) -> None:
    answer = engine.ask("what did Some Democrats say about the lighthouse?")
    assert answer.answered
    assert answer.citations[0].quote == "that the lighthouse should be sold"
    assert answer.citations[0].statement is not None
    assert answer.citations[0].statement.as_written == "Some Democrats"
    answer = engine.ask("what did Republicans say about the lighthouse?")
    assert (answer.answered, answer.refusal) == (False, "unknown_speaker")


def test_a_list_has_what_indexing_overlooked(engine: Engine) -> None:
    [one] = engine.said("Ines Carrow", "her bicycle")
    assert one.quote == "that a thief took her bicycle"


def test_a_list_has_whom_indexing_overlooked(engine: Engine) -> None:
    [one] = engine.said("Democrats", "the lighthouse")
    assert one.quote == "that the lighthouse should be sold"
    with pytest.raises(QueryError, match="nobody called Republicans"):
        engine.said("Republicans", "the lighthouse")
    with pytest.raises(QueryError, match="nobody called Democrats"):
        engine.said("Democrats")
