"""Questions that ask two things are parted, those that ask one are not."""

from collections.abc import Sequence
from typing import Any

import pytest

from onrecord.index import Scored
from onrecord.search import Engine
from onrecord.search.answers.answers import Answers
from onrecord.search.answers.said import Said
from onrecord.search.answers.unit_finder import UNITS
from onrecord.search.answers.unit_reader import UnitReader
from onrecord.search.query.double import parts_of
from onrecord.search.query.question import Facet
from onrecord.search.retrieval.facet_reader import FacetReader


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "What did Roe say about the tram and who criticised the ferry?",
            ["What did Roe say about the tram", "who criticised the ferry?"],
        ),
        (
            "What did Roe say about the tram, and how much did it cost? Who paid for it?",
            ["What did Roe say about the tram", "how much did it cost", "Who paid for it?"],
        ),
        ("What did Roe say about who won and who lost the vote?", None),
        ("Who resigned and why?", None),
        ("Where and when is the vote held in May?", None),
        ("What did Roe and Doe say about the tram?", None),
        ("The tram? Who paid for it and who did not?", None),
        ("What did Roe say about the tram and what it will cost?", None),
    ],
)
def test_parts_ask_by_words_of_their_own(question: str, parts: list[str] | None) -> None:
    assert parts_of(question) == (parts or [question])


def test_what_has_no_answer_is_said(engine: Engine) -> None:
    half = "who steered the submarine to Lisbon?"
    answer = engine.ask(f"What did Peskov say about Tomahawks and {half}")
    assert answer.answered
    assert answer.unanswered == (half,)
    assert answer.understood.topic == "Tomahawks"
    assert all(one.statement is not None and one.statement.speaker == "Dmitry Peskov" for one in answer.citations)
    both = engine.ask("What did Peskov say about Tomahawks? What did Trump say about Tomahawks?")
    assert both.unanswered == ()
    assert {one.statement.speaker for one in both.citations if one.statement} == {"Dmitry Peskov", "Donald Trump"}
    assert engine.ask("What did Peskov say about Tomahawks?").unanswered == ()


@pytest.mark.parametrize(
    "parts",
    [
        ("What did Putin say about Tomahawks", "what did Trump say about tariffs?"),
        ("What did Putin say about Tomahawks in October 2025", "who criticised the ferry in May 2024?"),
    ],
)
def test_it_costs_no_more_than_its_parts(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, parts: tuple[str, str]
) -> None:
    texts = 0
    read, look = UnitReader.read, FacetReader.read

    def counted_units(self: UnitReader, pairs: Sequence[tuple[str, str]]) -> object:
        nonlocal texts
        texts += len(pairs)
        return read(self, pairs)

    def counted_passages(self: FacetReader, facets: Sequence[Facet], rankings: Sequence[Scored]) -> object:
        nonlocal texts
        found = look(self, facets, rankings)
        texts += sum(len(one.rows) for one in found)
        return found

    monkeypatch.setattr(UnitReader, "read", counted_units)
    monkeypatch.setattr(FacetReader, "read", counted_passages)
    for part in parts:
        engine.ask(part)
    by_themselves, texts = texts, 0
    engine.ask(" and ".join(parts))
    assert 0 < texts <= by_themselves


def what_is_answered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Note every question that is answered, with how many units are read for it."""
    noted: list[tuple[str, int]] = []
    answer = Answers.answer

    def noting(self: Answers, *given: Any, **more: Any) -> Said:
        noted.append((given[0].text, more["read"]))
        return answer(self, *given, **more)

    monkeypatch.setattr(Answers, "answer", noting)
    return noted


def test_the_whole_is_read_as_any_question_is_and_the_parts_share_the_rest(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = what_is_answered(monkeypatch)
    engine.ask("What did Putin say about Tomahawks and what did Trump say about tariffs?")
    reads = [read for _, read in noted]
    assert reads[0] == UNITS
    assert len(set(reads[1:])) == 1
    assert sum(reads) <= UNITS * len(reads[1:])


def test_a_part_that_leans_on_the_one_before_is_read_with_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = what_is_answered(monkeypatch)

    def asked(question: str) -> list[str]:
        noted.clear()
        engine.ask(question)
        return [text for text, _ in noted]

    parts = asked("Who criticised the tram plan and what did Ines Carrow answer?")[1:]
    assert parts == ["Who criticised the tram plan?", "Criticised the tram plan. What did Ines Carrow answer?"]
    parts = asked("Who criticised the tram plan in May 2024 and who opposed the ferry in June 2023?")
    assert "who opposed the ferry in June 2023?" in parts
    parts = asked("What did Putin say about Tomahawks, and what did Ines Carrow say about the tram?")
    assert parts[2] == "what did Ines Carrow say about the tram?"


def test_parts_of_other_times_keep_to_their_own(engine: Engine) -> None:
    answer = engine.ask("What did Peskov say about Tomahawks in October 2025 and what did Peskov say in May 1999?")
    assert answer.answered
    assert answer.unanswered == ("what did Peskov say in May 1999?",)
    assert len({one.row for one in answer.hits}) == len(answer.hits)
    scores = [one.score for one in answer.hits]
    assert scores == sorted(scores, reverse=True)


def test_one_thing_is_not_taken_for_the_topic_of_another(engine: Engine) -> None:
    answer = engine.ask("Who steered the submarine to Lisbon and what did Macron say about zebras?")
    assert not answer.answered
    assert (answer.understood.speaker, answer.understood.topic) == (None, None)
    assert answer.reason is not None
    assert answer.reason.startswith("Nothing in this corpus answers")
    assert "Macron" in answer.reason
    both = engine.ask("What did Peskov say about Tomahawks? What did Trump say about Tomahawks?")
    assert (both.understood.speaker, both.understood.topic) == (None, None)
