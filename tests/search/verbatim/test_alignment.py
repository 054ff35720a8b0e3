"""A quotation found in a text, and what differs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.verbatim import Change, align

TEXT = (
    "“We will not close the ferry,” the minister said on Monday.\n"
    "“The old boats – all three of them – are safe, and they will sail for as long as anybody wants to cross.”"
)


def test_to_the_character() -> None:
    found = align("We will not close the ferry", TEXT)
    assert found is not None
    assert found.level == "verbatim"
    assert found.likeness == 1
    assert [TEXT[start:end] for start, end in found.spans] == ["We will not close the ferry"]


@pytest.mark.parametrize(
    "quote",
    [
        '"we will not  close the ferry,"',
        "The old boats - all three of them - are safe",
        "THE OLD BOATS — all\u00a0three of them — are safe",
        "We will not clo\u00adse the ferry",
    ],
)
def test_marks_blanks_and_capitals_make_no_other_words(quote: str) -> None:
    found = align(quote, TEXT)
    assert found is not None
    assert found.level == "same_words"
    assert not found.changes


def test_what_was_changed_is_told() -> None:
    found = align("The old boats are safe, and they will sail for as long as anyone wants to cross", TEXT)
    assert found is not None
    assert found.level == "changed"
    assert Change("", "all three of them") in found.changes
    assert Change("anyone", "anybody") in found.changes
    (span,) = found.spans
    assert TEXT[slice(*span)].startswith("The old boats")
    assert TEXT[slice(*span)].endswith("cross")


def test_a_word_that_the_text_has_is_not_told_as_missing() -> None:
    text = "It was “safer than a bank”, she told the court in a long morning of questions."
    found = align("safer than the bank", text)
    assert found is not None
    assert found.changes == (Change("the", "a"),)
    assert [text[slice(*span)] for span in found.spans] == ["safer than a bank"]


def test_a_denial_left_out_is_a_change() -> None:
    found = align("We will close the ferry", TEXT)
    assert found is not None
    assert found.changes == (Change("", "not"),)


def test_an_ellipsis_stands_for_what_was_left_out() -> None:
    found = align("“The old boats ... are safe, [...] as long as anybody wants to cross.”", TEXT)
    assert found is not None
    assert found.level == "verbatim"
    assert [TEXT[start:end] for start, end in found.spans] == [
        "The old boats",
        "are safe,",
        "as long as anybody wants to cross.",
    ]


def test_stretches_in_another_order_are_no_quotation_word_for_word() -> None:
    found = align("they will sail ... The old boats", TEXT)
    assert found is None or found.level == "changed"


@pytest.mark.parametrize("quote", ["", "“”", "...", "Nobody has ever said these particular things in public"])
def test_nothing_like_it(quote: str) -> None:
    found = align(quote, TEXT)
    assert found is None or found.likeness < 0.5


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_every_stretch_of_a_text_is_found_in_it(before: str, words: str, behind: str) -> None:
    text = f"{before} {words} {behind}"
    found = align(words, text)
    if found is not None:
        for start, end in found.spans:
            assert 0 <= start < end <= len(text)
        assert 0 <= found.likeness <= 1


@given(st.text(max_size=80), st.text(max_size=200))
def test_no_text_breaks_it(quote: str, text: str) -> None:
    found = align(quote, text)
    assert found is None or all(0 <= start < end <= len(text) for start, end in found.spans)
