"""What somebody did or saw is nobody's word."""

from dataclasses import replace

import pytest

from onrecord.index import Article, Kind, Span, Statement
from onrecord.search.answers.statement_checks import names_somebody, speaks


def told(source: str, cue: str, content: str, kind: Kind = "indirect") -> Statement:
    article = Article("a", f"{source} {cue} {content}.")
    start = len(source) + len(cue) + 2
    content_span = Span(start, start + len(content))
    return Statement(article, None, source, Span(0, len(source)), None, cue, (content_span,), kind, 0)


@pytest.mark.parametrize(
    ("source", "cue", "content"),
    [
        ("Ada Morrow", "finds", "Roe for eight yards"),
        ("the council", "found", "itself cornered by the sea"),
        ("Morrow", "saw tackle", "Roe holding the ball in the air"),
        ("Morrow", "showed", "the posts to her husband"),
        ("Morrow", "read", "the words she had come to deliver"),
        ("They", "were shown to", "be asleep"),
        ("the Harbour Commission", "found", "themselves two goals down"),
    ],
)
def test_deeds(source: str, cue: str, content: str) -> None:
    assert not speaks(told(source, cue, content))


@pytest.mark.parametrize(
    ("source", "cue", "content", "kind"),
    [
        ("Morrow", "found", "that the pier leaks", "indirect"),
        ("Morrow", "showed", "why the pier leaks", "indirect"),
        ("Morrow", "found", "it “beyond repair”", "mixed"),
        ("Morrow", "read", "We are closed", "direct"),
        ("A poll of May", "found", "Morrow leading by two points", "indirect"),
        ("Several studies", "have shown", "tea to be harmless", "indirect"),
        ("the Harbour Commission", "found", "most readers favoured Morrow", "indirect"),
        ("HRC", "found", "the pier unsafe", "indirect"),
        ("Morrow", "said", "the pier leaks", "indirect"),
        ("Morrow", "made clear", "nothing would change", "indirect"),
        ("Morrow", "", "the pier leaks", "indirect"),
    ],
)
def test_words(source: str, cue: str, content: str, kind: Kind) -> None:
    assert speaks(told(source, cue, content, kind))


@pytest.mark.parametrize(
    "source", ["We", "it", "we’ve", "I'm", "What it", "system he", "a report that", "Who", "—"]
)
def test_nobody(source: str) -> None:
    assert not names_somebody(told(source, "said", "it rains"))


@pytest.mark.parametrize("source", ["they", "Some", "the mayor", "It Ltd", "Ada’s lawyer"])
def test_somebody(source: str) -> None:
    assert names_somebody(told(source, "said", "it rains"))


def test_who_has_a_name_is_somebody() -> None:
    assert names_somebody(replace(told("he", "said", "it rains"), speaker="Bo Lind"))
