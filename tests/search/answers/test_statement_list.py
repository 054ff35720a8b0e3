"""A list holds as many statements as the speaker is said to have, whatever the speaker is called."""

from pathlib import Path

import pytest

from onrecord.index import Article, Span, Statement
from onrecord.search import Engine
from tests.search.answers.archive import engine_over

TEXTS = {
    "camp": "Clark’s camp said the tram is dear. Ann Clark said the tram is blue.",
    "one": "One in ten said the tram is slow.",
}
FOUND = {
    "camp": [("Clark’s camp", "the tram is dear"), ("Ann Clark", "the tram is blue")],
    "one": [("One in ten", "the tram is slow")],
}


DAYS = range(1, 10)


class Noted:
    """Finds what this test says."""

    def find(self, article: Article) -> list[Statement]:
        found = []
        for speaker, content in FOUND.get(article.id, [("Ann Clark", article.text[15:-1])]):
            name, start = article.text.index(speaker), article.text.index(content)
            spans = Span(name, name + len(speaker)), (Span(start, start + len(content)),)
            found.append(Statement(article, speaker, speaker, spans[0], None, "said", spans[1], "direct", 0))
        return found


def test_every_speaker_of_the_sample_has_as_many_as_are_counted(sample_index: Path) -> None:
    engine = Engine.open(sample_index)
    counted = {one.name: one.statements for one in engine.speakers()}
    # What several outlets carry is one of the list, and counts for each.
    listed = {name: sum(1 + len(one.also) for one in engine.said(by=name, k=None)) for name in counted}
    engine.close()
    assert len(counted) > 100
    assert listed == counted


@pytest.mark.parametrize("name", ["Clark’s camp", "Ann Clark", "One in ten"])
def test_whoever_is_listed_is_found_by_just_that_name(tmp_path: Path, name: str) -> None:
    with engine_over(tmp_path, [Article(id=one, text=text) for one, text in TEXTS.items()], Noted()) as engine:
        assert name in [one.name for one in engine.speakers()]
        [said] = engine.said(by=name)
        assert said.statement is not None
        assert said.statement.speaker == name
        assert [one.quote for one in engine.said(by=name, about="the tram")] == [said.quote]


def test_however_surely_the_first_ones_answer_the_others_are_listed_and_the_latest_come_first(
    tmp_path: Path,
) -> None:
    said = {day: f"the ferry to Orlo is late for {day} days" for day in DAYS}
    articles = [
        Article(f"f{day}", f"Ann Clark said {words}.", published=f"2026-03-{day:02}T09:00:00Z")
        for day, words in said.items()
    ]
    with engine_over(tmp_path, articles, Noted()) as engine:
        assert {one.quote for one in engine.said(by="Ann Clark", about="the ferry to Orlo")} == set(said.values())
        latest = engine.ask("what did Ann Clark say lately about the ferry to Orlo").citations
        assert latest[0].quote == said[9]
        first = engine.ask("what did Ann Clark first say about the ferry to Orlo").citations
        assert first[0].quote == said[1]
