"""Dates as questions name them."""

from datetime import date

import pytest

from onrecord.search.query.date_ranges import are_together
from onrecord.search.query.dates import find_dates

TODAY = date(2025, 11, 19)  # a Wednesday
LATEST = date(2025, 11, 10)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on October 12, 2025", date(2025, 10, 12), date(2025, 10, 12)),
        ("the 12th of October 2024 speech", date(2024, 10, 12), date(2024, 10, 12)),
        ("2025-10-05", date(2025, 10, 5), date(2025, 10, 5)),
        ("on Oct. 5", date(2025, 10, 5), date(2025, 10, 5)),
        ("on December 24", date(2024, 12, 24), date(2024, 12, 24)),
        ("in February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("in October", date(2025, 10, 1), date(2025, 10, 31)),
        ("in 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("since June 2025", date(2025, 6, 1), date.max),
        ("since November", date(2025, 11, 1), date.max),
        ("before 1 October 2025", date.min, date(2025, 9, 30)),
        ("before October 2025", date.min, date(2025, 9, 30)),
        ("before October", date.min, date(2025, 9, 30)),
        ("until 1 October 2025", date.min, date(2025, 10, 1)),
        ("after 1 October 2025", date(2025, 10, 2), date.max),
        ("between 1 and 15 October", date(2025, 10, 1), date(2025, 10, 15)),
        ("between October 1 and 15", date(2025, 10, 1), date(2025, 10, 15)),
        ("from 3 to 10 November 2024", date(2024, 11, 3), date(2024, 11, 10)),
        ("1-15 October 2025", date(2025, 10, 1), date(2025, 10, 15)),
        ("between 28 December and 3 January 2025", date(2024, 12, 28), date(2025, 1, 3)),
        ("between October 4, 2023 and October 7, 2023", date(2023, 10, 4), date(2023, 10, 7)),
        ("from November to February 2024", date(2023, 11, 1), date(2024, 2, 29)),
        ("between March and May", date(2025, 3, 1), date(2025, 5, 31)),
        ("between March and May of 2023", date(2023, 3, 1), date(2023, 5, 31)),
        ("from November 2023 to February", date(2023, 11, 1), date(2024, 2, 29)),
        ("from 2020 to 2024", date(2020, 1, 1), date(2024, 12, 31)),
        ("in the first week of November", date(2025, 11, 1), date(2025, 11, 7)),
        ("in late February 2024", date(2024, 2, 21), date(2024, 2, 29)),
        ("3 days ago", date(2025, 11, 16), date(2025, 11, 16)),
        ("two weeks ago", date(2025, 11, 3), date(2025, 11, 9)),
        ("a year ago", date(2024, 1, 1), date(2024, 12, 31)),
        ("since Tuesday", date(2025, 11, 18), date.max),
        ("last Wednesday", date(2025, 11, 12), date(2025, 11, 12)),
        ("on Tuesday", date(2025, 11, 18), date(2025, 11, 18)),
        ("yesterday", date(2025, 11, 18), date(2025, 11, 18)),
        ("last week", date(2025, 11, 10), date(2025, 11, 16)),
        ("this month", date(2025, 11, 1), TODAY),
        ("last year", date(2024, 1, 1), date(2024, 12, 31)),
        ("in the past 10 days", date(2025, 11, 9), TODAY),
        ("in the spring of 2021", date(2021, 3, 1), date(2021, 5, 31)),
        ("in the late autumn of 2023", date(2023, 11, 1), date(2023, 11, 30)),
        ("in winter 2023-24", date(2023, 12, 1), date(2024, 2, 29)),
        ("after the summer of 2024", date(2024, 9, 1), date.max),
        ("last spring", date(2025, 3, 1), date(2025, 5, 31)),
        ("this autumn", date(2025, 9, 1), date(2025, 11, 30)),
        ("last fall", date(2024, 9, 1), date(2024, 11, 30)),
        ("in the week before Christmas 2023", date(2023, 12, 18), date(2023, 12, 24)),
        ("as of Thanksgiving week", date(2024, 11, 25), date(2024, 12, 1)),
        ("on Black Friday 2024", date(2024, 11, 29), date(2024, 11, 29)),
        ("over Easter 2025", date(2025, 4, 20), date(2025, 4, 20)),
        ("since New Year's Eve 2024", date(2024, 12, 31), date.max),
        ("as of the first day of December 2024", date(2024, 12, 1), date(2024, 12, 1)),
        ("on the first weekend of November", date(2025, 11, 1), date(2025, 11, 2)),
        ("at the end of July", date(2025, 7, 21), date(2025, 7, 31)),
        ("at the close of 2023", date(2023, 11, 1), date(2023, 12, 31)),
        ("a few days ago", date(2025, 11, 11), date(2025, 11, 18)),
        ("last weekend", date(2025, 11, 15), date(2025, 11, 16)),
        ("this past March", date(2025, 3, 1), date(2025, 3, 31)),
        ("in the first half of October", date(2025, 10, 1), date(2025, 10, 15)),
        ("in the second half of February 2024", date(2024, 2, 16), date(2024, 2, 29)),
        ("in the third quarter of 2024", date(2024, 7, 1), date(2024, 9, 30)),
        ("in the week of 8 October", date(2025, 10, 6), date(2025, 10, 12)),
        ("in the week before 6 October", date(2025, 9, 29), date(2025, 10, 5)),
        ("on the day after October 6, 2024", date(2024, 10, 7), date(2024, 10, 7)),
        ("during the past month", date(2025, 10, 19), TODAY),
        ("over the last year", date(2024, 11, 19), TODAY),
        ("last month", date(2025, 10, 1), date(2025, 10, 31)),
        ("in recent weeks", date(2025, 10, 22), TODAY),
        ("the day before yesterday", date(2025, 11, 17), date(2025, 11, 17)),
    ],
)
def test_a_date_is_found(text: str, first: date, last: date) -> None:
    question = f"what did she say {text}"
    (found,) = find_dates(question, today=TODAY, latest=LATEST)
    assert (found.first, found.last) == (first, last)
    assert question[found.start : found.end] in text


