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
    ("text", "rest", "order"),
    [
        ("what was Amsel's latest statement about the levy", "Amsel's statement about the levy", "latest"),
        ("what was the last thing Amsel said about the levy", "thing Amsel said about the levy", "latest"),
        ("the first thing Amsel said about the levy", "thing Amsel said about the levy", "earliest"),
        ("latest from Amsel on the levy", "from Amsel on the levy", "latest"),
        ("Amsel's latest on the levy", "Amsel's on the levy", "latest"),
        ("what is the latest Putin said about tomahawks", "Putin said about tomahawks", "latest"),
        ("what is latest statement of Putin", "statement of Putin", "latest"),
        ("what were Amsel's last remarks", "Amsel's remarks", "latest"),
        ("newest Trump quote tomahawk", "Trump quote tomahawk", "latest"),
        (
            "the latest thing that Trump said about the last shipment",
            "thing that Trump said about the last shipment",
            "latest",
        ),
    ],
)
def test_what_is_left_asks_for_words_however_the_order_is_put(text: str, rest: str, order: str) -> None:
    assert without_order(text) == (rest, order)


@pytest.mark.parametrize(
    "text",
    [
        "what did Amsel say about the latest strike", "what did the latest report say about crime",
        "what did Amsel say about the last shipment", "what did first minister Swinney say about the levy",
        "what did the newest member of the council say", "what did Amsel's latest nominee say about vaccines",
        "what did Amsel say in her first speech about taxes", "what is the latest on the bridge", "latest news",
    ],
)  # fmt: skip
def test_what_is_latest_of_a_topic_or_of_who_speaks_is_no_order(text: str) -> None:
    assert without_order(text) == (text, None)


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
