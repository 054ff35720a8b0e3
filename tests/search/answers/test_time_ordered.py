"""What was published on the days that a question names comes before what tells of them later."""

from dataclasses import replace

from onrecord.index import Article, Filters
from onrecord.search.answers.time_ordered import beyond, in_order, of_its_days
from onrecord.search.answers.units import Unit
from onrecord.search.model import Citation
from onrecord.search.query.question import Question

MAY = ((20_574, 20_604),)  # 1 to 31 May 2026


def _said(day: str | None) -> tuple[Unit, float]:
    return Unit(Article("a", "It leaks.", published=day), 0, 9, 0, 0, None), 1.0


def _asked(days: tuple[tuple[int, int], ...]) -> Question:
    return Question("", (), (), frozenset(), days, "", (), frozenset())


def test_what_came_later_is_left_out_where_there_is_something_of_then() -> None:
    june, may, undated = _said("2026-06-01"), _said("2026-05-31"), _said(None)
    assert of_its_days([june, may, undated], _asked(MAY)) == [may]
    assert of_its_days([june, undated], _asked(MAY)) == [june, undated]
    assert of_its_days([june, may], _asked(())) == [june, may]


def _cited(day: str | None, score: float) -> Citation:
    return Citation(Article("a", "It leaks.", published=day), 0, 9, 0, score, None)


def test_of_one_day_the_better_comes_first_whichever_end_is_asked_for() -> None:
    may, worse, better = _cited("2026-05-02", 0.9), _cited("2026-06-01", 0.7), _cited("2026-06-01", 0.8)
    assert in_order([may, worse, better], "latest") == (better, worse, may)
    assert in_order([worse, better, may], "earliest") == (may, better, worse)


def test_what_is_newer_or_older_than_the_best_is_looked_for_too() -> None:
    near = replace(_cited("2026-07-01", 0.1), near=True)
    found = [_cited("2026-05-02", 0.9), _cited("2026-06-01T09:00:00Z", 0.3), near]
    assert near not in in_order(found, "latest")
    older, newer = Filters(until="2026-05-01"), Filters(since="2026-06-02")
    assert beyond(found, "latest") == (newer,)
    assert beyond(found, "earliest") == (older,)
    assert beyond(found, "change") == (older, newer)
    assert beyond([_cited(None, 0.9)], "latest") == beyond([], "latest") == ()
