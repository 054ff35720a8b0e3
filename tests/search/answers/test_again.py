"""Statements that the words before them bear out, or do not."""

from collections.abc import Iterator

import pytest

from onrecord.index import Article, Kind, Span, Statement
from onrecord.search import Engine
from tests.search.answers.archive import engine_over

TEXTS = {
    "pier": (
        "The wooden pier of Harrow Bay burned down on Monday, and the council debates rebuilding it.\n\n"
        "“We shall not put it up again before the money is there,” said Ines Carrow."
    ),
    "organ": "The harbour organ of Harrow Bay has been out of tune since winter; the council cannot repair it.\n\n"
    "Otto Varley, who has kept the drawbridge for thirty years, pointed to the ruins on the other side.",
}


class Noted:
    """Finds what this test says."""

    def find(self, article: Article) -> list[Statement]:
        words, written = {
            "pier": ("We shall not put it up again before the money is there,", "Ines Carrow"),
            "organ": ("the ruins", "Otto Varley"),
        }[article.id]
        start, source = article.text.index(words), article.text.index(written)
        content = (Span(start, start + len(words)),)
        kind: Kind = "direct" if article.id == "pier" else "indirect"
        as_written = Span(source, source + len(written))
        return [Statement(article, written, written, as_written, None, "said", content, kind, 0)]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    articles = [Article(id=name, text=text) for name, text in TEXTS.items()]
    with engine_over(tmp_path_factory.mktemp("again"), articles, Noted()) as engine:
        yield engine


def test_a_quotation_answers_what_the_words_before_it_name(engine: Engine) -> None:
    answer = engine.ask("what did Ines Carrow say about rebuilding the pier?")
    assert answer.answered
    assert answer.citations[0].quote == "We shall not put it up again before the money is there,"


def test_a_few_words_do_not(engine: Engine) -> None:
    assert not engine.ask("what did Otto Varley say about the harbour organ?").answered


def test_nor_does_a_quotation_on_another_matter(engine: Engine) -> None:
    assert not engine.ask("what did Ines Carrow say about the new tram?").answered
