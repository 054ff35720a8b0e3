"""Who is asked for under a name that only a passage tells to be another's: "Elena Brook, formerly Elena Stahl"."""

import pytest

from onrecord.search.answers.other_names import other_names


@pytest.mark.parametrize(
    ("text", "asked", "known"),
    [
        ("Elena Brook, formerly Elena Stahl, returned.", "Elena Stahl", "Elena Brook"),
        ("Nora Veld, née Castor, won the regatta.", "Nora Castor", "Nora Veld"),
        ("Elena Stahl (now Elena Brook) returned.", "Elena Brook", "Elena Stahl"),
        ("The rapper Big Tusk, whose real name is Leon Abbot, sang.", "Leon Abbot", "Big Tusk"),
        ("Leon Abbot, better known as Big Tusk, sang.", "Big Tusk", "Leon Abbot"),
    ],
)
def test_a_passage_tells_that_two_names_are_ones(text: str, asked: str, known: str) -> None:
    assert known in list(other_names(asked, [text]))


def test_who_is_named_beside_somebody_is_another() -> None:
    assert not list(other_names("Elena Stahl", ["Elena Brook met Elena Stahl."]))
    assert not list(other_names("Stahl", ["Elena Brook, formerly Stahl, returned."]))
