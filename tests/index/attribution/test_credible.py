"""Which reports are statements: the same probabilities, other cues, lengths and sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import Span
from onrecord.index.attribution.extractor import wordless
from onrecord.index.attribution.span_decoder import Draft
from onrecord.index.attribution.statement_classifier import credit, is_statement


def report(text: str, cue: str, content: str, source: str = "Costa", certainty: float = 0.9) -> Draft:
    """Draft a report of words that a text has once."""

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Draft(0, span(cue), span(source), [span(content)], "indirect", certainty, support=0.9)


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Costa said the dam would hold until spring.", "said", "the dam would hold until spring"),
        ("Costa denied that the dam had ever leaked.", "denied", "that the dam had ever leaked"),
        ("Costa doesn’t think the dam will hold for long.", "doesn’t think", "the dam will hold for long"),
    ],
)
def test_what_is_said_or_believed_is_a_statement(text: str, cue: str, content: str) -> None:
    assert is_statement(text, report(text, cue, content))


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Costa finds Diaz for a gain of eight yards.", "finds", "Diaz for a gain of eight yards"),
        ("Costa saw the dam break in the spring.", "saw", "the dam break in the spring"),
        ("Costa declined to say if the dam would hold.", "declined to say", "if the dam would hold"),
        ("Costa has not said whether it will hold.", "has not said", "whether it will hold"),
        ("Costa could denounce the dam in the spring.", "could denounce", "the dam in the spring"),
        ("Costa can call a timeout before the half.", "call", "a timeout before the half"),
        ("Costa Says Dam Will Hold Until Next Spring", "Says", "Dam Will Hold Until Next Spring"),
        ("COSTA SAYS DAM WILL HOLD UNTIL NEXT SPRING", "SAYS", "DAM WILL HOLD UNTIL NEXT SPRING"),
        ("This, Costa said, and left for the dam.", "said", "This"),
    ],
)
def test_a_deed_a_silence_a_headline_is_none(text: str, cue: str, content: str) -> None:
    source = "COSTA" if text.isupper() else "Costa"
    assert not is_statement(text, report(text, cue, content, source))


@pytest.mark.parametrize("source", ["The poll", "The Crane Institute"])
def test_what_a_document_or_a_body_finds_it_says(source: str) -> None:
    text = f"{source} found that most would rather keep the dam. The mayor of Lund read it."
    found = report(text, "found", "that most would rather keep the dam", source)
    assert credit(text, found) > credit(
        text, replace(found, source=Span(text.index("The m"), text.index(" of L")))
    )


def test_what_finds_itself_somewhere_says_nothing() -> None:
    text = "The Crane Institute found itself in the middle of the quarrel."
    content = "itself in the middle of the quarrel"
    assert not is_statement(text, report(text, "found", content, "The Crane Institute"))


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_credit_grows_with_what_the_tagger_gives(one: float, other: float, support: float) -> None:
    text = "Costa announced a dam at Lund."
    low, high = sorted((one, other))
    drafts = [
        replace(report(text, "announced", "a dam at Lund", certainty=sure), support=support)
        for sure in (low, high)
    ]
    assert credit(text, drafts[0]) <= credit(text, drafts[1])


def test_a_deed_still_tells_whom_a_later_pronoun_means() -> None:
    text = "Costa SAW a therapist for an hour. “It rained,” she said."
    deed = report(text, "SAW", "a therapist for an hour")
    said = replace(report(text, "said", "It rained", "she"), kind="direct")
    (left,) = wordless(text, [deed, said], [said])
    assert (left.source, left.content) == (deed.source, [])


def test_what_has_too_little_credit_for_words_is_a_stance() -> None:
    text = "Costa backed a higher dam at Lund. “It rained,” she said."
    wish = report(text, "backed", "a higher dam at Lund")
    said = replace(report(text, "said", "It rained", "she"), kind="direct")
    (left,) = wordless(text, [wish, said], [said])
    assert not is_statement(text, wish)
    assert (left.kind, left.content) == ("stance", wish.content)
