"""Who speaks for a body by whose own name nobody does, where only a passage tells."""

import pytest

from onrecord.search.answers.told_heads import is_body, told_heads


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
