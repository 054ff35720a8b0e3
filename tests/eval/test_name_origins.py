from collections import Counter

from onrecord.eval.judging.ratios import Ratio
from onrecord.eval.name_origins import Name, filled, gap, judge_groups, judge_name, read_names, read_texts
from onrecord.index import Article, Span, Statement
from onrecord.index.attribution import StatementFinder

WIDEST = 0.03
"""Between the best and the worst served origin and gender."""


def test_twelve_origins_and_as_many_women_as_men() -> None:
    groups = Counter((name.origin, name.gender) for name in read_names())
    assert len(groups) == 24
    assert set(groups.values()) == {4}
    assert len(read_texts()) == 10


def test_names_and_pronouns_are_put_in() -> None:
    text, spans = filled(read_texts()[5], Name("German", "f", "Heike", "von Bülow"))
    assert text.startswith(
        "The judge, Heike von Bülow, asked the jury to leave. Von Bülow then said that the evidence"
    )
    assert "in her ruling" in text
    assert [text[a:b] for a, b in spans] == ["the evidence had been tampered with", "the trial must begin anew"]
    assert "He told reporters" in filled(read_texts()[1], Name("English", "m", "John", "White"))[0]


def test_only_the_full_name_of_who_spoke_is_right() -> None:
    name = Name("English", "f", "Mary", "White")

    def find(article: Article) -> list[Statement]:
        whole = (Span(0, len(article.text)),)
        return [Statement(article, "White", "", None, None, "", whole, "indirect", 0)]

    assert judge_name(find, name).part == 0


def test_where_a_name_comes_from_matters_little() -> None:
    groups = judge_groups(StatementFinder.load().find, read_names())
    assert gap(groups) <= WIDEST
    assert gap({("a", "f"): Ratio(1, 2), ("a", "m"): Ratio(3, 4)}) == 0.25
