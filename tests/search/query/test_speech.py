"""Whose words a question asks for."""

import re

import pytest

from onrecord.search.query.speech_verbs import SAYING
from onrecord.search.query.statement_query import speech_question


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("what did Putin say about Tomahawks", "Putin", "Tomahawks"),
        ("What has Lena Marchetti-Oduya said about the December cut?", "Lena Marchetti-Oduya", "the December cut"),
        ("did Lukashenko comment on the missiles?", "Lukashenko", "the missiles"),
        ("What is Trump's position on Tomahawks?", "Trump", "Tomahawks"),
        ("Why does Kurt Volker think Trump's patience has eroded?", "Kurt Volker", "Trump's patience has eroded"),
        ("quotes by Petra Nwosu about compensation", "Petra Nwosu", "compensation"),
        ("what Nwosu tell about the compensation", "Nwosu", "the compensation"),
        ("wat did nwosu sayed abot the compensation", "nwosu", "the compensation"),
        ("Please tell me what Petra Nwosu said about compensation", "Petra Nwosu", "compensation"),
        ("Nwosu's take on the offer", "Nwosu", "the offer"),
        ("What did Nwosu have to say about the offer?", "Nwosu", "the offer"),
        ("what is the position of Nwosu on the offer", "Nwosu", "the offer"),
        ("where does Nwosu stand on the offer?", "Nwosu", "the offer"),
        ("Does the mayor support the strike?", "the mayor", "the strike"),
        ("Putin on Tomahawks", "Putin", "Tomahawks"),
        ("What did Nwosu say about re-election?", "Nwosu", "re-election"),
        ("What did Nwosu say about on-street parking?", "Nwosu", "on-street parking"),
        (
            "What did Petra Nwosu say about the ferry fares when presenting the budget?",
            "Petra Nwosu",
            "the ferry fares when presenting the budget",
        ),
        ("What did Nwosu promise the dockers on the Saturday call?", "Nwosu", "the dockers on the Saturday call"),
    ],
)
def test_the_speaker_and_the_topic(question: str, speaker: str, topic: str) -> None:
    asked = speech_question(question)
    assert asked is not None
    assert (asked.speaker, asked.topic) == (speaker, topic)


def test_nothing_but_a_speaker_asks_for_anything_they_said() -> None:
    asked = speech_question("what did Nwosu say?")
    assert asked is not None
    assert (asked.speakers, asked.topic) == (("Nwosu",), "")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Who said that Tomahawks alone won't end the war?", "Tomahawks"),
        ("who called the merger a marriage of convenience", "merger"),
        ("Who warned it could end badly?", "end badly"),
        ("who is criticising the merger?", "merger"),
    ],
)
def test_who_said_it(question: str, topic: str) -> None:
    asked = speech_question(question)
    assert asked is not None
    assert not asked.speakers
    assert topic in asked.topic


@pytest.mark.parametrize(
    "question",
    [
        "What is the small valve sometimes called?",
        "What is the weight of the new engine compared to that of the old one?",
        "How is the time taken expressed as a function of length?",
        "What was Lowland's official state religion?",
        "What is the final effect of adding more weights?",
        "What singer led the revolt and wrote a hymn?",
        "How much does a Tomahawk cost?",
        "how many Tomahawks did Ukraine ask for?",
        "When did the strike end?",
        "how long was the call on 16 October",
        "",
    ],
)
def test_other_questions(question: str) -> None:
    assert speech_question(question) is None


def test_who_posts_on_a_site_tells_nothing() -> None:
    for word, says in (("posts", False), ("post", False), ("posted", True), ("says", True), ("written", True)):
        assert bool(re.fullmatch(SAYING, word)) is says


def test_two_questions_of_one_matter_have_it_once() -> None:
    asked = speech_question("What did Putin say about Tomahawks? What did Trump say about Tomahawks?")
    assert asked is not None
    assert (asked.speakers, asked.topic) == (("Putin", "Trump"), "Tomahawks")


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ('What did Jane Roe say about the "ferry', "Jane Roe", "the ferry"),
        ('What did Jane Roe say about the "long ferry" and the "tram?', "Jane Roe", "the long ferry and the tram"),
        ("What did “Jane Roe say about the ferry?", "Jane Roe", "the ferry"),
        ('What did Jane Roe say about the "long ferry"?', "Jane Roe", 'the "long ferry"'),
    ],
)
def test_a_quote_mark_without_another_is_no_part_of_what_is_asked(question: str, speaker: str, topic: str) -> None:
    asked = speech_question(question)
    assert asked is not None
    assert (asked.speakers, asked.topic) == ((speaker,), topic)
