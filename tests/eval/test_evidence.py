"""The evidence measures, by hand, against the definition they share with other systems, and by property."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.eval.evidence import MEASURES, UnlocatedError, evidence_measures, facts_found, holds_evidence
from onrecord.eval.model import Evidence, Query, Retrieved

TEXT = "The mayor spoke on Monday. She said that the bridge will close in May. Nobody else spoke."
FACT = "She said that the bridge will close in May."
START = TEXT.index(FACT)


def query(*evidence: Evidence) -> Query:
    return Query("q1", "What did the mayor say?", answerable=True, evidence=evidence)


def spans(*places: tuple[int, int], article_id: str = "a") -> list[Retrieved]:
    return [Retrieved(article_id, start, end, -rank) for rank, (start, end) in enumerate(places)]


# Literals: the values that the evaluation's reference definition gives.
@pytest.mark.parametrize(
    ("found", "n_facts", "expected"),
    [
        ([{0}, set(), {0, 1}, {2}], 3, (0.9060254355346823, 1.0, 1.0, 1.0, 1.0, 1.0)),
        ([set(), {1}, {1}, set(), {0}], 2, (0.6240505200038379, 0.5, 0.5, 1.0, 1.0, 1.0)),
        ([set()] * 10 + [{0}], 1, (0.0, 0.0, 0.0, 0.0, 1.0, 0.0)),
        ([set()] * 100 + [{0}], 1, (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)),
        ([{0, 1}], 2, (1.0, 1.0, 1.0, 1.0, 1.0, 1.0)),
        ([{0, 1}, {2, 3}], 4, (1.0, 1.0, 1.0, 1.0, 1.0, 1.0)),
        ([{fact} for fact in range(10)], 12, (1.0, 1.0, 4 / 12, 10 / 12, 10 / 12, 1.0)),
        ([], 2, (0.0,) * 6),
    ],
)
def test_values_of_the_shared_definition(found: list[set[int]], n_facts: int, expected: tuple[float, ...]) -> None:
    assert evidence_measures(found, n_facts) == pytest.approx(dict(zip(MEASURES, expected, strict=True)))


def test_one_fact_at_rank_three_by_hand() -> None:
    values = evidence_measures([set(), set(), {0}], 2)
    assert values["nDCG@10"] == pytest.approx((1 / math.log2(4)) / (1 + 1 / math.log2(3)))
    assert values["MRR@10"] == pytest.approx(1 / 3)
    assert values["Hits@4"] == 0.5


def test_nothing_to_find_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least 1: 0"):
        evidence_measures([], 0)


rankings = st.integers(1, 6).flatmap(
    lambda n: st.tuples(st.lists(st.sets(st.integers(0, n - 1)), max_size=20), st.just(n))
)


@given(rankings)
def test_values_are_shares(ranking: tuple[list[set[int]], int]) -> None:
    values = evidence_measures(*ranking)
    assert all(0 <= value <= 1 for value in values.values())
    assert values["Hits@4"] <= values["Hits@10"] <= values["R@100"]


@given(st.integers(1, 10))
def test_a_perfect_ranking_scores_one(n_facts: int) -> None:
    values = evidence_measures([{fact} for fact in range(n_facts)], n_facts)
    assert values["nDCG@10"] == pytest.approx(1)
    assert values["MRR@10"] == values["Hits@10"] == values["any@10"] == 1


@given(rankings, st.integers(0, 20))
def test_an_earlier_passage_never_costs(ranking: tuple[list[set[int]], int], place: int) -> None:
    found, n_facts = ranking
    place = min(place, len(found))
    later = evidence_measures([*found[:place], set(), *found[place:]], n_facts)
    sooner = evidence_measures(found, n_facts)
    assert all(sooner[measure] >= later[measure] - 1e-12 for measure in MEASURES)


@pytest.mark.parametrize(("end", "found"), [(START + 20, {0}), (START + 19, set())])
def test_twenty_characters_find_a_fact(end: int, found: set[int]) -> None:
    assert facts_found(query(Evidence(0, FACT, "a")), spans((0, end)), {"a": TEXT}.get) == [found]


@pytest.mark.parametrize(("start", "found"), [(0, {0}), (TEXT.index("May"), {0}), (TEXT.index("May") + 1, set())])
def test_a_short_fact_must_be_found_whole(start: int, found: set[int]) -> None:
    assert facts_found(query(Evidence(0, "May", "a")), spans((start, len(TEXT))), {"a": TEXT}.get) == [found]


def test_offsets_need_no_text() -> None:
    known = query(Evidence(0, FACT, "a", START, START + len(FACT)))
    assert facts_found(known, spans((0, 10), (START, START + 30)), lambda _: None) == [set(), {0}]


def test_offsets_that_miss_their_words_give_way_to_the_words() -> None:
    known = query(Evidence(0, FACT, "a", 0, len(FACT)))
    assert facts_found(known, spans((0, 10), (START, START + 30)), {"a": TEXT}.get) == [set(), {0}]


def test_a_fact_told_twice_is_found_at_either_place() -> None:
    text = f"{FACT}\nBetween.\n{FACT}"
    second = len(text) - len(FACT)
    found = facts_found(
        query(Evidence(0, FACT, "a")), spans((0, 30), (45, 52), (second, len(text))), {"a": text}.get
    )
    assert found == [{0}, set(), {0}]


def test_a_whole_article_finds_all_its_facts_and_no_others() -> None:
    evidence = query(Evidence(0, FACT, "a"), Evidence(1, "The mayor", "a"), Evidence(2, "elsewhere", "b"))
    assert facts_found(evidence, [Retrieved("a", None, None, 1.0)], {"a": TEXT}.get) == [{0, 1}]


def test_words_without_an_article_are_found_in_any() -> None:
    found = facts_found(query(Evidence(0, FACT)), [*spans((0, 90), article_id="x")], {"x": TEXT}.get)
    assert found == [{0}]
    assert facts_found(query(Evidence(0, "not there")), spans((0, 90)), {"a": TEXT}.get) == [set()]


def test_a_fact_missing_from_its_article_is_an_error_not_a_zero() -> None:
    with pytest.raises(UnlocatedError, match="article 'a' does not hold the evidence of question 'q1'"):
        facts_found(query(Evidence(0, "not there", "a")), spans((0, 90)), {"a": TEXT}.get)
    with pytest.raises(UnlocatedError, match="text is not at hand"):
        facts_found(query(Evidence(0, FACT, "a")), spans((0, 90)), lambda _: None)


def test_evidence_is_held_only_as_a_whole() -> None:
    evidence = query(Evidence(0, FACT, "a"))
    assert holds_evidence(evidence, "a", TEXT, START, START + len(FACT))
    assert not holds_evidence(evidence, "a", TEXT, START, START + len(FACT) - 1)
    assert not holds_evidence(evidence, "b", TEXT, 0, len(TEXT))
