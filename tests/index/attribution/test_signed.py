"""Articles of several writers, each of whom signs."""

import pytest

from onrecord.index import Article, Statement
from onrecord.index.attribution import StatementFinder

LIST = """The year's best films, as our critics saw them.

2. The Ferry

Director: Ana Ruiz

A slow film about fog that earns every minute of its three hours, and then some more.

Nobody who has waited on a pier will forget its ending, which I will not spoil for you here. —Jane Roe

1. Salt

It is loud, it is silly, and it is the most fun that anybody had in a cinema this year in Orlo. — Kit Dane
"""


@pytest.fixture(scope="module")
def finder() -> StatementFinder:
    return StatementFinder.load()


def said(finder: StatementFinder, text: str) -> list[tuple[str | None, str]]:
    found: list[Statement] = finder.find(Article(id="a", text=text))
    return [(one.speaker, text[start:end].rsplit(maxsplit=1)[-1]) for one in found for start, end in one.content]


@pytest.mark.parametrize("credit", ["Editor: Jane Roe", "Sir – Jane Roe", "The Editor, Jane Roe, Orlo Post"])
@pytest.mark.parametrize("form", ["{said}\n\n{credit}", "{credit}\n\n{said}"])
def test_a_credit_is_no_letter_and_ends_no_run(finder: StatementFinder, credit: str, form: str) -> None:
    text = form.format(said="The mayor said that the tram is late.", credit=credit)
    assert [word for _, word in said(finder, text)] == ["late"]


def test_what_is_signed_goes_back_to_the_line_that_heads_it(finder: StatementFinder) -> None:
    assert said(finder, LIST) == [("Jane Roe", "more."), ("Jane Roe", "here."), ("Kit Dane", "Orlo.")]


def test_without_a_heading_the_last_paragraph_alone_is_signed(finder: StatementFinder) -> None:
    text = LIST.split("Director: Ana Ruiz\n\n")[1]
    assert said(finder, text)[0] == ("Jane Roe", "here.")


def test_one_signature_may_be_anything(finder: StatementFinder) -> None:
    assert said(finder, LIST.split("1. Salt", maxsplit=1)[0]) == []


LETTERS = """Your letters

Sir, I read with delight that the pier is to be kept. Might the council now look at the price of parking beside it?
Ana Ruiz, florist, Fuller Street

Sir, Nobody has asked the gulls. As a man who fed them for years I can say that they do not care for chips.

Take the bins away, and they will leave within a season.
Desmond Kane, Lower Quay

Dear Sir or Madam, The new lane ends without warning at the foot of a blind bend, which is where I fell off.
Brigadier Neil Fraser (retd), Station Hill

Editor's note: the lane will be looked at in spring.
"""


def test_a_letter_is_its_signers_whatever_else_the_line_tells_of_them(finder: StatementFinder) -> None:
    assert said(finder, LETTERS) == [
        ("Ana Ruiz", "it?"),
        ("Desmond Kane", "chips."),
        ("Desmond Kane", "season."),
        ("Neil Fraser", "off."),
    ]


def test_a_letter_in_lines_of_one_paragraph_each_is_its_signers(finder: StatementFinder) -> None:
    assert said(finder, LETTERS.replace("\n\n", "\n"))[:3] == [
        ("Ana Ruiz", "it?"),
        ("Desmond Kane", "chips."),
        ("Desmond Kane", "season."),
    ]


def test_an_address_may_stand_below_a_signature(finder: StatementFinder) -> None:
    text = LETTERS.replace(
        "leave within a season.\nDesmond Kane, Lower Quay", "leave.\n\nDesmond Kane\nLower Quay"
    )
    assert ("Desmond Kane", "leave.") in said(finder, text)


POST = """Baker threw for four touchdowns against a side that fought him tooth and nail all day.

A perfect day for Baker.



381 yards

4 TDs

No INTs pic.twitter.com/abc — Orlo Sport (@orlosport) December 17, 2023
"""


