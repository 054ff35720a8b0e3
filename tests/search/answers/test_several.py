"""What is told of the parts of one question."""

from onrecord.index import Article, Span, Statement
from onrecord.search.answers.said import Said
from onrecord.search.answers.several import answered_by, with_parts
from onrecord.search.model import Citation

ARTICLE = Article(id="a", text="“I never took a penny,” he said in March. “It was theft,” he said in May.")


def cited(words: str) -> Citation:
    start = ARTICLE.text.index(words)
    statement = Statement(
        ARTICLE, "Roe", "he", None, None, "said", (Span(start, start + len(words)),), "direct", 0
    )
    return Citation(ARTICLE, start, start + len(words), 0, 0.5, statement)


PENNY, THEFT = cited("I never took a penny"), cited("It was theft")
LATER = Said((THEFT,), 0.9)


def refused(confidence: float, nearest: Citation) -> Said:
    return Said((), confidence, "below_threshold", "Not near enough.", (nearest,))


def test_a_part_whose_likeliest_answer_is_cited_for_the_whole_is_answered() -> None:
    whole = Said((PENNY,), 0.8)
    assert answered_by(whole, [refused(0.4, PENNY), LATER]) == {0, 1}
    assert [one.quote for one in with_parts(whole, [refused(0.4, PENNY), LATER]).citations] == [
        PENNY.quote,
        THEFT.quote,
    ]


def test_what_answers_another_part_answers_no_second_one() -> None:
    assert answered_by(Said((THEFT,), 0.8), [refused(0.4, THEFT), LATER]) == {1}


def test_what_is_hardly_likely_answers_no_part() -> None:
    assert answered_by(Said((PENNY,), 0.8), [refused(0.2, PENNY), LATER]) == {1}


def test_a_refused_whole_answers_nothing() -> None:
    assert answered_by(refused(0.2, PENNY), [refused(0.4, PENNY), LATER]) == {1}
