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


def speakers(finder: StatementFinder, text: str) -> list[tuple[str | None, str]]:
    return [(who, words) for who, words, _ in said(finder, text)]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [("Piotr", "Amara"), ("PIOTR", "AMARA"), ("PZ", "AD"), ("P.Z.", "A.D."), ("Piotr (00:12)", "Amara [00:40]")],
)
def test_given_names_and_initials_are_theirs_whom_the_article_brings_in(
    finder: StatementFinder, asks: str, answers: str
) -> None:
    text = (
        "Amara Diallo, a keeper, talked to our reporter Piotr Zielinski.\n\n"
        f"{asks}: Do you ever sleep?\n\n{answers}: In the mornings\n\n"
        f"{asks}: What of the ships?\n\n{answers}: I miss them"
    )
    assert speakers(finder, text) == [
        ("Piotr Zielinski", "Do you ever sleep?"),
        ("Amara Diallo", "In the mornings"),
        ("Piotr Zielinski", "What of the ships?"),
        ("Amara Diallo", "I miss them"),
    ]


def test_letters_with_a_stop_part_a_block_of_evidence(finder: StatementFinder) -> None:
    text = (
        "Evidence of Mr Tiberiu Lascar, pilot, to the inquiry.\n\nExamined by Ms Hale:\n\n"
        "Q. You had a lamp?\nA. A man in my trade has two.\n\nQ. You were awake?\nA. I was standing.\n\n"
        "The witness withdrew."
    )
    assert speakers(finder, text) == [
        ("Tiberiu Lascar", "A man in my trade has two"),
        ("Tiberiu Lascar", "I was standing"),
    ]


def test_a_letter_is_no_role(finder: StatementFinder) -> None:
    text = (
        "Evidence of Mr Tiberiu Lascar, pilot. Ann Roe, founder of a bank, sat behind.\n\n"
        "Q. You had a lamp?\nA. A man in my trade has two.\n\nQ. You were awake?\nA. I was standing."
    )
    assert {who for who, _ in speakers(finder, text)} == {"Tiberiu Lascar"}


def test_a_witness_may_be_named_anywhere(finder: StatementFinder) -> None:
    text = (
        "Day six of the inquest at Rowan Street.\n\nMS. HALE: Did you see the crack?\n\n"
        "THE WITNESS: On Monday. I saw a crack as wide as my thumb.\n\nMS. HALE: Whom did you tell?\n\n"
        "THE WITNESS: I told my foreman.\n\nThe witness, Sipho Dlamini, guards the place."
    )
    assert ("Sipho Dlamini", "I told my foreman") in speakers(finder, text)


def test_a_question_without_a_label_is_nobody_s(finder: StatementFinder) -> None:
    text = (
        "Hanne Dyrdal and Oskar Wren crossed the ocean.\n\nWho got on whose nerves?\n\n"
        "HD: He hums, and I hum too.\n\nOW: I was not humming.\n\nI was breathing.\n\n"
        "What did you miss?\n\nHD: I missed a door.\n\nOW: I missed cheese."
    )
    assert [words for who, words in speakers(finder, text) if who == "Oskar Wren"] == [
        "I was not humming",
        "I was breathing",
        "I missed cheese",
    ]


CALL = """Operator

Good morning. You may begin.

Gordon Hale{hale}

Thanks. We sold more soup than ever, and I am glad of it.

Margins held at eleven percent.

Ann Castro{castro}

How is soup doing in the south?

Gordon Hale{hale}

Badly. Nobody eats hot soup there, and we knew that.
"""


@pytest.mark.parametrize(
    ("hale", "castro"),
    [
        ("", ""),
        (" -- Chief Executive", " -- Fenwick & Co. -- Analyst"),
        (" - CEO", " - Analyst"),
        (" (1:02):", ":"),
    ],
)
def test_a_name_on_a_line_of_its_own_speaks_for_what_stands_below(
    finder: StatementFinder, hale: str, castro: str
) -> None:
    assert speakers(finder, CALL.format(hale=hale, castro=castro)) == [
        ("Gordon Hale", "Thanks"),
        ("Gordon Hale", "Margins held at eleven percent"),
        ("Ann Castro", "How is soup doing in the south?"),
        ("Gordon Hale", "Badly"),
    ]


def test_what_a_line_tells_beside_a_name_is_its_office(finder: StatementFinder) -> None:
    call = CALL.format(hale=" -- Chief Executive", castro=" -- Analyst")
    assert {one.role for one in finder.find(Article(id="a", text=call)) if one.speaker == "Gordon Hale"} == {
        "Chief Executive"
    }


def test_names_that_head_what_is_told_of_them_are_no_labels(finder: StatementFinder) -> None:
    text = CALL.format(hale="", castro="").rpartition("Gordon Hale")[0] + "Ben Fox\n\nYou know him."
    assert speakers(finder, text) == []


def test_what_a_name_of_a_cast_heads_is_told_of_them(finder: StatementFinder) -> None:
    text = "\n\n".join(
        f"{who}\n\nPlays a part. “I love it,” goes the song." for who in ["Ann Roe", "Kit Dane"] * 2
    )
    assert not [who for who, words in speakers(finder, text) if "Plays" in words]


@pytest.mark.parametrize(
    "label", ["The Minister for Roads, Ms Bronwen Idris", "The Minister for Roads (Ms Bronwen Idris)"]
)
def test_an_office_may_stand_before_a_label_s_name(finder: StatementFinder, label: str) -> None:
    text = (
        f"Mr. Ilmari Saarvik (Orlo South) (Ind): When will you mend it?\n\n{label}: When the frost is out.\n\n"
        "I would add that it is wide.\n\nMr. Saarvik: You said so in May."
    )
    assert speakers(finder, text) == [
        ("Ilmari Saarvik", "When will you mend it?"),
        ("Bronwen Idris", "When the frost is out"),
        ("Bronwen Idris", "I would add that it is wide"),
        ("Ilmari Saarvik", "You said so in May"),
    ]


def test_behind_words_in_quote_marks_a_label_has_no_others(finder: StatementFinder) -> None:
    text = (
        "• Ann Yusuf (34), nurse – “I like the benches.”\n\n• Otto Brandt (71), baker: “I would like a roof.”\n\n"
        "We asked on market day."
    )
    assert speakers(finder, text) == [
        ("Ann Yusuf", "“I like the benches"),
        ("Otto Brandt", "“I would like a roof"),
    ]
