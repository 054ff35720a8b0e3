"""What is shown of a unit: no dateline, and no half clause."""

import pytest

from onrecord.index import Article, Span, Statement
from onrecord.index.model import Kind
from onrecord.search.answers.citations import cite, prose
from onrecord.search.answers.shown import first_shown
from onrecord.search.answers.units import Unit


@pytest.mark.parametrize(
    ("text", "paragraph", "shown"),
    [
        ("WASHINGTON (AP) — Jane Roe left.", 7, "Jane Roe left."),
        ("RIGA, Sept 22 (CPA) - Eight states met.", 7, "Eight states met."),
        ("DES MOINES, Iowa, Aug. 10, 2016 (UPI) -- Roe left.", 7, "Roe left."),
        ("BRISTOL, 16 May — A developer left.", 7, "A developer left."),
        ("New York (AFP) – Jane Roe left.", 0, "Jane Roe left."),
        ("ANN ARBOR, Mich. – Roe left.", 0, "Roe left."),
        ("PARIS — Roe left.", 1, "Roe left."),
        ("PARIS — the city of light — shone.", 2, None),
        ("NASA — the agency — left.", 0, None),
        ("The mayor (Roe) - left.", 7, None),
        ("Jane Roe left - and came back.", 0, None),
    ],
)
def test_a_dateline_is_no_part_of_a_quote(text: str, paragraph: int, shown: str | None) -> None:
    unit = Unit(Article("a", text), 0, len(text), 1, paragraph, None)
    assert text[first_shown(unit) :] == (shown or text)


def said(text: str, source: str, content: str, kind: Kind = "indirect") -> Unit:
    """Make the unit of a statement."""
    article, start, begin = Article("a", text), text.index(source), text.rindex(content)
    spans = Span(start, start + len(source)), (Span(begin, begin + len(content)),)
    statement = Statement(article, "Jane Roe", source, spans[0], None, "accused", spans[1], kind, 0)
    return Unit(article, begin, begin + len(content), 1, 0, statement)


@pytest.mark.parametrize(
    ("text", "source", "content", "shown"),
    [
        ("Then Jane Roe accused her of hiding.", "Jane Roe", "her of hiding", "Jane Roe accused her of hiding"),
        ('He called it "absurd".', "He", 'it "absurd"', 'He called it "absurd"'),
        ("He accused Vexa of hiding it.", "He", "Vexa of hiding it", "He accused Vexa of hiding it"),
        ("He accused it is true.", "He", "it is true", "it is true"),
        ("He accused that it rains.", "He", "that it rains", "that it rains"),
        ("He left.\nShe called it a day.", "He", "it a day", "it a day"),
    ],
)
def test_an_object_is_shown_with_who_speaks(text: str, source: str, content: str, shown: str) -> None:
    unit = said(text, source, content)
    assert text[first_shown(unit) : unit.end] == shown


def test_words_in_quote_marks_are_shown_as_they_are() -> None:
    unit = said('Jane Roe said: "me a liar".', "Jane Roe", "me a liar", "direct")
    assert first_shown(unit) == unit.start


def test_who_speaks_is_told_once() -> None:
    (citation,) = cite([(said("Jane Roe accused her of hiding.", "Jane Roe", "her of hiding"), 0.9)])
    assert citation.quote == "Jane Roe accused her of hiding"
    assert prose([citation]) == "Jane Roe accused her of hiding [1]"
