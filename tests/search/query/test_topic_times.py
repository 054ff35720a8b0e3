"""Times that belong to what a question is about bound nothing."""

from datetime import date

import pytest

from onrecord.search.query.dates import find_dates
from onrecord.search.query.topic_times import asked_times, is_of_topic


@pytest.mark.parametrize(
    ("question", "of_topic"),
    [
        ("What did Biden say about the January 6 attack?", True),
        ("what did Biden say about January 6 rioters", True),
        ("what did Biden say about guns and Jan 6?", True),
        ("What did he make of last year's cuts?", True),
        ("Who called today's cars robots?", True),
        ("What did she write in the email of 9 November?", True),
        ("How did Petraeus's September 2012 briefing differ?", True),
        ("What did she say after the March 15 primaries?", True),
        ("What did she say about queues at the tills at Christmas?", True),
        ("her advice on boarding the cat over Thanksgiving", True),
        ("What did she say about queues since Thanksgiving?", False),
        ("What did she say about queues at Christmas 2024?", False),
        ("lowest price of the reader on Black Friday", True),
        ("What did she say at Christmas?", False),
        ("On Christmas Day, what did she say about queues?", False),
        ("What did Biden say about cuts in January 2020?", False),
        ("In January 2020, what did Biden say?", False),
        ("On January 6 what did Biden say?", False),
        ("What did she say last month about the bridge?", False),
        ("what did she say about the bridge last month", False),
        ("Whom does she support, as of August 2016?", False),
        ("What did she promise in the course of December 23, 2025?", False),
        ("What did she say on 5 March about the cuts?", False),
        ("Since June 2025 what has she said?", False),
        ("opinium poll vote share aug 2023", False),
    ],
)
def test_whether_a_time_is_part_of_the_topic(question: str, of_topic: bool) -> None:  # noqa: FBT001
    (found,) = find_dates(question, today=date(2026, 1, 10), latest=date(2026, 1, 9))
    assert is_of_topic(question, found) is of_topic


def test_times_that_are_named_together_are_both_asked_for_or_neither() -> None:
    def asked(question: str) -> int:
        found = find_dates(question, today=date(2026, 1, 10), latest=date(2026, 1, 9))
        assert len(found) == 2
        return len(asked_times(question, found))

    assert asked("What did she say about the tram in 2024 and 2025?") == 2
    assert asked("What did she say about the tram in October and November?") == 2
    assert asked("What did she say about June 2024 and July 2025?") == 0
