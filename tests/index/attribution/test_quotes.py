import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import Span
from onrecord.index.text.quotations import is_spoken, quotations


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“One,” she said. “Two.”", ["One,", "Two."]),
        ('"One," she said. "Two."', ["One,", "Two."]),
        ("''One,'' she said. ''Two.''", ["One,", "Two."]),
        ("‘One,’ she said. ‘It isn’t two.’", ["One,", "It isn’t two."]),
        ("“He said ‘no’ and left,” she said.", ["He said ‘no’ and left,"]),
        ('"Mixed marks,” she said. “They happen."', ["Mixed marks,", "They happen."]),
        ("the workers' hall isn't theirs", []),
        ("Doctor: 'It will heal'", ["It will heal"]),
        ("“He is 6’2” and strong,” she said.", ["He is 6’2” and strong,"]),
        ("a stray ” mark", []),
        ('"It rains. "It pours. "We left." They slept.', ["It rains.", "It pours.", "We left."]),
        ('"It rains." Roe left. "It pours."', ["It rains.", "It pours."]),
        ("“It is odd,“ she said. “It pours.”", ["It is odd,", "It pours."]),
    ],
)
def test_pairs(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


def test_left_open() -> None:
    text = "She said: “It goes on."
    (quote,) = quotations(text, Span(0, len(text)))
    assert not quote.closed
    assert text[slice(*quote.inner)] == "It goes on."


def test_spans_count_from_the_article_s_beginning() -> None:
    text = "“No.”\n\n“Yes.”"
    (quote,) = quotations(text, Span(7, len(text)))
    assert quote.outer == (7, 13)


@pytest.mark.parametrize("text", ["“The river will rise,”", "“i never said that.”"])
def test_speech_begins_and_ends_like_speech(text: str) -> None:
    (quote,) = quotations(text, Span(0, len(text)))
    assert is_spoken(text, quote)


@pytest.mark.parametrize("text", ["“it will rise by spring.”", "“Friends of the River”", "“So true.”"])
def test_fragments_titles_and_scare_quotes_are_not_spoken(text: str) -> None:
    (quote,) = quotations(text, Span(0, len(text)))
    assert not is_spoken(text, quote)


@given(st.text(alphabet="ab .,5\"'“”‘’", max_size=60))
def test_quotations_are_apart_and_lie_in_the_paragraph(text: str) -> None:
    last = 0
    for quote in quotations(text, Span(0, len(text))):
        assert last <= quote.outer.start < quote.inner.start <= quote.inner.end <= quote.outer.end <= len(text)
        last = quote.outer.end
