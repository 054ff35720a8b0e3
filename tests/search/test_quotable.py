"""What is shown of a span: with the quote marks that its end cuts off."""

import pytest

from onrecord.index import Article, Span, Statement
from onrecord.search.quotable import quotable, spoken


def shown(text: str, words: str) -> str:
    start = text.index(words)
    return quotable(text, start, start + len(words), None)


@pytest.mark.parametrize(
    ("text", "words", "more"),
    [
        ('It may change, Roe said, "any more than a mother." He left.', (0, "mother"), '."'),
        ("It may change, Roe said, “any more than a mother”. He left.", (0, "mother"), "”"),
        ("It may change, Roe said, “any more than a mother.”", (0, "mother."), "”"),
        ("“It leaks,” Roe said, and that was that.", (1, "was that"), ""),
        ("Roe said it “leaks” and then “stops”.", (0, "“leaks” and"), ""),
        ("Roe said it “leaks, all of it, and always has”, every day.", (0, "all of it"), ""),
        ("Roe said it leaks. “It never did,” said Doe.", (0, "leaks."), ""),
        ("Roe said it “leaks all day.\n\nDoe left.”", (0, "all day."), ""),
    ],
)
def test_a_quotation_that_opens_or_closes_in_it_is_shown_whole(
    text: str, words: tuple[int, str], more: str
) -> None:
    start, last = words
    end = text.index(last) + len(last)
    opened = "“" if start and text[start - 1] == "“" else ""
    assert quotable(text, start, end, None) == opened + text[start:end] + more


def test_marks_that_are_cut_off_on_both_sides_are_shown() -> None:
    text = 'Roe was there. "It leaks," he said, and "it always has."'
    assert shown(text, 'It leaks," he said, and "it always has.') == text[15:]


def test_what_stands_within_one_quotation_gets_no_marks() -> None:
    assert shown("He said “that it leaks” twice.", "that it leaks") == "that it leaks"


def test_an_endless_paragraph_costs_no_more_than_a_long_one() -> None:
    text = "“a” " * 2_000_000 + "Roe said “it leaks” and left"
    assert shown(text, "Roe said “it leaks") == "Roe said “it leaks”"


def test_direct_words_have_an_ellipsis_where_the_writer_speaks() -> None:
    text = '"A promise," Roe said, "doesn\'t pay my rent."'
    spans = tuple(
        Span(text.index(one), text.index(one) + len(one)) for one in ("A promise,", "doesn't pay my rent.")
    )
    one = Statement(Article("a", text), "Roe", "Roe", None, None, "said", spans, "direct", 0)
    assert quotable(text, one.start, one.end, one) == "A promise … doesn't pay my rent."


def test_the_pieces_of_a_report_leave_out_who_says_it() -> None:
    text = "The roof leaks, Roe said, and always has."
    spans = (Span(0, 15), Span(26, 40))
    one = Statement(Article("a", text), "Roe", "Roe", None, None, "said", spans, "indirect", 0)
    found = [text[a:b] for a, b in spoken(text, one.start, one.end, one)]
    assert found == ["The roof leaks", "and always has"]
    assert spoken(text, 0, 14, one) == [Span(0, 14)]
    assert spoken(text, 2, 9, None) == [Span(2, 9)]
