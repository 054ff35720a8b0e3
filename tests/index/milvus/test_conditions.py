"""Conditions: what Milvus is told, and that no text gets into it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import Filters
from onrecord.index.milvus.conditions import (
    EVERYTHING,
    NOTHING,
    Chosen,
    Column,
    Condition,
    between,
    holding,
    one_of,
)
from onrecord.index.milvus.filtering import compiled, reported
from onrecord.index.milvus.revision import Facts

FACTS = Facts(
    schema=1, revision=1, encoder="bag", sha256="", dim=2, passages=9, articles=3, last_key=3, last_row=9,
    last_statement=4, words_a_passage=9.0, period=[], sources=["Coast Post", "'; drop"], sizes={},
    authors=["Jo Day"], languages=["en"], old_statements=False, sparse=True,
)  # fmt: skip
# Names of columns, words of the language, whole numbers, and what joins them.
TOLD = re.compile(rf"({'|'.join(Column)}|and|or|not|in|array_contains_any|-?\d+|[<>=]=?|[()\[\], ])*")


def test_conditions_are_joined_and_what_is_known_is_not_asked() -> None:
    few, some = one_of(Column.ROW, [3, 1, 3]), between(Column.DAY, -5, 7)
    assert few.text == "row in [1,3]"
    assert some.text == "(day >= -5) and (day <= 7)"
    assert (few & ~some).text == "(row in [1,3]) and (not ((day >= -5) and (day <= 7)))"
    assert holding(Column.TERMS, [9]).text == "array_contains_any(terms, [9])"
    assert one_of(Column.ROW, []) == holding(Column.TERMS, []) == NOTHING
    assert few & NOTHING == NOTHING
    assert few | NOTHING == few
    assert few & EVERYTHING == few
    assert few | EVERYTHING == EVERYTHING
    assert ~NOTHING == EVERYTHING
    assert ~EVERYTHING == NOTHING


def test_a_selection_asks_once_whether_it_is_empty() -> None:
    asked: list[Condition] = []

    def ask(condition: Condition) -> bool:
        asked.append(condition)
        return True

    chosen = Chosen(one_of(Column.ROW, [1]), ask) & Chosen(one_of(Column.SOURCE, [2]), ask)
    assert chosen.any()
    assert chosen.any()
    assert [one.text for one in asked] == ["(row in [1]) and (source in [2])"]
    assert not (chosen & Chosen(NOTHING, ask)).any()
    assert len(asked) == 1


@given(st.text(), st.text(), st.text(), st.lists(st.integers(-3, 9), max_size=3))
def test_no_text_of_a_user_gets_into_a_condition(
    source: str, author: str, language: str, numbers: list[int]
) -> None:
    filters = Filters(source=source, author=author, language=language, since="2025-01-01")
    asked = compiled(filters, FACTS)
    assert asked is not None
    for condition in (asked, ~asked, reported(numbers, [(n, n + 1) for n in numbers])):
        assert TOLD.fullmatch(condition.text), condition.text


def test_hostile_outlets_are_numbers_too() -> None:
    asked = compiled(Filters(source=("'; DROP",)), FACTS)
    assert asked is not None
    assert asked.text == "source in [1]"
