"""The statement of a single sentence, whose source and cue are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import Article, Span, Statement
from onrecord.index.attribution import Reports


def read(text: str, source: str, cue: str) -> Statement:
    begin = text.index(source)
    end = begin + len(source)
    place = text.index(cue) if cue else end
    return Reports(Article(id="a", text=text)).statement(
        Span(0, len(text)), Span(begin, end), Span(place, place + len(cue))
    )


@pytest.mark.parametrize(
    ("text", "cue", "kind", "content"),
    [
        (
            "Jane Roe said that the plan is “a disaster” for all.",
            "said",
            "mixed",
            ["that the plan is “a disaster” for all"],
        ),
        ("Jane Roe told the panel on Monday that it leaks.", "told", "indirect", ["that it leaks"]),
        ("The roof leaks badly, Jane Roe said in a statement.", "said", "indirect", ["The roof leaks badly"]),
        ("According to Jane Roe, the roof leaks.", "According to", "indirect", ["the roof leaks"]),
        ("Moving pianos is dear, according to Jane Roe.", "according to", "indirect", ["Moving pianos is dear"]),
        (
            "The roof leaks badly, Jane Roe said, and the ferry is late.",
            "said",
            "indirect",
            ["The roof leaks badly", "and the ferry is late"],
        ),
        ("Jane Roe called the plan a disaster.", "called", "indirect", ["the plan a disaster"]),
        ("Jane Roe: the roof leaks.", "", "indirect", ["the roof leaks"]),
        ("“It leaks,” said Jane Roe, “and it will leak.”", "said", "direct", ["It leaks,", "and it will leak."]),
        ("Asked about it, Jane Roe said on Monday, “It leaks.”", "said", "direct", ["It leaks."]),
        ("In 2010, Jane Roe said in an interview that it leaks.", "said", "indirect", ["that it leaks"]),
        ("Jane Roe said prices that rise hurt.", "said", "indirect", ["prices that rise hurt"]),
        ("Jane Roe said it runs a “web that tracks” us.", "said", "mixed", ["it runs a “web that tracks” us"]),
        ("So Jane Roe said.", "said", "indirect", ["So Jane Roe said."]),
    ],
)
def test_content_and_kind(text: str, cue: str, kind: str, content: list[str]) -> None:
    statement = read(text, "Jane Roe", cue)
    assert [text[start:end] for start, end in statement.content] == content
    assert (statement.speaker, statement.as_written) == ("Jane Roe", "Jane Roe")
    assert (statement.cue, statement.kind) == (cue, kind)


def test_the_source_is_a_name_with_its_title() -> None:
    statement = read("Yesterday Mr. Doe said that it rained.", "Yesterday Mr. Doe", "said")
    assert statement.as_written == "Mr. Doe"
    assert statement.as_written_span == Span(10, 17)


def test_a_pronoun_is_the_subject_before() -> None:
    text = "Jane Roe keeps the library. She added that it leaks."
    begin = text.index("She")
    statement = Reports(Article(id="a", text=text)).statement(
        Span(begin, len(text)), Span(begin, begin + 3), Span(begin + 4, begin + 9)
    )
    assert (statement.speaker, statement.as_written) == ("Jane Roe", "She")


@given(st.text(alphabet='ab ,.:“”"—', max_size=40), st.text(alphabet='ab ,.:“”"—', max_size=40))
def test_the_content_lies_in_the_sentence(before: str, after: str) -> None:
    text = f"x{before} Jane Roe said {after}x"
    statement = read(text, "Jane Roe", "said")
    assert statement.content
    assert all(0 <= start < end <= len(text) for start, end in statement.content)
    assert list(statement.content) == sorted(statement.content)
