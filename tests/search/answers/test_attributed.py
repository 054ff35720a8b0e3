"""Sentences that name somebody as saying something, where the index has no statement."""

from collections.abc import Iterator

import pytest

from onrecord.index import Article, Statement
from onrecord.search import Engine
from tests.search.answers.archive import engine_over

TEXT = (
    "The council of Harrow Bay met on Monday. “The copper roof leaks above the reading room,” said Ms. Edith"
    " Varley, who keeps the library.\n\n"
    "Ms. Varley added that the harbour organ was “beyond repair” and would be sold.\n\n"
    "Yesterday Otto Varley said that swimming lessons would cost nothing this year.\n\n"
    "Critics of Edith Varley point at the ferry accounts, which nobody has audited since spring.\n\n"
    "Moving pianos is dear, according to Edith Varley.\n\n"
    "The Ferry Traffic Council met too. In a letter the FTC said that the old bridge could not stay."
)


class Deaf:
    """Finds no statement at all."""

    def find(self, article: Article) -> list[Statement]:
        return []


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    articles = [Article(id="a", text=TEXT, title="Council of Harrow Bay meets")]
    with engine_over(tmp_path_factory.mktemp("overlooked"), articles, Deaf()) as engine:
        yield engine


@pytest.mark.parametrize(
    ("question", "quote", "told"),
    [
        (
            "what did Edith Varley say about the copper roof?",
            "The copper roof leaks above the reading room,",
            ("Edith Varley", "Ms. Edith Varley", "said", "direct"),
        ),
        (
            "what did Ms. Varley say about moving pianos?",
            "Moving pianos is dear",
            ("Edith Varley", "Edith Varley", "according to", "indirect"),
        ),
        (
            "what did Edith Varley say about the harbour organ?",
            "that the harbour organ was “beyond repair” and would be sold",
            ("Edith Varley", "Ms. Varley", "added", "mixed"),
        ),
        (
            "what did the FTC say about the old bridge?",
            "that the old bridge could not stay",
            ("Ferry Traffic Council", "FTC", "said", "indirect"),
        ),
        (
            "what did Otto Varley say about swimming lessons?",
            "that swimming lessons would cost nothing this year",
            ("Otto Varley", "Otto Varley", "said", "indirect"),
        ),
    ],
)
def test_who_is_named_beside_the_verb_said_it(
    engine: Engine, question: str, quote: str, told: tuple[str, str, str, str]
) -> None:
    answer = engine.ask(question)
    assert answer.answered
    citation = answer.citations[0]
    statement = citation.statement
    assert statement is not None
    assert citation.quote == quote == TEXT[citation.start : citation.end]
    assert (statement.speaker, statement.as_written, statement.cue, statement.kind) == told
    assert statement.as_written_span is not None
    assert TEXT[statement.as_written_span.start : statement.as_written_span.end] == statement.as_written
    assert citation.quote in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "what did Edith Varley say about swimming lessons?",
        "what did Otto Varley say about the copper roof?",
        "what did Mr. Varley say about the copper roof?",
        "what did Edith Varley say about the ferry accounts?",
        "what did Edith Varley say about moving trees?",
        "what did Otto Varley say about the harbour organ?",
        "what did Edith Varley say about pianos in the reading room?",
    ],
)
def test_nobody_else_and_nothing_else_did(engine: Engine, question: str) -> None:
    answer = engine.ask(question)
    assert (answer.answered, answer.refusal) == (False, "unknown_speaker")
