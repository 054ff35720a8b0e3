"""Outlets as questions name them."""

import pytest

from onrecord.search.query.outlets import OutletBook

NAMES = [
    "The Verge", "BBC News - Technology", "The Independent - Life and Style", "The Independent - Travel",
    "CBSSports.com", "Fortune", "The New York Times",
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("as reported by The Verge", {0}),
        ("according to the verge", {0}),
        ("a BBC News report", {1}),
        ("what the BBC said", {1}),
        ("The Independent on Sunday", {2, 3}),
        ("in The Independent - Travel section", {3}),
        ("a CBSSports article", {4}),
        ("Fortune wrote", {5}),
        ("he made a fortune", set()),
        ("the New York Times story", {6}),
        ("on the verge of tears", {0}),  # the price of taking names in any case
        ("converge", set()),
    ],
)
def test_outlets(question: str, expected: set[int]) -> None:
    assert {number for found in OutletBook(NAMES).find(question) for number in found.sources} == expected


@pytest.mark.parametrize("asked", ["the Orlo Post-Gazette wrote", "the Orlo Post Gazette wrote"])
def test_hyphens_and_apostrophes_are_written_in_several_ways(asked: str) -> None:
    assert OutletBook(["Orlo Post-Gazette"]).find(asked)
    assert OutletBook(["L’Écho"]).find("as L'Écho reports")


def test_a_name_of_nothing_but_an_ending_harms_no_other() -> None:
    assert OutletBook([".com", "The Verge"]).find("as reported by The Verge")


def test_places_are_those_of_the_question() -> None:
    question = "what did The Verge and Fortune report"
    found = OutletBook(NAMES).find(question)
    assert [question[one.start : one.end] for one in found] == ["The Verge", "Fortune"]
