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


class Noted:
    """Finds what this test says."""

    def find(self, article: Article) -> list[Statement]:
        found = []
        for speaker, content in FOUND[article.id]:
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
