"""Names of one speaker are joined; what is no name joins nobody."""

import pytest

from onrecord.index.entities.linking import Speaker, is_name
from tests.index.directories import joined_speakers


def joined(*rows: tuple[str, int], common: frozenset[str] = frozenset()) -> dict[str, Speaker]:
    found = joined_speakers([(name, None, number) for name, number in rows], common)
    return {speaker.name: speaker for speaker in found}


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("Jane Roe", True),
        ("the Roe campaign", True),
        ("a Roe spokesman", True),
        ("Ludwig van Beethoven", True),
        ("Bank of Orlo", True),
        ("The researchers", False),
        ("Some Roe fans", False),
        ("one that Roe", False),
        ("First announced in May, Roe", False),
        ("Orlo's prime minister", False),
        ("Cast", False),
        ("EPA", True),
    ],
)
def test_names_and_descriptions(name: str, *, named: bool) -> None:
    assert is_name(name, frozenset({"cast", "first"})) is named


def test_a_surname_joins_the_full_name() -> None:
    found = joined(("Jane Roe", 5), ("Roe", 9), ("J. Roe", 1), ("Jane Q. Roe", 1))
    assert list(found) == ["Jane Roe"]
    assert found["Jane Roe"].statements == 16


def test_what_stands_alone_mostly_is_a_name_of_its_own() -> None:
    found = joined(
        ("Orlo", 60), ("Old Orlo", 3), ("an Orlo spokesman", 2), ("Orlo Commission", 9), ("Commission", 2)
    )
    assert found["Orlo"].names == ["Orlo", "an Orlo spokesman"]
    assert set(found) == {"Orlo", "Old Orlo", "Orlo Commission", "Commission"}


def test_bodies_with_two_words_in_common_are_two() -> None:
    assert len(joined(("National Music Publishers Association", 3), ("National Autism Association", 2))) == 2


def test_descriptions_are_one_entry_and_join_no_name() -> None:
    rows = ("White Company", 5), ("the company", 7), ("The company", 2), ("Company", 1), ("some companies", 1)
    found = joined(*rows, common=frozenset({"company"}))
    assert found["the company"].names == ["the company", "The company", "Company"]
    assert not found["the company"].named
    assert found["White Company"].named
    assert found["White Company"].names == ["White Company"]


def test_a_title_is_no_part_of_the_name_that_another_article_has_without_it() -> None:
    assert list(joined(("Ratu Sunita Roe", 5), ("Sunita Roe", 2))) == ["Sunita Roe"]
    assert list(joined(("Anna Sunita Roe", 5), ("Sunita Roe", 2))) == ["Anna Sunita Roe"]
