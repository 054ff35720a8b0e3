"""What a pronoun tells of the gender of whom it means, and what it does not."""

from onrecord.index import Article
from onrecord.index.attribution import StatementFinder
from onrecord.index.entities.person import Person


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
