"""Questions that go on from one before, asked of the sample."""

from onrecord.search import Engine

BEFORE = "What did Putin say about Tomahawks?"


def test_what_is_refused_in_full_is_answered_behind_the_words_before(engine: Engine) -> None:
    answer = engine.ask("and Medvedev's warning?", previous=[BEFORE])
    assert answer.answered
    said = answer.citations[0].statement
    assert said is not None
    assert str(said.speaker).endswith("Medvedev")


def test_the_words_before_do_not_answer_for_a_new_topic(engine: Engine) -> None:
    assert engine.ask(BEFORE).answered
    assert not engine.ask("and about football?", previous=[BEFORE]).answered
