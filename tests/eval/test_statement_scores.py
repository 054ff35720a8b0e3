from dataclasses import replace

import pytest

from onrecord.eval.statement_scores import StatementQuestion, StatementResult, is_right, sum_up
from onrecord.index import Article, Span
from onrecord.search import Answer, Citation

ARTICLE = Article(id="a", text="Ada Brook said that the harbour tunnel will flood every winter, and left.")
QUESTION = StatementQuestion("what did Ada Brook say about the tunnel?", "Ada Brook", "a", (Span(20, 62),))


def answer(*spans: tuple[int, int], article: Article = ARTICLE) -> Answer:
    cited = tuple(Citation(article, start, end, 0, 0.9, None) for start, end in spans)
    return Answer(QUESTION.text, bool(cited), None, 0.9, "", cited, (), None)


@pytest.mark.parametrize(
    ("spans", "right"),
    [
        ([(20, 62)], True),
        ([(0, 40)], True),
        ([(0, 39)], False),
        ([(64, 70), (20, 62)], False),
        ([], False),
    ],
)
def test_the_first_citation_counts(spans: list[tuple[int, int]], right: bool) -> None:  # noqa: FBT001
    assert is_right(QUESTION, answer(*spans)) is right


def test_a_short_piece_must_be_there_as_a_whole() -> None:
    short = replace(QUESTION, content=(Span(20, 30),))
    assert is_right(short, answer((20, 30)))
    assert not is_right(short, answer((21, 60)))


def test_another_article_is_never_right() -> None:
    assert not is_right(QUESTION, answer((20, 62), article=replace(ARTICLE, id="b")))
    assert not is_right(replace(QUESTION, article_id=None, content=()), answer((20, 62)))


def result(*, answerable: bool, right: bool = False, refusal: str | None = None) -> StatementResult:
    return StatementResult("?", answerable, refusal is None, right, refusal, 0.5)


def test_shares_and_reasons() -> None:
    results = [
        result(answerable=True, right=True),
        result(answerable=True, refusal="unknown_speaker"),
        result(answerable=True, refusal="nothing_on_topic"),
        result(answerable=True, refusal="unknown_speaker"),
        result(answerable=False, refusal="nothing_on_topic"),
        result(answerable=False),
    ]
    report = sum_up("held back", 7, results)
    assert [(one.measure, one.mean, one.n) for one in report.estimates] == [
        ("right statement first", 0.25, 4),
        ("wrong speaker refused", 0.5, 2),
        ("answerable refused", 0.75, 4),
    ]
    assert report.reasons == {"unknown_speaker": 2, "nothing_on_topic": 1}
    assert "refused for: unknown_speaker 2, nothing_on_topic 1" in str(report)
    assert report.to_dict()["shares"]["answerable refused"]["mean"] == 0.75


def test_one_sort_alone_has_no_share_of_the_other() -> None:
    report = sum_up("held back", 1, [result(answerable=False, refusal="nothing_on_topic")])
    assert [one.measure for one in report.estimates] == ["wrong speaker refused"]
    assert report.reasons == {}
