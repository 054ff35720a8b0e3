"""Days of publication, counted and in words."""

from datetime import date

import pytest

from onrecord.api.cli.text import day as on_terminals
from onrecord.api.pages.shown import day as on_pages
from onrecord.index.days import day_of, epoch_day, from_epoch, in_words


@pytest.mark.parametrize("published", ["2025-10-02", "2025-10-02T21:45:00+00:00"])
def test_a_day_is_the_same_everywhere(published: str) -> None:
    day = day_of(published)
    assert day == date(2025, 10, 2)
    assert from_epoch(epoch_day(day)) == day
    assert in_words(day) == on_terminals(published) == on_pages(published) == "2 October 2025"


@pytest.mark.parametrize("published", [None, "", "soon", "2025-13-01"])
def test_what_is_no_day_is_shown_as_it_is(published: str | None) -> None:
    assert day_of(published) is None
    assert on_terminals(published) == on_pages(published) == (published or "")


def test_days_count_from_1970() -> None:
    assert [epoch_day(date(1970, 1, 1)), epoch_day(date(1969, 12, 31))] == [0, -1]
