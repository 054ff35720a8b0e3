"""Stances: no list of somebody's words has them, and they answer where no words do."""

from collections.abc import Iterator

import pytest

from onrecord.index import Article, Kind, QueryError, Span, Statement
from onrecord.search import Engine
from tests.search.answers.archive import engine_over

TEXTS = {
    "orchard": "Ada Holm backs a smaller orchard in Vessel Park.",
    "fountain": "“The fountain leaks,” Ada Holm said.",
    "kiln": "Ben Rask hopes for a second kiln at the pottery.",
}
FOUND: dict[str, list[tuple[str, str, str, Kind]]] = {
    "orchard": [("Ada Holm", "backs", "a smaller orchard in Vessel Park", "stance")],
    "fountain": [("Ada Holm", "said", "The fountain leaks,", "direct")],
    "kiln": [("Ben Rask", "hopes for", "a second kiln at the pottery", "stance")],
}


class Noted:
    """Finds what this test says."""

    def find(self, article: Article) -> list[Statement]:
        text, found = article.text, []
        for speaker, cue, content, kind in FOUND[article.id]:
            name, start = text.index(speaker), text.index(content)
            spans = Span(name, name + len(speaker)), (Span(start, start + len(content)),)
            found.append(Statement(article, speaker, speaker, spans[0], None, cue, spans[1], kind, 0))
        return found


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    articles = [Article(id=name, text=text) for name, text in TEXTS.items()]
    with engine_over(tmp_path_factory.mktemp("stances"), articles, Noted()) as engine:
        yield engine


def test_a_stance_answers_where_no_words_do(engine: Engine) -> None:
    answer = engine.ask("what did Ada Holm say about a smaller orchard in Vessel Park?")
    assert answer.answered
    cited = answer.citations[0].statement
    assert cited is not None
    assert (cited.kind, cited.cue) == ("stance", "backs")
    words = engine.ask("what did Ada Holm say about the leaking fountain?").citations[0].statement
    assert words is not None
    assert words.kind == "direct"


def test_no_list_has_stances(engine: Engine) -> None:
    assert [one.quote for one in engine.said(by="Ada Holm")] == ["The fountain leaks,"]
    assert [(one.name, one.statements) for one in engine.speakers()] == [("Ada Holm", 1)]
    with pytest.raises(QueryError, match="nobody called Ben Rask"):
        engine.said(by="Ben Rask")


def test_who_has_stances_only_is_known_by_them_and_not_as_quoted(engine: Engine) -> None:
    answer = engine.ask("what did Ben Rask say about a second kiln at the pottery?")
    shown = (answer.citations or answer.closest)[0]
    assert shown.statement is not None
    assert shown.statement.kind == "stance"
    assert not shown.listed
    assert engine.ask("what did Ben Rask say about the harbour tolls?").refusal == "below_threshold"
