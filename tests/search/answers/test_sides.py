"""Who is asked for by the side they take: neither whom they take it on, nor those of the other side."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.index import Article
from onrecord.search import Engine
from onrecord.search.answers.asked import Asked
from onrecord.search.answers.sides import (
    MOST_READ,
    less_of_the_other,
    of_side,
    of_side_or_sure,
    sides_of,
)
from onrecord.search.answers.units import Unit
from onrecord.search.query.sides import leaning


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who disagrees with Putin?", "Vladimir Putin"),
        ("who criticised Torvald Ekholm", "Torvald Ekholm"),
        ("Who opposes Ines Carrow?", "Ines Carrow"),
    ],
)
def test_nobody_takes_a_side_on_themselves(engine: Engine, question: str, name: str) -> None:
    answer = engine.ask(question)
    cited = [one.statement.speaker for one in (*answer.citations, *answer.closest) if one.statement is not None]
    assert name not in cited


def test_who_supports_cites_nobody_who_threatens_or_mocks(engine: Engine) -> None:
    answer = engine.ask("Who supports sending Tomahawks?")
    first = answer.citations[0]
    told = first.quote if first.statement is None else first.statement.as_written
    assert "Estonia’s foreign minister" in told
    assert not [one.quote for one in answer.citations if "winter budget" in one.quote or "Putin" in one.quote]


@pytest.mark.parametrize(
    "question",
    [
        "who opposes sending Tomahawks",  # "I'm going to send them Tomahawks"
        "who doesn't support sending Tomahawks",
        "who agrees with Trump on Tomahawks",  # "had agreed not to talk about it"
    ],
)
def test_whoever_takes_no_side_in_words_is_not_cited_for_one_unless_that_is_sure(
    engine: Engine, question: str
) -> None:
    answer = engine.ask(question)
    assert not answer.answered
    assert answer.closest


def test_a_side_that_is_told_in_other_words_is_cited_where_that_is_sure(engine: Engine) -> None:
    answer = engine.ask("who protested against the sponsor of the film festival")
    assert "200 people protested" in answer.citations[0].quote


def _units(*texts: str) -> list[Unit]:
    articles = [Article(id=str(n), text=text) for n, text in enumerate(texts)]
    return [Unit(one, 0, len(one.text), 0, 0, None) for one in articles]


def test_words_tell_who_is_of_the_side_that_is_asked_for() -> None:
    units = _units("Roe backs the tram.", "Doe spoke of the tram.", "Poe opposes the tram.")
    nobody = Asked(speech=False, certain=False, who=True, speakers=(), mentions=(), topic="the tram")
    assert sides_of("Who supports the tram?", nobody, units).tolist() == [1, 0, -1]
    assert sides_of("Who opposes the tram?", nobody, units).tolist() == [-1, 0, 1]
    assert sides_of("Who saw the tram?", nobody, units).tolist() == [0, 0, 0]
    assert of_side("Who supports the tram?", nobody, units).tolist() == [True, False, False]
    assert of_side("Who saw the tram?", nobody, units).all()


def test_beside_the_first_stands_what_has_words_of_the_side_or_is_sure() -> None:
    units = _units(
        "Roe backs the tram.", "Doe spoke of the tram.", "Kay spoke of it too.", "Poe opposes the tram."
    )
    nobody = Asked(speech=False, certain=False, who=True, speakers=(), mentions=(), topic="the tram")
    scores = np.array([-1.0, 1.3, 1.4, -1.0])
    assert of_side_or_sure("Who supports the tram?", nobody, units, scores).tolist() == [True, False, True, False]
    assert of_side_or_sure("Who opposes the tram?", nobody, units, scores).tolist() == [False, False, True, True]
    assert of_side_or_sure("Who saw the tram?", nobody, units, scores).all()


def test_whoever_says_nothing_for_it_is_not_cited_beside_who_does(engine: Engine) -> None:
    answer = engine.ask("who is against sending Tomahawks to Ukraine")
    assert answer.answered
    assert "Donald Trump" not in [one.statement.speaker for one in answer.citations if one.statement is not None]


def test_who_agrees_to_do_something_takes_no_side() -> None:
    assert leaning("Roe agreed with Doe.") == leaning("Roe agreed to the plan.") == 1
    assert leaning("Roe and Doe agreed not to talk of it.") == leaning("Roe agreed to meet Doe.") == 0


def test_what_answers_for_the_other_side_better_counts_for_less() -> None:
    units = _units(*(f"{name} on the tram." for name in "ABCDEFG"))
    logits = np.array([5, 4, 3, 2, 1, 0, -1], dtype=np.float32)
    asked: list[str] = []

    def read(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        asked.extend(question for question, _ in pairs)
        return np.array([9.0 if "A on" in text else -8.0 for _, text in pairs], dtype=np.float32)

    def score(read: NDArray[np.float32]) -> NDArray[np.float64]:
        return read.astype(np.float64)

    lowered = less_of_the_other("Who backs the tram?", units, logits, score, read)
    assert lowered.tolist() == [1, 4, 3, 2, 1, 0, -1]
    assert asked == ["Who opposes the tram?"] * MOST_READ
    assert less_of_the_other("Who saw the tram?", units, logits, score, read).tolist() == logits.tolist()
    assert len(asked) == MOST_READ
