"""The latest words, the first ones, or how they changed."""

import pytest

from onrecord.search.query.time_order import without_order


@pytest.mark.parametrize(
    ("text", "rest", "order"),
    [
        ("what does Amsel now say about the levy", "what does Amsel say about the levy", "latest"),
        (
            "what did Amsel say most recently about the levy",
            "what did Amsel say about the levy",
            "latest",
        ),
        ("what has the mayor been saying lately", "what has the mayor been saying", "latest"),
        ("what did Amsel last say about the levy", "what did Amsel say about the levy", "latest"),
        ("what did Amsel first say about the levy", "what did Amsel say about the levy", "earliest"),
        ("what did Amsel say about the levy at first", "what did Amsel say about the levy", "earliest"),
    ],
)
def test_the_order_is_taken_out(text: str, rest: str, order: str) -> None:
    assert without_order(text) == (rest, order)


@pytest.mark.parametrize(
    "text",
    [
        "how did Amsel's position on the levy change",
        "did Amsel change her mind about the levy",
        "has the mayor softened her tone on taxes",
        "has Amsel's view of the levy shifted",
    ],
)
def test_a_change(text: str) -> None:
    assert without_order(text) == (text, "change")


@pytest.mark.parametrize(
    "text",
    [
        "what did the first lady say", "the recently published report", "what did Amsel say now that it is over",
        "what did she say about climate change", "who was first in the race", "from now on", "now",
    ],
)  # fmt: skip
def test_no_order(text: str) -> None:
    assert without_order(text) == (text, None)
