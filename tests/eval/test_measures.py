"""Measures of articles against pytrec_eval."""

import sys

import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st

from onrecord.eval.measures import DEFAULT_MEASURES, article_measures, parse_measures
from onrecord.eval.model import Retrieved, Run
from onrecord.index import OnrecordError, QueryError

TREC_NAMES = {
    "nDCG@10": "ndcg_cut_10",
    "RR": "recip_rank",
    "AP": "map",
    "AP@100": "map_cut_100",
    "R@100": "recall_100",
    "P@5": "P_5",
}
documents = st.sampled_from("abcdefghijklmnop")


def run_of(rankings: dict[str, list[str]]) -> Run:
    results = {
        name: tuple(
            Retrieved(one, 10 * rank, 10 * rank + 5, 1 / rank) for rank, one in enumerate(ranking, start=1)
        )
        for name, ranking in rankings.items()
    }
    return Run("test", results)


@given(
    st.dictionaries(
        st.sampled_from(["q1", "q2", "q3"]),
        st.dictionaries(documents, st.integers(0, 3), min_size=1).filter(lambda grades: any(grades.values())),
        min_size=1,
    ),
    st.dictionaries(st.sampled_from(["q1", "q2", "q3"]), st.lists(documents, max_size=20)),
)
def test_values_are_pytrec_evals(qrels: dict[str, dict[str, int]], rankings: dict[str, list[str]]) -> None:
    values = article_measures(qrels, run_of(rankings), parse_measures(TREC_NAMES))
    assert values.keys() == qrels.keys()
    for query_id, grades in qrels.items():
        best: dict[str, float] = {}
        for rank, document in enumerate(rankings.get(query_id, ())):
            best.setdefault(document, 100.0 - rank)
        evaluator = pytrec_eval.RelevanceEvaluator({query_id: grades}, set(TREC_NAMES.values()))
        trec = evaluator.evaluate({query_id: best})[query_id] if best else {}
        for name, trec_name in TREC_NAMES.items():
            assert values[query_id][name] == pytest.approx(trec.get(trec_name, 0.0))


def test_a_judged_question_that_the_run_lacks_scores_zero() -> None:
    qrels = {"q1": {"a": 1}, "q2": {"a": 1}}
    values = article_measures(qrels, run_of({"q1": ["a"], "q9": ["a"]}), parse_measures(DEFAULT_MEASURES))
    assert values == {"q1": dict.fromkeys(DEFAULT_MEASURES, 1.0), "q2": dict.fromkeys(DEFAULT_MEASURES, 0.0)}


def test_an_article_stands_at_its_best_passage() -> None:
    values = article_measures({"q": {"b": 1}}, run_of({"q": ["a", "a", "a", "b", "b"]}), parse_measures("RR"))
    assert values["q"]["RR"] == 0.5


def test_equal_scores_keep_the_runs_order() -> None:
    tied = Run("test", {"q": (Retrieved("a", None, None, 1.0), Retrieved("b", None, None, 1.0))})
    assert article_measures({"q": {"a": 1}}, tied, parse_measures("RR"))["q"]["RR"] == 1.0


def test_names_are_parsed_once_each() -> None:
    names = [str(measure) for measure in parse_measures("nDCG@10, AP R@100,P(rel=2)@5,,MRR@10,RR@10")]
    assert names == ["nDCG@10", "AP", "R@100", "P(rel=2)@5", "RR@10"]


@pytest.mark.parametrize(
    "name", ["foo@10", "nDCG(@3", "P", "nDCG@-1", "__import__('os')", "nDCG(1)", "RBP@10", " ,"]
)
def test_a_wrong_name_says_what_would_do(name: str) -> None:
    with pytest.raises(QueryError, match=": try nDCG@10"):
        parse_measures(name)


def test_without_trec_eval_s_code_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytrec_eval", None)
    with pytest.raises(OnrecordError, match="pip install ir-measures pytrec-eval-terrier"):
        parse_measures("nDCG@10")
