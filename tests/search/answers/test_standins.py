"""Whose words go under a role, "the statement", or a part of a name."""

from collections.abc import Iterator

import pytest

from onrecord.index import Article, Span, Statement
from onrecord.search import Engine
from tests.search.answers.archive import engine_over

TEXTS = {
    "named": "Harrow United manager Nico Brandt said the grass was too long.",
    "role": (
        "Nico Brandt came to Harrow in May.\n\n"
        "“The new stand frightens our visitors,” said the Harrow United manager after a seventh win."
    ),
    "stranger": "“The old ferry frightens our visitors,” said the Harrow United manager. It rained.",
    "statement": (
        "Quellon makes meters.\n\nIn a letter, Quellon promised new ones.\n\n"
        "“We regret the faulty thermostats in the school,” the statement said."
    ),
    "another": (
        "Quellon makes meters.\n\nMeters are dear, Tidewell said.\n\n"
        "“We regret the broken lanterns in the tunnel,” the statement said."
    ),
    "body": "The Harrow Bay Commission met.\n\n“The lighthouse lamp is too dim,” the Commission wrote on Friday.",
    "head": "“The whales stay in the lagoon,” said Ida Fern, director of the Orlo Aquarium.",
    "official": (
        "A Linden Bank official said that the vault was safe.\n\n"
        "“The coins in the cellar are all there,” the official said."
    ),
    "former": "“The otters sleep in the boathouse,” said Bo Lind, former director of the Orlo Aquarium.",
}
FOUND: dict[str, list[tuple[str | None, str, str | None, str]]] = {
    "named": [
        ("Nico Brandt", "Harrow United manager Nico Brandt", "Harrow United manager", "the grass was too long")
    ],
    "role": [
        (None, "the Harrow United manager after a seventh win", None, "The new stand frightens our visitors,")
    ],
    "stranger": [(None, "the Harrow United manager", None, "The old ferry frightens our visitors,")],
    "statement": [
        ("Quellon", "Quellon", None, "new ones"),
        (None, "the statement", None, "We regret the faulty thermostats in the school,"),
    ],
    "another": [
        ("Tidewell", "Tidewell", None, "Meters are dear"),
        (None, "the statement", None, "We regret the broken lanterns in the tunnel,"),
    ],
    "body": [(None, "the Commission", None, "The lighthouse lamp is too dim,")],
    "head": [("Ida Fern", "Ida Fern", "director of the Orlo Aquarium", "The whales stay in the lagoon,")],
    "official": [
        ("a Linden Bank official", "A Linden Bank official", None, "the vault was safe"),
        (None, "the official", None, "The coins in the cellar are all there,"),
    ],
    "former": [
        ("Bo Lind", "Bo Lind", "former director of the Orlo Aquarium", "The otters sleep in the boathouse,")
    ],
}


class Noted:
    """Finds what this test says."""

    def find(self, article: Article) -> list[Statement]:
        text = article.text
        found = []
        for speaker, written, role, words in FOUND[article.id]:
            start, source = text.index(words), text.index(written)
            quoted = text[start - 1] == "“"
            found.append(
                Statement(
                    article,
                    speaker,
                    written,
                    Span(source, source + len(written)),
                    role,
                    "said",
                    (Span(start, start + len(words)),),
                    "direct" if quoted else "indirect",
                    0,
                )
            )
        return found


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    articles = [Article(id=name, text=text) for name, text in TEXTS.items()]
    with engine_over(tmp_path_factory.mktemp("standins"), articles, Noted()) as engine:
        yield engine


@pytest.mark.parametrize(
    ("question", "article", "speaker"),
    [
        ("what did Nico Brandt say about the new stand?", "role", "Nico Brandt"),
        ("what did the Harrow United manager say about the new stand?", "role", "Nico Brandt"),
        (
            "what did a Linden Bank official say about the coins in the cellar?",
            "official",
            "a Linden Bank official",
        ),
        ("what did Quellon say about the faulty thermostats?", "statement", "Quellon"),
        ("what did the Harrow Bay Commission say about the lighthouse lamp?", "body", "Harrow Bay Commission"),
        ("what did the Orlo Aquarium say about the whales in the lagoon?", "head", "Ida Fern"),
    ],
)
def test_words_go_to_whom_an_article_means(engine: Engine, question: str, article: str, speaker: str) -> None:
    answer = engine.ask(question)
    assert answer.answered, answer.reason
    assert answer.citations[0].article.id == article
    assert answer.citations[0].statement is not None
    assert answer.citations[0].statement.speaker == speaker


@pytest.mark.parametrize(
    "question",
    [
        "what did Nico Brandt say about the old ferry?",  # the article names no Brandt
        "what did Quellon say about the broken lanterns?",  # Tidewell has spoken since
        "what did the Linden Bay Commission say about the lighthouse lamp?",
        "what did the Orlo Aquarium say about the otters in the boathouse?",
    ],
)
def test_words_of_others_are_not_given(engine: Engine, question: str) -> None:
    assert not engine.ask(question).answered


def test_a_name_before_keywords_asks_for_words(engine: Engine) -> None:
    answer = engine.ask("ida fern whales lagoon")
    assert [one.statement and one.statement.speaker for one in answer.citations] == ["Ida Fern"]


def test_filters_that_leave_nothing_are_told(engine: Engine) -> None:
    from onrecord.search import Filters

    answer = engine.ask("what did Ida Fern say about whales?", filters=Filters(source="The Shoal"))
    assert answer.reason == "This corpus has no outlet called The Shoal; onrecord info lists its outlets."
    answer = engine.ask("what did Ida Fern say about whales?", filters=Filters(since="2030-01-01"))
    assert answer.reason == "No article of this corpus is let through by the filters."
    assert engine.why_nothing(Filters()) is None


def test_signs_are_no_question(engine: Engine) -> None:
    answer = engine.ask("?!...")
    assert (answer.answered, answer.reason) == (False, "The question has no words; type a few.")
    assert not len(engine.search("?!..."))
