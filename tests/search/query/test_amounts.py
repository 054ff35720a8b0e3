"""Amounts that are written with a letter, and with a word."""

import pytest

from onrecord.search.query.amounts import in_words, with_letters


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("the $700m plan", "the $700 million plan"),
        ("the US$700 m plan", "the US$700 million plan"),
        ("1.5bn euros", "1.5 billion euros"),
        ("a $20million deal", "a $20 million deal"),
        ("€1,5bn", "€1,5 billion"),
        ("a £3k fine", "a £3,000 fine"),
        ("£2.5K", "£2,500"),
        ("$1,500bn and 2tn", "$1,500 billion and 2 trillion"),
        ("the 100m race in 3m of water", "the 100m race in 3m of water"),
        ("a 10k run, 5 m wide", "a 10k run, 5 m wide"),
        ("$700 million", "$700 million"),
        ("B52bn and x$5mx", "B52bn and x$5mx"),
    ],
)
def test_letters_are_written_out(typed: str, written: str) -> None:
    assert in_words(typed) == written


def test_an_amount_is_known_with_letters_too() -> None:
    others = ("1.5bn", "1.5b", "1.5billion")
    assert list(with_letters("the $1.5 billion plan")) == [("1.5 billion", other) for other in others]
    assert list(with_letters("fined £3,000")) == [("3,000", "3k"), ("3,000", "3000")]
    assert list(with_letters("fined £3000")) == [("3000", "3k"), ("3000", "3,000")]
    assert list(with_letters("in 2000, of 3,000 sheep")) == []
    assert list(with_letters("fined £700,000,000")) == []
