"""A question that takes for granted what nobody says is refused, and says so."""

import pytest

from onrecord.eval.premises import outcome, read_premises
from onrecord.search import Engine
from onrecord.search.answers.entity_linker import EntityLinker
from onrecord.search.answers.premise import Deed, deed_of


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("How many Tomahawks did Putin fire", Deed("Putin", "fire", "")),
        ("why has Ines Carrow finally torn up the plan", Deed("Ines Carrow", "torn", "up")),
        ("When will Anna Nobody build the tram", Deed("Anna Nobody", "build", "", done=False)),
        ("What did Putin say about the missiles", None),
        ("Why does Putin think the missiles matter", None),
        ("When did Putin's spokesman build it", None),
        ("When did Anna Nobody's house burn", None),
        ("Who fired the missiles", None),
        ("Which of them did Ines Carrow single out", None),
        ("How many meetings did Putin have", None),
    ],
)
def test_the_deed_is_what_others_could_see(engine: Engine, question: str, deed: Deed | None) -> None:
    mentions = EntityLinker(engine.index.directory).mentions(question)
    assert deed_of(question, mentions, engine.index.words) == deed


def test_a_deed_that_nobody_tells_of_is_refused_for_that_reason(engine: Engine) -> None:
    assert not engine.ask("How many Tomahawks did Putin fire?").answered
    assert not engine.ask("How many Tomahawks did Trump fire at Russia?").answered
    # "The only way a Tomahawk is going to be shot is if we shot it, and we're not going to do that."
    assert not engine.ask("Why did Trump fire the Tomahawks?").answered
    answer = engine.ask("What did Perpetua Lang steal from the museum?")
    assert not answer.answered
    assert answer.reason is not None
    assert "that Perpetua Lang did something (“steal”); nothing was found that says so" in answer.reason
    assert answer.closest


def test_any_of_the_likeliest_may_tell_of_a_deed(engine: Engine) -> None:
    # The likeliest is what she said at first; “I have not changed my mind,” is next to it.
    assert engine.ask("has Ines Carrow changed her mind on the tram line").answered


def test_a_deed_that_is_told_in_other_words_is_answered(engine: Engine) -> None:
    answer = engine.ask("How much will Torvald Ekholm pay those who hand back their licences?")
    assert "60 million crowns" in answer.citations[0].quote  # "set aside for those who gave up their licences"


def test_questions_put_alike_are_told_apart(engine: Engine) -> None:
    asked = [one for one in read_premises() if one.corpus == "sample" and one.part == "tune"]
    came = [(one.answerable, outcome(engine, one)) for one in asked]
    assert came.count((False, "refused")) >= 16  # of 18
    assert came.count((True, "right")) >= 13  # of 18
