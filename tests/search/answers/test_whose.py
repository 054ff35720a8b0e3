"""Sentences that answer a question for somebody's words, and who said them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import Article, Hit, Index, Span, Statement, open_writer
from onrecord.search.answers.attributed_passages import covered
from onrecord.search.model import Citation

TEXT = (
    "Ada Morrow said: “The ferry is old.\n\n"
    "“It leaks at the bow. Nobody mends it.”\n\n"
    "It rained in Linden. Bo Lind said that it always rains."
)
SAID = (TEXT.index("The ferry"), TEXT.index("”\n\nIt rained"))


class Finder:
    """Finds what Ada Morrow said, over two paragraphs."""

    def find(self, article: Article) -> list[Statement]:
        content = (Span(*SAID),)
        return [Statement(article, "Ada Morrow", "Ada Morrow", Span(0, 10), None, "said", content, "direct", 0)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("whose") / "index"
    with open_writer(folder, finder=Finder()) as writer:
        list(writer.add([Article(id="a", text=TEXT)]))
        writer.publish()
    index = Index.open(folder)
    yield index
    index.close()


def cited(index: Index, *sentences: tuple[str, float], names: list[str] | None = None) -> list[Citation]:
    rows = range(1, index.n_passages + 1)
    hits = [Hit(passage, 1.0, row) for passage, row in zip(index.passages(rows), rows, strict=True)]
    article = hits[0].passage.article
    starts = [(TEXT.index(words), words, score) for words, score in sentences]
    citations = [Citation(article, start, start + len(words), 1, score) for start, words, score in starts]
    return list(covered(index, citations, hits, names))


def test_a_sentence_is_its_speakers_even_paragraphs_later(index: Index) -> None:
    [one] = cited(index, ("It leaks at the bow.", 0.9))
    assert one.statement is not None
    assert (one.statement.speaker, one.start, one.end, one.paragraph) == ("Ada Morrow", *SAID, 0)
    assert one.quote == TEXT[slice(*SAID)]
    assert one.score == 0.9


def test_somebody_elses_statement_is_not_taken(index: Index) -> None:
    [one] = cited(index, ("It leaks at the bow.", 0.9), names=["Bo Lind"])
    assert one.statement is None
    [one] = cited(index, ("It leaks at the bow.", 0.9), names=["Ada Morrow"])
    assert one.statement is not None


def test_a_sentence_that_nobody_says_stays(index: Index) -> None:
    [one] = cited(index, ("It rained in Linden.", 0.9))
    assert (one.statement, one.quote) == (None, "It rained in Linden.")


def test_worse_sentences_are_left_out_and_one_statement_counts_once(index: Index) -> None:
    found = cited(index, ("It leaks at the bow.", 0.95), ("Nobody mends it.", 0.94), ("It rained in Linden.", 0.8))
    assert [one.statement is not None for one in found] == [True]


def test_nothing_stays_nothing(index: Index) -> None:
    assert cited(index) == []
