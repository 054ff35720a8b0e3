"""Interviews without labels: who answers stands in the headline or ahead of the first question."""

import pytest

from onrecord.index import Article
from onrecord.index.attribution import StatementFinder

LEAD = "Jane Roe, who builds ferries in Orlo, spoke to Ben Fox of the Post before the launch on Friday."
TURNS = """
Why did you build a ferry out of timber?

Because I could not afford steel. My father left me a barn full of oak.

We began in March with four people and no crane.

And did it float, as you had hoped?

It floated on the first morning, and I cried for an hour. You should have seen us.

It is a good hull. You said once that it would sink.

What did your neighbours say of it?

They called me mad, and now they want to sail with me to the islands.

What comes next?

I will build a second one. Roe grins.

We have the oak for it.
"""


@pytest.fixture(scope="module")
def finder() -> StatementFinder:
    return StatementFinder.load()


def said(finder: StatementFinder, text: str, title: str = "A ferry of oak") -> list[tuple[str | None, str, float]]:
    return [
        (one.speaker, text[one.start : one.end].partition(".")[0], round(one.probability or 0, 1))
        for one in finder.find(Article(id="a", text=text, title=title))
    ]


def test_answers_are_hers_who_is_brought_in_ahead_of_the_questions(finder: StatementFinder) -> None:
    found = said(finder, f"{LEAD}\n{TURNS}")
    assert [(speaker, words) for speaker, words, _ in found] == [
        ("Jane Roe", "Because I could not afford steel"),
        ("Jane Roe", "We began in March with four people and no crane"),
        ("Jane Roe", "It floated on the first morning, and I cried for an hour"),
        ("Jane Roe", "They called me mad, and now they want to sail with me to the islands"),
        ("Jane Roe", "We have the oak for it"),
    ]


def test_what_follows_an_answer_is_less_surely_hers(finder: StatementFinder) -> None:
    found = {words: probability for _, words, probability in said(finder, f"{LEAD}\n{TURNS}")}
    assert found["We began in March with four people and no crane"] < found["Because I could not afford steel"]


def test_whom_the_headline_names_answers(finder: StatementFinder) -> None:
    found = said(finder, f"{LEAD}\n{TURNS}", title="Ben Fox on ferries and oak")
    assert {speaker for speaker, _, _ in found} == {"Ben Fox"}


@pytest.mark.parametrize(
    "text",
    [
        # Nobody tells of an interview: a writer asks and answers.
        f"Jane Roe builds ferries in Orlo.\n{TURNS}",
        # Answers that speak of nobody's own: what every reader should know.
        LEAD
        + TURNS.replace(" I ", " they ").replace("We ", "They ").replace(" me ", " her ").replace("My ", "Her "),
        # Nobody is named ahead.
        f"The ferry was launched on Friday. We spoke to its builder.\n{TURNS}",
    ],
)
def test_questions_alone_are_no_interview(finder: StatementFinder, text: str) -> None:
    assert not [one for one in said(finder, text) if one[0] in {"Jane Roe", "Ben Fox"}]


TRANSCRIPT = """JANE TAPP: Thank you for coming. What do you make of it?

GOV. MARY FALLOW: I think that it is fine.

(BEGIN VIDEO CLIP.)

….

TAPP: And do you support him, as you said?

FALLOW: I do, and we all do.
"""


def test_a_surname_in_a_transcript_is_whose_label_has_the_whole_name(finder: StatementFinder) -> None:
    assert [(speaker, words) for speaker, words, _ in said(finder, TRANSCRIPT)] == [
        ("Jane Tapp", "Thank you for coming"),
        ("Mary Fallow", "I think that it is fine"),
        ("Jane Tapp", "And do you support him, as you said?"),
        ("Mary Fallow", "I do, and we all do"),
    ]


def test_headlines_under_a_name_make_no_transcript(finder: StatementFinder) -> None:
    text = (
        "Jane Roe: It Is Not A Mad Idea To Build A Ferry.\n\nThe ferry was built in May.\n\n"
        "“I think it is slow,” Ben Fox said.\n\nJane Roe: I Am Not Much Of A Sailor Compared To Fox."
    )
    assert ("Ben Fox", "I think it is slow,") in [(who, words) for who, words, _ in said(finder, text)]
    assert not [words for who, words, _ in said(finder, text) if who == "Jane Roe" and "built in May" in words]
