"""What somebody speaks of, as their page tells it."""

from pathlib import Path

from onrecord.api.pages.topics import topics_of
from onrecord.index import Article
from onrecord.index.attribution import StatementFinder
from tests.search.answers.archive import engine_over


def test_words_that_tell_nothing_are_no_topics(tmp_path: Path) -> None:
    text = (
        "“The ferry never sailed before dawn,” said Ada Lund.\n\n"
        "“I had seen that ferry before,” Ada Lund said.\n\n"
        "“Nobody took the ferry before,” Ada Lund added.\n\nIt rained in Orlo."
    )
    with engine_over(tmp_path, [Article(id="a", text=text)], StatementFinder.load()) as engine:
        topics = topics_of(engine.index, engine.said("Ada Lund"), "Ada Lund")
    assert [one.word for one in topics] == ["ferry"]
    assert topics[0].statements == 3
