"""What is told of the parts of one question."""

from dataclasses import replace

from onrecord.index import Article, Span, Statement
from onrecord.search.answers.said import Said
from onrecord.search.answers.several import answered_by, one_by_one, with_parts
from onrecord.search.model import Citation

ARTICLE = Article(id="a", text="“I never took a penny,” he said in March. “It was theft,” he said in May.")


def cited(words: str) -> Citation:
    start = ARTICLE.text.index(words)
    statement = Statement(
        ARTICLE, "Roe", "he", None, None, "said", (Span(start, start + len(words)),), "direct", 0
    )
    return Citation(ARTICLE, start, start + len(words), 0, 0.5, statement)


def of(speaker: str, words: str) -> Citation:
    one = cited(words)
    assert one.statement is not None
    return replace(one, statement=replace(one.statement, speaker=speaker))


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


def test_each_who_is_asked_for_is_cited_with_what_answers_of_theirs_alone() -> None:
    never, said_roe, was = of("Roe", "I never took"), of("Roe", "a penny"), of("Doe", "It was theft")
    whole = Said((said_roe,), 0.8)
    told = one_by_one(whole, [Said((never,), 0.9), Said((was,), 0.7)])
    assert told.citations == (never, was, said_roe)
    assert told.confidence == 0.8
    # Whom the whole question cites first stays first.
    told = one_by_one(Said((was,), 0.8), [Said((never,), 0.9), Said((was,), 0.7)])
    assert told.citations == (was, never)


def test_where_the_whole_is_refused_the_surest_of_each_stands_for_it() -> None:
    never, was = of("Roe", "I never took"), of("Doe", "It was theft")
    told = one_by_one(refused(0.2, PENNY), [Said((never,), 0.6), Said((was,), 0.7)])
    assert told.citations == (was, never)
    assert (told.refusal, told.confidence) == (None, 0.7)
