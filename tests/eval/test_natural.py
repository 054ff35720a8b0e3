"""Written questions: their files hold together, and answers are judged by where they stand."""

from __future__ import annotations

from hashlib import sha256

import pytest

from onrecord.eval.annotation import read_annotated
from onrecord.eval.natural_scores import is_fault, judge, shares
from onrecord.eval.questions import HALVES, SAMPLE, Place, WrittenQuestion, check_evidence, read_questions
from onrecord.eval.significance import bootstrap_interval, cluster_interval
from onrecord.index import Article, JudgmentError
from onrecord.search import Answer, Citation

TEXT = "The pier burnt down. “We will build it again before the winter comes,” said Mayor Jane Roe. It cost $4m."
ARTICLE = Article("a", TEXT, "Pier")
ARTICLES = {"a": ARTICLE}


def written(kind: str = "said", *, answer: str | None = None, answerable: bool = True) -> WrittenQuestion:
    start = TEXT.index("We will")
    place = Place("a", start, TEXT.index("comes") + 5, sha256(TEXT.encode()).hexdigest())
    evidence, miss = ((place,), None) if answerable else ((), "topic")
    return WrittenQuestion(
        "1",
        "sample",
        ("a",),
        "what did Roe say?",
        None,
        kind,
        "plain",
        answerable,
        miss,
        "Jane Roe",
        evidence,
        answer,
    )


def answered(quote: str) -> Answer:
    start = TEXT.index(quote)
    citation = Citation(ARTICLE, start, start + len(quote), 0, 0.9)
    return Answer(
        "what did Roe say?", answered=True, reason=None, confidence=0.9, text=quote, citations=(citation,), hits=()
    )


@pytest.mark.parametrize("half", HALVES)
def test_questions_are_whole_and_in_their_half(half: str) -> None:
    questions = read_questions(half)  # type: ignore[arg-type]
    assert len({one.id for one in questions}) == len(questions) > 0
    for one in questions:
        assert one.answerable == bool(one.evidence)
        assert one.answerable == (one.near_miss is None)


def test_evidence_stands_in_the_packaged_sample() -> None:
    articles = {one.id: one for one in read_annotated(SAMPLE / "articles.jsonl")}
    for half in HALVES:
        for one in read_questions(half):
            if one.corpus == "sample":
                check_evidence(one, articles, SAMPLE)
    with pytest.raises(JudgmentError):
        check_evidence(written(), articles, SAMPLE)


def test_half_of_the_shorter_is_enough() -> None:
    assert judge(
        written(), answered("“We will build it again before the winter comes,” said Mayor Jane Roe."), ARTICLES
    ).first
    assert not judge(written(), answered("The pier burnt down."), ARTICLES).first
    assert judge(written("fact", answer="$4m"), answered("It cost $4m."), ARTICLES).first
    assert not judge(written("said", answer="$4m"), answered("It cost $4m."), ARTICLES).first


def test_a_false_reason_is_one_that_says_what_is_not_so() -> None:
    refused = Answer(
        "?", answered=False, reason="no", confidence=0.1, text="", citations=(), hits=(), refusal="unknown_speaker"
    )
    assert judge(written(), refused, ARTICLES).false_reason
    assert is_fault(judge(written(), refused, ARTICLES))
    assert not is_fault(judge(written(answerable=False), refused, ARTICLES))
    means = {one.measure: one.mean for one in shares([judge(written(), refused, ARTICLES)])}
    assert means["wrongly refused"] == means["refused for a reason that is not so"] == 1.0


def test_questions_on_one_article_are_drawn_together() -> None:
    values, clusters = [1.0] * 10 + [0.0] * 10, ["a"] * 10 + ["b"] * 10
    assert cluster_interval(values, clusters) == (0.0, 1.0)
    alone = cluster_interval(values, [str(n) for n in range(20)])
    assert alone == pytest.approx(bootstrap_interval(values), abs=0.06)
