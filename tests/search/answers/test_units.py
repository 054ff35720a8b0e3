"""What may be cited: statements and sentences, never headings."""

from dataclasses import replace

import numpy as np

from onrecord.index import Article, Passage, Span, Statement
from onrecord.search.answers.asked import Asked, AskedSpeaker
from onrecord.search.answers.office_words import description, other_words, share_described
from onrecord.search.answers.unit_features import CHEAP, eligible, speaker_figures
from onrecord.search.answers.units import Unit, units_of

TEXT = (
    "What the papers say\n\n"
    "The pier burnt down. “We will build it again,” said Mayor Jane Roe. It cost four million."
)
ARTICLE = Article("a", TEXT, "Pier")
START = TEXT.index("We will")
SAID = Statement(
    ARTICLE,
    "Jane Roe",
    "Mayor Jane Roe",
    Span(TEXT.index("Mayor"), TEXT.index("Roe") + 3),
    "Mayor",
    "said",
    (Span(START, TEXT.index("again,") + 6),),
    "direct",
    1,
)


def units() -> list[Unit]:
    first = TEXT.index("The pier")
    passages = {0: Passage(ARTICLE, 0, first - 2, 0), 1: Passage(ARTICLE, first, len(TEXT), 1)}
    return units_of(passages, [(SAID, 1)])


def test_statements_and_sentences_are_units_and_headings_are_not() -> None:
    assert [one.text for one in units()] == [
        "We will build it again,",
        "The pier burnt down.",
        "It cost four million.",
    ]
    assert units()[0].statement is SAID
    assert (
        units()[0].read
        == "Pier. What the papers say The pier burnt down. “ | Jane Roe, Mayor, said: We will build it again,"
    )


def asked(phrase: str, *, by_name: bool = True) -> Asked:
    one = AskedSpeaker(phrase, (), by_name, () if by_name else description(phrase))
    return Asked(speech=True, certain=True, who=False, speakers=(one,), mentions=(), topic="the pier")


def may_be_asked_for(phrase: str, its: list[Unit]) -> list[bool]:
    rows = [[0.0] * CHEAP.index("named_same") + speaker_figures(asked(phrase), one) for one in its]
    cheap = np.array([row + [0.0] * (len(CHEAP) - len(row)) for row in rows])
    allowed: list[bool] = eligible(asked(phrase), cheap).tolist()
    return allowed


def test_nobody_elses_words_are_those_of_whom_a_question_names() -> None:
    other = Unit(ARTICLE, START, START + 9, 1, 1, replace(SAID, speaker="Kim Doe", as_written="she"))
    named = Unit(ARTICLE, START, START + 9, 1, 1, replace(SAID, speaker=None, as_written="a friend of Doe"))
    assert may_be_asked_for("Jane Roe", [*units()[1:], other, named]) == [True, True, False, False]


def test_words_of_whom_an_article_calls_by_no_name_may_be_those_of_whom_it_names_elsewhere() -> None:
    mayor = Unit(ARTICLE, START, START + 9, 1, 1, replace(SAID, speaker=None, as_written="The former banker"))
    assert may_be_asked_for("Jane Roe", [mayor]) == [True]
    assert may_be_asked_for("Roe", [mayor]) == [True]


def test_an_article_that_does_not_name_somebody_has_no_words_of_theirs() -> None:
    assert may_be_asked_for("Kim Doe", units()) == [False, False, False]
    # Letters of "million" and of "papers" are no name.
    assert may_be_asked_for("Mill Ape", units()) == [False, False, False]


def test_an_office_has_other_names() -> None:
    assert "british foreign minister" in list(other_words("Britain's foreign secretary"))
    assert "attorney general" in list(other_words("the A.G."))
    assert share_described(description("the British foreign secretary"), "UK Foreign Minister David Lammy") == 1.0
    assert share_described(description("the French foreign secretary"), "UK Foreign Minister David Lammy") < 1.0


def test_what_is_written_without_spaces_is_cut_at_its_own_full_stops() -> None:
    text = "橋は古い。市長は「橋を直す。そして守る。」と語った。費用は三億円だ\n\n橋の費用"
    article = Article("b", text)
    passages = {0: Passage(article, 0, len(text), 0)}
    assert [one.text for one in units_of(passages, [])] == ["市長は「橋を直す。そして守る。」と語った。"]


def test_what_has_the_label_of_a_caption_a_quiz_or_a_link_is_no_sentence_of_the_article() -> None:
    text = (
        "Photograph: Jane Roe holding a lamp, before the pier burnt.\nQUIZ: How many lamps did Jane Roe hold?\n"
        "Also read: Why the pier burnt.\nOne question remains: how many lamps did she hold?"
    )
    article = Article("c", text)
    passages = {0: Passage(article, 0, len(text), 0)}
    assert [one.text for one in units_of(passages, [])] == ["One question remains: how many lamps did she hold?"]
