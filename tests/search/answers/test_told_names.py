"""Who is asked for under a name that nobody speaks under, where only a passage tells whom it means."""

import pytest

from onrecord.search.answers.told_names import is_body, other_names, told_heads


@pytest.mark.parametrize(
    ("text", "asked", "known"),
    [
        ("Elena Brook, formerly Elena Stahl, returned.", "Elena Stahl", "Elena Brook"),
        ("Nora Veld, née Castor, won the regatta.", "Nora Castor", "Nora Veld"),
        ("Elena Stahl (now Elena Brook) returned.", "Elena Brook", "Elena Stahl"),
        ("The rapper Big Tusk, whose real name is Leon Abbot, sang.", "Leon Abbot", "Big Tusk"),
        ("Elena Brook, formerly Sam Stahl Jr., returned.", "Sam Stahl Jr.", "Elena Brook"),
        ("Leon Abbot, better known as Big Tusk, sang.", "Big Tusk", "Leon Abbot"),
    ],
)
def test_a_passage_tells_that_two_names_are_ones(text: str, asked: str, known: str) -> None:
    assert known in list(other_names(asked, [text]))


def test_who_is_named_beside_somebody_is_another() -> None:
    assert not list(other_names("Elena Stahl", ["Elena Brook met Elena Stahl."]))
    assert not list(other_names("Ann Castor", ["JoAnn Smith, née Castor, sang."]))
    assert not list(other_names("Stahl", ["Elena Brook, formerly Stahl, returned."]))


@pytest.mark.parametrize(
    ("body", "text", "names"),
    [
        ("RailFocus", "Bhatt, of RailFocus, pointed out that 60,000 claims were unpaid.", ["Bhatt"]),
        ("RailFocus", "Jane Roe of RailFocus and John Doe from the RailFocus spoke.", ["Jane Roe", "John Doe"]),
        (
            "the players' association",
            "The players' association begs to differ. “We got a brochure,” said its director, Paul Hartono.",
            ["Paul Hartono"],
        ),
        ("rail.org", "Ann Doe, a deputy director of policy for the lobby group rail.org, left.", ["Ann Doe"]),
        (
            "rail.org",
            "Ann Doe, former director of rail.org, Jo Roe, who ran it for rail.org, and Al Poe at rail.org",
            [],
        ),
        ("RailFocus", "RailFocus wrote a letter, and its porter, Jane Roe, posted it.", []),
        ("RailFocus", "Its director, Jane Roe, left before RailFocus was founded.", []),
        ("RailFocus", "The Director of RailFocus spoke.", []),
    ],
)
def test_a_passage_tells_who_speaks_for_a_body(body: str, text: str, names: list[str]) -> None:
    assert list(told_heads(body, [text])) == names


def test_a_body_need_be_no_name() -> None:
    assert is_body("the players' association")
    assert not is_body("the goalkeeper")
    assert not is_body("RailFocus")
