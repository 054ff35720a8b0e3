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
        ("what did the mayor tell the union", "the mayor", "the union"),
        ("What is Trump's position on Tomahawks?", "Trump", "Tomahawks"),
        ("what the Russian president said about the summit", "the Russian president", "the summit"),
        ("Why does Kurt Volker think Trump's patience has eroded?", "Kurt Volker", "Trump's patience has eroded"),
        ("what did O'Brien tell reporters", "O'Brien", "reporters"),
        ("quotes by Petra Nwosu about compensation", "Petra Nwosu", "compensation"),
        ("statements by Petra Nwosu", "Petra Nwosu", ""),
        ("what Nwosu say about the compensation", "Nwosu", "the compensation"),
        ("what Nwosu tell about the compensation", "Nwosu", "the compensation"),
        ("What was said about the compensation by Petra Nwosu?", "Petra Nwosu", "the compensation"),
        ("Did Will Nwosu say anything about the strike?", "Will Nwosu", "the strike"),
        ("What did Judge Nwosu say to Kit Dane about the ferry?", "Judge Nwosu", "the ferry"),
        ("what did Nwosu tell reporters about the ferry", "Nwosu", "the ferry"),
        ("what did Nwosu say to the union", "Nwosu", "the union"),
        ("Please tell me what Petra Nwosu said about compensation", "Petra Nwosu", "compensation"),
        ("could you show me quotes by Petra Nwosu about compensation?", "Petra Nwosu", "compensation"),
        ("do you know what Nwosu has said about compensation", "Nwosu", "compensation"),
        ("I'd like to know what did Nwosu say about pay", "Nwosu", "pay"),
        ("I was wondering if Nwosu said anything about pay", "Nwosu", "pay"),
        ("The strike has gone on for weeks. What does Nwosu make of the offer?", "Nwosu", "the offer"),
        ("Nwosu's take on the offer", "Nwosu", "the offer"),
        ("What did Nwosu have to say about the offer?", "Nwosu", "the offer"),
        ("any word from Nwosu on the offer", "Nwosu", "the offer"),
        ("What reason did Nwosu give for the strike?", "Nwosu", "for the strike"),
        ("According to Nwosu, what will the offer cost?", "Nwosu", "what will the offer cost"),
        ("What will the offer cost, according to Nwosu?", "Nwosu", "What will the offer cost"),
        ("what is the position of Nwosu on the offer", "Nwosu", "the offer"),
        ("how did Nwosu's view of the offer change", "Nwosu", "the offer"),
        ("has Nwosu changed her mind about the offer", "Nwosu", "the offer"),
        ("where does Nwosu stand on the offer?", "Nwosu", "the offer"),
    ],
)
def test_the_speaker_and_the_topic(question: str, speaker: str, topic: str) -> None:
    asked = speech_question(question)
    assert asked is not None
    assert (asked.kind, asked.speaker, asked.topic, asked.certain) == ("said", speaker, topic, True)


@pytest.mark.parametrize("question", ["Putin on Tomahawks", "Kelleher about the strike", "dahl quote survive"])
def test_a_headline_may_be_such_a_question(question: str) -> None:
    asked = speech_question(question)
    assert asked is not None
    assert not asked.certain


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Who said that Tomahawks alone won't end the war?", "Tomahawks alone won't end the war"),
        ("who called the merger a marriage of convenience", "the merger a marriage of convenience"),
        ("Who warned it could end badly?", "it could end badly"),
        ("who is criticising the merger?", "the merger"),
        ("Who's warning about the ferry", "the ferry"),
    ],
)
def test_who_said_it(question: str, topic: str) -> None:
    asked = speech_question(question)
    assert asked is not None
    assert (asked.kind, asked.speaker, asked.topic) == ("who", None, topic)


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("what did Orbán call Hungary", "Orbán", "Hungary"),
        ("How did the mayor respond to the strike?", "the mayor", "the strike"),
        ("Does the mayor support the strike?", "the mayor", "the strike"),
        ("How did the mayor hit back at the union?", "the mayor", "at the union"),
        ("what did the engineer add to the pump in 1788", "the engineer", "the pump in 1788"),
    ],
)
def test_what_may_be_done_without_a_word(question: str, speaker: str, topic: str) -> None:
    asked = speech_question(question)
    assert asked is not None
    assert (asked.kind, asked.speaker, asked.topic) == ("did", speaker, topic)


@pytest.mark.parametrize(
    "question",
    [
        "What is the small valve sometimes called?",
        "What is the weight of the new engine compared to that of the old one?",
        "How is the time taken expressed as a function of length?",
        "What has a lot to do with how we want to live?",
        "What does the theory seek to answer?",
        "When did the port publish a plan to tell captains to wait?",
        "What was Lowland's official state religion?",
        "What is the final effect of adding more weights?",
        "What singer led the revolt and wrote a hymn?",
    ],
)
def test_a_verb_of_saying_alone_makes_no_such_question(question: str) -> None:
    assert speech_question(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "How much does a Tomahawk cost?",
        "how many Tomahawks did Ukraine ask for?",
        "When did the strike end?",
        "who is accompanying the prime minister",
        "Does the article in the Gazette suggest that the plan failed?",
        "how long was the call on 16 October",
        "Will Putin say anything about Tomahawks?",
        "what will Putin say about Tomahawks?",
        "",
    ],
)
def test_other_questions(question: str) -> None:
    assert speech_question(question) is None


def test_who_posts_on_a_site_tells_nothing() -> None:
    for word, says in (("posts", False), ("post", False), ("posted", True), ("says", True), ("written", True)):
        assert bool(re.fullmatch(SAYING, word)) is says
