"""What was published on the days that a question names comes before what tells of them later."""

from onrecord.index import Article
from onrecord.search.answers.time_ordered import of_its_days
from onrecord.search.answers.units import Unit
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
