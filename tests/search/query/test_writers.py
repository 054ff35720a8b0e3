"""Whoever wrote an article is asked after by name, by surname, by outlet and trade."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import Article, Statement
from onrecord.search import Engine
from onrecord.search.query.writers import Writers
from tests.search.answers.archive import engine_over

BYLINES = "By Petra Quill", "Oswin Tarn and Lena Marl", "Jonas Marl at Harrow Park", "The Gazette desk"


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("Petra Quill", {"By Petra Quill"}),
        ("Quill", {"By Petra Quill"}),
        ("quill", {"By Petra Quill"}),
        ("Ms Quill", {"By Petra Quill"}),
        ("the Harrow Post's Quill", {"By Petra Quill"}),
        ("Tarn", {"Oswin Tarn and Lena Marl"}),
        ("Lena Marl", {"Oswin Tarn and Lena Marl"}),
        ("Anna Quill", set()),
        ("Mr Quill", set()),
        ("Marl", set()),
        ("Petra", set()),
        ("desk", set()),
        ("", set()),
    ],
)
def test_words_mean_the_bylines_of_one_writer_or_none(phrase: str, found: set[str]) -> None:
    assert Writers(BYLINES).meant(phrase) == found


class Deaf:
    """Finds no statement at all."""

    def find(self, article: Article) -> list[Statement]:
        return []


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    texts = {
        "Petra Quill": "I think the new ferry is a great disappointment. It rattles, and its coffee is cold.",
        "Oswin Tarn": "The harbour ferry left at nine on Monday, full to the last seat, and came back at noon.",
    }
    articles = [
        Article(id=name, text=text, title="The new ferry", author=name, source=outlet)
        for (name, text), outlet in zip(texts.items(), ("Harrow Post", "Coast Courier"), strict=True)
    ]
    with engine_over(tmp_path_factory.mktemp("writers"), articles, Deaf()) as opened:
        yield opened


@pytest.mark.parametrize("who", ["Petra Quill", "Quill", "the Harrow Post's reviewer"])
def test_what_somebody_wrote_is_theirs(engine: Engine, who: str) -> None:
    answer = engine.ask(f"what does {who} think of the new ferry?")
    assert answer.answered
    assert answer.citations[0].article.author == "Petra Quill"


def test_nobody_else_wrote_it(engine: Engine) -> None:
    answer = engine.ask("what does Anna Quill say about the coffee on the new ferry?")
    assert not answer.answered


def test_a_writers_name_is_no_misspelt_word(tmp_path: Path) -> None:
    text = "Musiala scored twice. Musiala was everywhere, and the harbour team was nowhere at all."
    articles = [Article(id="a", text=text, title="Two goals", author="Nick Musial", source="Harrow Post")]
    with engine_over(tmp_path, articles, Deaf()) as opened:
        assert not opened.ask("what did Musial think of the harbour team?").respelt