@pytest.mark.parametrize(
    ("text", "bound"),
    [("since June", True), ("since the end of May 2025", True),
     ("before the first half of 2025", True), ("since the 5th of May 2025", True), ("last week", True),
     ("between 1 and 15 October", True), ("in June", False),
     ("on 5 October", False), ("on Tuesday", False)],
)  # fmt: skip
def test_what_bounds(text: str, *, bound: bool) -> None:
    (found,) = find_dates(f"what did she say {text}", today=TODAY, latest=LATEST)
    assert found.bound is bound


def test_a_day_to_come_is_a_typing_error_of_one_article() -> None:
    (found,) = find_dates("what did she say in October", today=TODAY, latest=date(2062, 1, 1))
    assert found.last < TODAY


def test_an_archive_that_ended_counts_from_its_last_day() -> None:
    (found,) = find_dates("what did she say last week", today=TODAY, latest=date(2024, 2, 14))
    assert (found.first, found.last) == (date(2024, 2, 5), date(2024, 2, 11))
    # Which of its Tuesdays is meant, nothing tells.
    assert find_dates("what did she say on Tuesday", today=TODAY, latest=date(2024, 2, 14)) == []


@pytest.mark.parametrize(
    "text",
    [
        "it may rain",
        "on 31 February",
        "the Mayor",
        "may I",
        "2500 km",
        "march on",
        "this may do",
        "the past may hurt",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, today=TODAY) == []


def test_a_quotation_has_dates_of_its_own() -> None:
    text = "“In June we opened the dock,” she said"
    assert find_dates(text, today=TODAY) == []
    [found] = find_dates(text, today=TODAY, latest=LATEST, quoted=True)
    assert found.first.month == 6


def test_several_dates_in_order() -> None:
    found = find_dates("between the report of October 4, 2023 and that of October 7, 2023", today=TODAY)
    assert [one.first.day for one in found] == [4, 7]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("in September and October", [(2025, 9), (2025, 10)]),
        # The last ones that have both begun, in this order.
        ("in October and December", [(2024, 10), (2024, 12)]),
        ("in October, November or December about ice", [(2024, 10), (2024, 11), (2024, 12)]),
        ("in October and December 2023", [(2023, 10), (2023, 12)]),
        ("in October 2022 and January", [(2022, 10), (2023, 1)]),
        ("in early april and may", [(2025, 4), (2025, 5)]),
        ("in April and may it last", [(2025, 4)]),
        ("in April and 5 more", [(2025, 4)]),
    ],
)
def test_months_that_are_named_together(text: str, months: list[tuple[int, int]]) -> None:
    question = f"what did she say {text}"
    found = find_dates(question, today=TODAY, latest=LATEST)
    assert [(one.first.year, one.first.month) for one in found] == months
    assert are_together(question, found) is (len(months) > 1)


def test_years_that_are_named_together() -> None:
    found = find_dates("what did she say in 2023 and 2024", today=TODAY, latest=LATEST)
    assert [one.first.year for one in found] == [2023, 2024]


def test_a_last_week_of_something_is_no_time() -> None:
    assert find_dates("what did she say in the last week of the campaign", today=TODAY) == []


def test_a_newspaper_is_no_day() -> None:
    assert find_dates("who came first in USA Today's ranking", today=TODAY, latest=LATEST) == []
    assert find_dates("what did Roe say on This Week", today=TODAY, latest=LATEST) == []
    assert find_dates("how old is Roe today", today=TODAY, latest=date(2024, 2, 14)) == []
    [day] = find_dates("Today, what did Roe say?", today=TODAY, latest=LATEST)
    assert day.first == TODAY


@pytest.mark.parametrize(
    "text",
    [
        "the Thanksgiving slasher",
        "the fall of Rome",
        "the Arab Spring of 2011",
        "cheaper money before Christmas",
        "the week",
    ],
)
def test_what_bears_the_name_of_a_season_or_a_holiday_is_no_time(text: str) -> None:
    assert find_dates(f"what did she say about {text}", today=TODAY, latest=LATEST) == []


def test_any_night_may_be_meant_where_a_corpus_has_ended() -> None:
    assert find_dates("what did she say last night", today=date(2027, 1, 1), latest=LATEST) == []


@pytest.mark.parametrize("text", ["the row between May and Corbyn", "who won in mayoral races?"])
def test_what_only_begins_like_a_month_is_none(text: str) -> None:
    assert find_dates(text, today=TODAY, latest=LATEST) == []
