"""A wire story is one hit."""

from onrecord.index import Article, Hit, Passage
from onrecord.search.retrieval.copies import fold_copies

WIRE = "The minister said on Monday that the port of Calder Haven would reopen within three weeks of the strike."


def hit(row: int, id_: str, text: str) -> Hit:
    return Hit(Passage(Article(id=id_, text=text), 0, len(text), 0), 1 - row / 10, row)


def fold(*hits: Hit, k: int = 10) -> list[tuple[int, list[str]]]:
    return [(one.row, [p.article.id for p in one.also]) for one in fold_copies(hits, k, str.split)]


def test_copies_fold_into_the_best() -> None:
    edited = WIRE.replace("on Monday", "Monday")
    assert fold(hit(0, "a", WIRE), hit(1, "b", edited), hit(2, "c", "Something else was reported that day.")) == [
        (0, ["b"]),
        (2, []),
    ]


def test_a_copy_takes_no_place() -> None:
    other = "Dockers had walked out over pay two weeks earlier in the largest strike for years."
    assert [row for row, _ in fold(hit(0, "a", WIRE), hit(1, "b", WIRE), hit(2, "c", other), k=2)] == [0, 2]


def test_an_article_is_no_copy_of_itself() -> None:
    assert fold(hit(0, "a", WIRE), hit(1, "a", WIRE)) == [(0, []), (1, [])]


def test_short_lines_are_no_copies() -> None:
    assert fold(hit(0, "a", "He said no."), hit(1, "b", "He said no.")) == [(0, []), (1, [])]
