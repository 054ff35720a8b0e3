"""The stretch that a question is about."""

import re

from onrecord.search.retrieval.windows import best_window

TEXT = (
    "The council met for three hours in the old town hall. Members argued about bins and about the car park. "
    "The mayor then said that the tram line would cost 210 million and open in 2031. A vote is due in spring. "
    "The meeting ended with tea and biscuits for everybody who had stayed until the end of it."
)


def window(most: int, **wanted: float) -> str:
    span = best_window(TEXT, wanted, lambda text: text.lower().replace(".", "").split(), most_words=most)
    return TEXT[span.start : span.end]


def test_the_sentence_with_the_rarest_words() -> None:
    assert window(20, tram=3.0, cost=2.0, meeting=1.0).startswith("The mayor then said that the tram")


def test_a_run_of_sentences_within_the_limit() -> None:
    run = window(24, tram=3.0, vote=2.0)
    assert run.endswith("A vote is due in spring.")
    assert len(run.split()) <= 24


def test_a_short_text_whole() -> None:
    assert window(500, tram=1.0) == TEXT


def test_nothing_wanted_still_gives_something() -> None:
    assert window(20) != ""


def test_an_answer_is_worth_half_a_word() -> None:
    text = "Its range is short. The price is high. Each one is two million. " + "It is long. " * 10

    def chosen(words: dict[str, float]) -> str:
        span = best_window(
            text, words, lambda part: part.lower().replace(".", "").split(), most_words=4, answer=re.compile("two")
        )
        return text[span.start : span.end].strip()

    assert chosen({"range": 1.0, "each": 0.7}) == "Each one is two million."
    assert chosen({"range": 1.0, "each": 0.1}) == "Its range is short."
