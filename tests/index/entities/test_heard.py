"""Who speaks, counted on disk."""

from onrecord.index.entities.linking import SpeakerCount
from tests.index.directories import heard_of

ROWS: list[SpeakerCount] = [("Roe", "mayor", 9), ("Ada Moe", None, 4), ("Roe", None, 3), ("Roe", "poet", 1)]


def test_names_are_numbered_in_the_order_they_come() -> None:
    heard, _ = heard_of(ROWS)
    assert len(heard) == 2
    assert heard.numbers(["Roe", "nobody"]) == {"Roe": 0}
    assert list(heard.voices()) == [("Ada Moe", 1), ("Roe", 0)]
    assert list(heard.counts()) == [ROWS[1], ROWS[0], ROWS[2], ROWS[3]]


def test_nobody() -> None:
    heard, _ = heard_of([])
    assert (len(heard), list(heard.voices()), list(heard.counts())) == (0, [], [])


def test_short_names_are_looked_up_in_articles() -> None:
    heard, scratch = heard_of([])
    scratch.execute("INSERT INTO heard VALUES ('Roe', NULL, 2, 3, 8), ('Roe', 'mayor', 1, 5, 5)")
    scratch.execute("INSERT INTO heard VALUES ('friends of Ada Roe', NULL, 1, 4, 4)")
    assert heard.articles("Roe") == {3, 5, 8}
    assert heard.articles("friends of Ada Roe") == heard.articles("nobody") == set()
