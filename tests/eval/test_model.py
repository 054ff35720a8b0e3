"""Runs keep a system's order in a form that a run file can carry."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.eval.model import Evidence, Query, Retrieved, ranked

from .strategies import retrieved


def test_ties_fall_to_the_lesser_id() -> None:
    given_order = [Retrieved("b", 5, 9, 1.0), Retrieved("a", 7, 9, 1.0), Retrieved("a", 2, 9, 1.0)]
    assert [(one.article_id, one.start) for one in ranked(given_order)] == [("a", 2), ("a", 7), ("b", 5)]


def test_an_order_that_contradicts_its_scores_is_kept() -> None:
    given_order = [
        Retrieved("b", None, None, 0.2),
        Retrieved("a", None, None, 0.9),
        Retrieved("c", None, None, 0.1),
    ]
    assert [(one.article_id, one.score) for one in ranked(given_order)] == [
        ("b", 1.0),
        ("a", 1 / 2),
        ("c", 1 / 3),
    ]


@given(st.lists(retrieved(), max_size=8))
def test_ranking_is_settled_at_once(results: list[Retrieved]) -> None:
    once = ranked(results)
    assert ranked(once) == once
    assert [one.score for one in once] == sorted((one.score for one in once), reverse=True)


def test_alternatives_are_one_fact() -> None:
    evidence = (Evidence(0, "a"), Evidence(0, "b"), Evidence(1, "c"))
    assert Query("q", "?", answerable=True, evidence=evidence).n_facts == 2
