"""A whole evaluation on three articles, by hand."""

import json
from pathlib import Path

import pytest

from onrecord.eval.evidence import MEASURES
from onrecord.eval.measures import parse_measures
from onrecord.eval.model import Dataset, Evidence, Query, Retrieved, Run
from onrecord.eval.runner import evaluate, evaluate_run
from onrecord.eval.trec import read_run, write_run
from onrecord.index import Article, Hit, JudgmentError, Passage

from .strategies import WordSearch

ARTICLES = (
    Article("north", "Snow fell in the north.\nThe mayor of Umea, Ann Berg, promised free shovels to all."),
    Article("south", "Rain fell in the south.\nThe council promised sandbags, its head Jo Poe told reporters."),
    Article("other", "Nothing of note happened at the harbour.\nShips came and went as before."),
)
TEXTS = {article.id: article.text for article in ARTICLES}
DATASET = Dataset(
    "weather",
    Path("weather"),
    (),
    (
        Query(
            "q1",
            "what did the mayor of Umea promise",
            answerable=True,
            evidence=(Evidence(0, "promised free shovels", "north"),),
            kind="quote",
        ),
        Query(
            "q2",
            "Snow fell in the north and what did Jo Poe promise",
            answerable=True,
            evidence=(Evidence(0, "Snow fell in the north.", "north"), Evidence(1, "promised sandbags", "south")),
            kind="two",
        ),
        Query("q3", "who won the election in Peru", answerable=False),
    ),
    {"q1": {"north": 1}, "q2": {"north": 1, "south": 1}},
)


class Fixed:
    """Returns the same hits to everybody, and answers nothing."""

    def __init__(self, *hits: Hit) -> None:
        self.hits = hits

    def search(self, query: str, /, *, k: int) -> tuple[Hit, ...]:
        return self.hits


def test_three_questions_by_hand() -> None:
    steps: list[tuple[int, int]] = []
    report = evaluate(DATASET, WordSearch(ARTICLES), k=2, progress=lambda done, n: steps.append((done, n)))
    assert steps == [(1, 3), (2, 3), (3, 3)]
    first, second, third = report.results
    # q1: the mayor's paragraph is first. q2: snow in the north first, then "fell in the" of the south: one fact.
    assert first.values["evidence nDCG@10"] == first.values["evidence Hits@10"] == 1
    assert second.values["evidence MRR@10"] == 1
    assert second.values["evidence Hits@10"] == 0.5
    assert second.values["article R@100"] == 1
    assert first.values["cited evidence"] == 1
    assert third.values == {"right to answer or refuse": 1.0}
    means = {one.measure: (one.mean, one.n) for one in report.estimates}
    assert means["evidence Hits@10"] == (0.75, 2)
    assert means["right to answer or refuse"][1] == 3
    assert report.run.results.keys() == {"q1", "q2"}
    assert all(len(results) == 2 for results in report.run.results.values())
    assert report.search is not None
    assert report.search.n == 2
    assert report.ask is not None
    assert report.ask.n == 3
    assert report.refusal is not None
    assert report.refusal.refused_unanswerable == 1


def test_a_run_from_a_file_scores_as_it_did_live(tmp_path: Path) -> None:
    live = evaluate(DATASET, WordSearch(ARTICLES), ask=False, name="words")
    write_run(live.run, tmp_path / "run")
    again = evaluate_run(DATASET, read_run(tmp_path / "run"), TEXTS.get)
    assert again.estimates == live.estimates
    assert again.results == live.results
    assert (again.system, again.k, again.search, again.refusal) == ("words", None, None, None)


def test_a_judged_question_that_the_run_lacks_scores_zero() -> None:
    run = Run("half", {"q1": (Retrieved("north", None, None, 1.0),)})
    missing = evaluate_run(DATASET, run, TEXTS.get).results[1]
    assert set(missing.values.values()) == {0.0}
    assert {f"evidence {measure}" for measure in MEASURES} < missing.values.keys()


def test_a_perfect_run_scores_one_in_everything() -> None:
    results = {
        query.id: tuple(
            Retrieved(str(one.article_id), place := TEXTS[str(one.article_id)].index(one.text), place + 30, -rank)
            for rank, one in enumerate(query.evidence)
        )
        for query in DATASET.queries
        if query.answerable
    }
    report = evaluate_run(DATASET, Run("perfect", results), TEXTS.get)
    assert {one.mean for one in report.estimates} == {1.0}
    assert all((one.low, one.high) == (1.0, 1.0) for one in report.estimates)


def test_unanswerable_questions_are_no_part_of_retrieval() -> None:
    judged = Dataset("weather", Path("weather"), (), DATASET.queries, {**DATASET.qrels, "q3": {"other": 1}})
    report = evaluate(judged, WordSearch(ARTICLES), ask=False)
    assert report.results[2].values == {}
    assert {one.n for one in report.estimates} == {2}


def test_measures_of_articles_are_chosen() -> None:
    report = evaluate(DATASET, WordSearch(ARTICLES), ask=False, measures=parse_measures("P@1"))
    assert [one.measure for one in report.estimates if one.measure.startswith("article")] == ["article P@1"]


def test_another_corpus_is_an_error_not_a_zero() -> None:
    stranger = Article("stranger", "Snow fell in the north.")
    with pytest.raises(
        JudgmentError, match="like 'north', but onrecord has none of them: index the dataset's own"
    ):
        evaluate(DATASET, Fixed(Hit(Passage(stranger, 0, 10, 0), 1.0, 0)))
    altered = Article("north", "Snow fell in the north. The rest is gone.")
    with pytest.raises(JudgmentError, match="'north' does not hold the evidence of question 'q1'"):
        evaluate(DATASET, Fixed(Hit(Passage(altered, 0, 10, 0), 1.0, 0)))


def test_no_more_than_k_results_count() -> None:
    first, second = (Passage(article, 0, len(article.text), 0) for article in ARTICLES[:2])
    report = evaluate(DATASET, Fixed(Hit(second, 2.0, 1), Hit(first, 1.0, 0)), k=1)
    assert report.results[0].values["evidence R@100"] == 0


def test_a_system_that_finds_nothing_scores_zero() -> None:
    report = evaluate(DATASET, Fixed())
    assert {one.mean for one in report.estimates} == {0.0}
    assert report.refusal is None


def test_json_holds_the_values_of_every_question() -> None:
    report = evaluate(DATASET, WordSearch(ARTICLES))
    data = json.loads(json.dumps(report.to_dict()))
    assert (data["dataset"], data["questions"], data["answerable"]) == ("weather", 3, 2)
    assert data["measures"]["evidence nDCG@10"]["mean"] == pytest.approx(
        sum(one["values"]["evidence nDCG@10"] for one in data["results"][:2]) / 2
    )
    assert data["by_kind"]["quote"]["evidence nDCG@10"] == 1
    assert data["refusal"]["refused_unanswerable"] == 1
    assert data["results"][2] == {
        "query_id": "q3",
        "kind": None,
        "answerable": False,
        "values": {"right to answer or refuse": 1.0},
        "answered": False,
        "confidence": report.results[2].confidence,
        "question": "who won the election in Peru",
        "wanted": [],
        "said": [],
    }