def test_a_post_of_several_lines_is_whole(finder: StatementFinder) -> None:
    (only, lines) = finder.find(Article(id="a", text=POST))
    assert only.speaker == lines.speaker == "Orlo Sport"
    assert [POST[slice(*one.content[0])].split("\n") for one in (only, lines)] == [
        ["A perfect day for Baker."],
        ["381 yards", "", "4 TDs", "", "No INTs"],
    ]


def test_a_post_in_tags_is_its_signer_s(finder: StatementFinder) -> None:
    post = 'Two posts.\n\n<tweet id="1">Four goals, and it is May! — Jane Roe (@roe) May 9, 2016</tweet>.'
    (only,) = finder.find(Article(id="a", text=post))
    assert (only.speaker, post[slice(*only.content[0])]) == ("Jane Roe", "Four goals, and it is May!")


@pytest.mark.parametrize(
    "announced",
    [
        "Jane Roe of Vexa sent us this statement in which she claims the pier is safe",
        "Jane Roe, who leads the company now, said",
    ],
)
def test_a_block_without_marks_is_of_who_announces_it(finder: StatementFinder, announced: str) -> None:
    block = "We continue to work with the council, and are glad of its patience in the matter of the pier."
    text = f"The pier was built in 1912 by the town.\n\n{announced}:\n\n{block}\n\nIt rained all day."
    assert ("Jane Roe", "pier.") in said(finder, text)


def test_the_last_dash_of_a_post_leads_to_its_signer(finder: StatementFinder) -> None:
    post = "One post.\n\nOrlo wanted a ferry — and we built it. — Ana of Orlo/Kelso (@ana) December 17, 2023\n"
    [one] = finder.find(Article(id="a", text=post))
    assert (one.speaker, post[one.start : one.end]) == (
        "Ana of Orlo/Kelso",
        "Orlo wanted a ferry — and we built it.",
    )


@pytest.mark.parametrize("announced", ["Jane Roe wrote on Facebook", "In a statement, Jane Roe said"])
def test_a_block_goes_on_to_its_last_paragraph_in_the_first_person(
    finder: StatementFinder, announced: str
) -> None:
    said = ["I have decided to leave the club.", "The fans were kind.", "I will miss them."]
    text = "\n\n".join(["The club is in Orlo.", f"{announced}:", *said, "The club plays on Sunday."])
    found = [one for one in finder.find(Article("a", text)) if one.speaker == "Jane Roe" and one.kind == "direct"]
    assert [text[one.start : one.end] for one in found] == said


def test_a_block_is_one_paragraph_where_the_writer_is_i(finder: StatementFinder) -> None:
    said = ["We have closed the pool.", "We are sorry."]
    text = "\n\n".join(["I went to Orlo in June.", "In a statement, the club said:", *said])
    found = [one for one in finder.find(Article("a", text)) if one.kind == "direct"]
    assert [text[one.start : one.end] for one in found] == said[:1]


@pytest.mark.parametrize("opening", ["SIR – ", "MADAM – ", "Dear Editor,\n\n"])
def test_a_letter_may_open_in_capitals_and_close_politely(finder: StatementFinder, opening: str) -> None:
    text = (
        f"Your letters\n\n{opening}I pulled three boys out of the Ouzel.\n\n"
        "Yours faithfully,\nJANE ROE\nOrlo Bridge\n\n"
        f"{opening}Could the bakery open before eight?\nKit Dane\nMill Lane\n"
    )
    assert said(finder, text) == [("Jane Roe", "Ouzel."), ("Kit Dane", "eight?")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_with_a_handle_signs_the_lines_below(finder: StatementFinder, gap: str) -> None:
    text = (
        f"Snow fell.\n\nÉlodie Roe (@elodie) 7:14 AM · Feb 2{gap}He promised gritters by six.\n\n"
        f"Kit Dane @kit · 2h{gap}Replying to @elodie\nThey left at five.\n\nBoth posts were gone by noon."
    )
    assert said(finder, text) == [("Élodie Roe", "six."), ("Kit Dane", "five.")]
