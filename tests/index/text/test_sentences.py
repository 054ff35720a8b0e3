"""Sentences of news prose: abbreviations, initials, quotations."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.index.text.sentences import sentences

PROSE = [
    [
        "The U.S. President spoke.",
        "He met Sen. Lindsey Graham (R-S.C.) and Dr. Smith in Washington, D.C. on Monday.",
    ],
    ["George W. Bush and J. K. Rowling met.", "It was No. 1 on the list."],
    ["Gen. Mark Milley, Lt. Col. Vindman and Gov. Ron DeSantis agreed.", "Mr. J. Smith Jr. did not."],
    ["He left at 5 p.m. on Oct. 12.", "Then he slept."],
    ["He lives in the U.S.", "The country is big."],
    ["It costs $1.5 million vs. Google’s price.", "She knew."],
    ["Sales fell 3.5 per cent.", "“We knew,” she said.", "It is cold.", "Rep. Adam Schiff said so."],
    ["“This is the end.” he said.", "“Never again!” she cried.", "She left."],
    ["“Are you sure?” asked the reporter.", "“Yes!” he said."],
    ["“I do.", "Are you sure?” Smith asked.", '"Go!" Mr. Trump said.', '"No."', "He left."],
    ["He called it “a disaster.”", "Trump said he would go."],
    ["“It’s important to stop.", "We have to talk,” Zelensky told CNN.", "(He smiled.)", "Then he went."],
    ["他说。", "是的！", "好吗？"],
]


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("expected", PROSE)
def test_breaks_where_a_reader_would(expected: list[str]) -> None:
    assert found(" ".join(expected)) == expected


def test_sentence_ends_with_its_paragraph_but_not_with_a_wrapped_line() -> None:
    assert found("What he said\n\nIt was\ngood. He\nleft.") == ["What he said", "It was\ngood.", "He\nleft."]


def test_a_window_ends_where_a_sentence_does() -> None:
    expected = [f"This is sentence {number} of a long paragraph." for number in range(1_000)]
    assert found(" ".join(expected)) == expected


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(['."', ".", "a", "A.", " ", "\n", "”", "“", "?", "said", "\0", "。", "x" * 3_000]))
)
def test_sentences_hold_every_visible_character_once(parts: list[str]) -> None:
    text = "".join(parts)
    spans = sentences(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(found(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("unit", ['."', "? ", "... ", "A. ", "x", "\u202e. "])
def test_takes_linear_time(unit: str) -> None:
    sentences("Warm up. Now.")
    started = perf_counter()
    sentences(unit * 100_000)
    assert perf_counter() - started < 20
