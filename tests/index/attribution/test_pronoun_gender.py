"""What a pronoun tells of the gender of whom it means, and what it does not."""

import pytest

from onrecord.index import Article
from onrecord.index.attribution import StatementFinder
from onrecord.index.entities.person import Person, sex_of_role


def test_a_surer_pronoun_takes_back_what_one_told_but_not_what_a_name_tells() -> None:
    person, named = Person(("Vexla", "Doe")), Person(("Priyanka", "Roe"), sex="f", by_list=True)
    for sex in ("f", "m"):
        person.hear(sex)
        named.hear(sex)
    assert (person.sex, person.by_shared_name) == ("m", True)
    assert (named.sex, named.by_shared_name) == ("f", False)


def test_the_owner_of_an_office_is_no_subject() -> None:
    text = "OrloLine chief executive Teo Roe bowed. “It rained,” he said.\n\nOrloLine put up a sign."
    [one] = StatementFinder.load().find(Article(id="a", text=text))
    assert one.speaker == "Teo Roe"


def test_kin_of_somebody_tells_nothing_of_that_somebody() -> None:
    text = (
        "The list is the work of Ivo Fox, son of Chief Minister Meenakshi Roe, he says.\n\n"
        "Chief Minister Meenakshi Roe was more curt. “It rained,” she said."
    )
    found = StatementFinder.load().find(Article(id="a", text=text))
    assert found[-1].speaker == "Meenakshi Roe"


def test_an_agency_is_the_body_that_spoke_last() -> None:
    text = (
        "The rain will stop, Vexa County Public Health said Monday.\n\nThree remain in hospital, the agency said."
    )
    assert [one.speaker for one in StatementFinder.load().find(Article(id="a", text=text))] == [
        "Vexa County Public Health"
    ] * 2


def test_what_follows_a_name_by_a_preposition_is_no_part_of_it() -> None:
    text = "“It rained,” said Mr Roe to laughter from the gallery."
    assert [one.speaker for one in StatementFinder.load().find(Article(id="a", text=text))] == ["Roe"]


def test_what_somebody_is_said_to_be_tells_a_gender_and_what_befell_them_none() -> None:
    assert sex_of_role("widow and mother of three") == sex_of_role("founder and chairwoman") == "f"
    assert sex_of_role("coach whose father died last month") is None
    assert sex_of_role("teacher of girls") is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Store owner Sharmaine Cole was out.\n\nHer son Alrick came. “It rained,” he said.", "Alrick"),
        ("Clara Moore lost.\n\nThe sister, Renata, was at home. “It rained,” she said.", "Renata"),
        ("Clara Moore lost.\n\nOliver, 32, came by. “It rained,” he said.", "Oliver"),
        ("Big trade\n\nSource: Joel Shaw, Orlo Post\n\nIt may rain. Shaw reports it is raining.", "Joel Shaw"),
        # "Meta" is a woman's name too, and "May" a month.
        ("Sara Roe left Meta in May. “It rained,” she said.", "Sara Roe"),
        ("Shares fell. William A. Ackland came in.\n\n“It rained,” Mr. Ackland said.", "William A. Ackland"),
    ],
)
def test_whom_a_pronoun_means_is_brought_in_by_one_name_or_with_an_initial(text: str, speaker: str) -> None:
    assert StatementFinder.load().find(Article(id="a", text=text))[-1].speaker == speaker
