"""Answers and refusals, by hand and against scikit-learn where it is installed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.eval.model import Evidence, Query
from onrecord.eval.refusal import Outcome, auroc, calibration_error, outcome, refusal
from onrecord.index import Article, Hit, Passage

from .strategies import Cited, Told

ARTICLE = Article("a", "The bridge opens in May, she said. It had cost nine million, twice what was planned.")
OTHER = Article("b", "Nothing of note happened here.")
QUERY = Query(
    "q",
    "When does the bridge open?",
    answerable=True,
    evidence=(Evidence(0, "opens in May", "a"), Evidence(0, "in May", "a")),
)


def hit(article: Article, start: int = 0, end: int | None = None) -> Hit:
    return Hit(Passage(article, start, len(article.text) if end is None else end, 0), 1.0, 0)


@pytest.mark.parametrize(
    ("citations", "hits", "cited"),
    [
        ([Cited(ARTICLE, 11, 23)], [], True),
        ([Cited(ARTICLE, 40, 60)], [], False),
        ([Cited(ARTICLE, 40, 60)], [hit(ARTICLE)], True),
        ([Cited(OTHER, 0, 10)], [hit(ARTICLE), hit(OTHER)], False),
        ([Cited(OTHER, 0, 10)] * 2 + [Cited(ARTICLE, 0, 34)], [], True),
        ([Cited(OTHER, 0, 10)] * 3 + [Cited(ARTICLE, 0, 34)], [], False),
        ([], [hit(ARTICLE)], False),
        # A passage that the citation only reaches into is not the one it was taken from.
        ([Cited(ARTICLE, 30, 60)], [hit(ARTICLE, 0, 34), hit(ARTICLE, 34, 84)], False),
    ],
)
def test_one_of_three_citations_or_its_passage_holds_the_evidence(
    citations: list[Cited], hits: list[Hit], *, cited: bool
) -> None:
    told = Told(answered=True, confidence=0.9, citations=tuple(citations), hits=tuple(hits))
    assert outcome(QUERY, told) == Outcome(answerable=True, answered=True, confidence=0.9, cited=cited)


def test_a_refusal_cites_nothing_and_the_unanswerable_have_nothing_to_cite() -> None:
    assert outcome(QUERY, Told(answered=False, confidence=0.1, citations=(Cited(ARTICLE, 0, 34),))).cited is False
    assert (
        outcome(
            Query("q", "?", answerable=False),
            Told(answered=True, confidence=0.6, citations=(Cited(ARTICLE, 0, 34),)),
        ).cited
        is None
    )


def test_sums_by_hand() -> None:
    found = refusal(
        [
            Outcome(answerable=True, answered=True, confidence=0.95, cited=True),
            Outcome(answerable=True, answered=True, confidence=0.85, cited=False),
            Outcome(answerable=True, answered=False, confidence=0.25, cited=False),
            Outcome(answerable=False, answered=True, confidence=0.75, cited=None),
            Outcome(answerable=False, answered=False, confidence=0.05, cited=None),
        ]
    )
    counts = (
        found.answered_answerable,
        found.refused_answerable,
        found.answered_unanswerable,
        found.refused_unanswerable,
    )
    assert (found.n, *counts) == (5, 2, 1, 1, 1)
    assert found.accuracy == pytest.approx(3 / 5)
    assert found.cited == pytest.approx(1 / 2)
    # Of the six pairs only the refused answerable question and the wrong answer stand the wrong way round.
    assert found.auroc == pytest.approx(5 / 6)
    assert found.calibration_error == pytest.approx((0.05 + 0.15 + 0.75 + 0.75 + 0.05) / 5)


def test_calibration_by_hand() -> None:
    # One bin, (14/15, 1]: four confidences of .95, three of them right.
    assert calibration_error([0.95] * 4, [True, True, True, False]) == pytest.approx(0.2)
    # 1/2 belongs to the lower of two bins: (0 + .4 + .5) of 3 right in none, (.6) in one.
    assert calibration_error([0.5, 0.4, 0.6], [False, False, True], bins=2) == pytest.approx((0.9 + 0.4) / 3)
    assert calibration_error([0.0, 1.0], [False, True]) == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_calibration_error_is_a_share(pairs: list[tuple[float, bool]]) -> None:
    confidences, outcomes = [one for one, _ in pairs], [one for _, one in pairs]
    assert 0 <= calibration_error(confidences, outcomes) <= 1
    assert calibration_error([float(one) for one in outcomes], outcomes) == 0
    one_bin = abs(sum(confidences) - sum(outcomes)) / len(pairs)
    assert calibration_error(confidences, outcomes, bins=1) == pytest.approx(one_bin)


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.2, 0.5, 0.5001, 1.0]), st.booleans()), min_size=2))
def test_auroc_counts_pairs(pairs: list[tuple[float, bool]]) -> None:
    positives, negatives = [x for x, yes in pairs if yes], [x for x, yes in pairs if not yes]
    area = auroc([x for x, _ in pairs], [yes for _, yes in pairs])
    if not positives or not negatives:
        assert area is None
        return
    won = sum((x > y) + (x == y) / 2 for x in positives for y in negatives)
    assert area == pytest.approx(won / len(positives) / len(negatives))


def test_auroc_is_scikit_learns() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    scores = [0.1, 0.4, 0.35, 0.8, 0.4, 0.9, 0.35, 0.2]
    labels = [False, False, True, True, True, True, False, False]
    assert auroc(scores, labels) == pytest.approx(metrics.roc_auc_score(labels, scores))


@pytest.mark.parametrize("confidences", [[], [1.01], [-0.1], [float("nan")]])
def test_a_confidence_is_a_probability(confidences: list[float]) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        calibration_error(confidences, [True] * len(confidences))
    with pytest.raises(ValueError, match="no outcomes"):
        refusal([])
