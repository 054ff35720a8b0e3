"""Questions that go on from the one before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.query.follow_up import as_put, completed, in_context, says_little

FIRST = "what did Orla Finch say about the ferry"


def is_speaker(name: str) -> bool:
    return name.lower() in {"kit dane", "dane", "the mayor"}


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("and about the fares?", "what did Orla Finch say about the fares"),
        ("what about the fares", "what did Orla Finch say about the fares"),
        ("and Dane?", "what did Dane say about the ferry"),
        ("And the mayor?", "what did the mayor say about the ferry"),
        ("What about the opposition leader?", "what did the opposition leader say about the ferry"),
        ("What about the new ticket office?", "what did Orla Finch say about the new ticket office"),
        ("what did Dane say?", "what did Dane say about the ferry"),
        ("and in October?", "what did Orla Finch say about the ferry in October"),
        ("when was that?", "when did Orla Finch say about the ferry"),
        ("and why?", "why did Orla Finch say about the ferry"),
        ("what did she say about the strike?", "what did Orla Finch say about the strike?"),
        ("and what did Dane say about it?", "what did Dane say about the ferry?"),
        ("and what did the mayor say about that?", "what did the mayor say about the ferry?"),
    ],
)
def test_what_is_left_unsaid_is_kept(question: str, full: str) -> None:
    assert completed(question, [FIRST], is_speaker) == full


def test_what_leads_to_the_topic_is_kept() -> None:
    for led in ("after losing the vote", "when the ferry sank", "before the storm"):
        first = f"What did Orla Finch say {led}?"
        assert completed("and Dane?", [first], is_speaker) == f"what did Dane say {led}"
        assert completed("what did Dane say?", [first], is_speaker) == f"what did Dane say {led}"
    assert completed("and in October?", ["What did Orla Finch say after losing the vote?"], is_speaker) == (
        "what did Orla Finch say after losing the vote in October"
    )


def test_whoever_won_is_no_place() -> None:
    asked = ["Who won the Ashdown Vale seat"]
    said = completed("what did she say her first act would be?", asked, is_speaker)
    assert said == "won the Ashdown Vale seat. What did she say her first act would be?"
    assert completed("and did he reply?", ["Who criticised Dane"], is_speaker) == "did Dane reply?"


def test_him_is_another_than_he() -> None:
    first = "What did Finch promise Dane in their call?"
    assert (
        completed("and did she back him on the fares", [first], is_speaker) == "did Finch back Dane on the fares"
    )


def test_a_fact_lends_its_topic() -> None:
    first = "When is the summit in Orlo?"
    assert completed("what did Dane say?", [first], is_speaker) == "what did Dane say about the summit in Orlo"
    assert completed("and where?", [first], is_speaker) == "where is the summit in Orlo?"


def test_several_go_on_from_each_other() -> None:
    asked = [FIRST, "and about the fares?"]
    assert completed("and the mayor?", asked, is_speaker) == "what did the mayor say about the fares"


@pytest.mark.parametrize(
    "question",
    [
        "who opposed the merger?",
        "what is the capital of Mongolia?",
        "what did dane say after he met finch",
        "What did Dane say about his visit?",
        "ferry fares",
    ],
)
def test_what_stands_alone_stays(question: str) -> None:
    assert completed(question, [FIRST], is_speaker) is None
    assert completed(question, [], is_speaker) is None


def test_what_leans_on_a_fact_comes_after_it() -> None:
    first = "What is the biggest penalty under the ferry law?"
    full = completed("how big would that be in dollars", [first], is_speaker)
    assert full == "The biggest penalty under the ferry law. How big would that be in dollars"
    full = completed("and who was the second one", [first], is_speaker)
    assert full == "The biggest penalty under the ferry law. Who was the second one"


@pytest.mark.parametrize(
    ("before", "question", "full"),
    [
        ("As rivals both spoke. Where did Finch go?", "who went with her?", "who went with Finch?"),
        ("What did Mary Finch say about Dane?", "did he answer?", "did Dane answer?"),
    ],
)
def test_a_pronoun_means_no_small_word_and_nobody_of_the_other_sex(before: str, question: str, full: str) -> None:
    assert completed(question, [before], is_speaker) == full


@given(st.sampled_from(["and that?", "who?", "what did he say about it?", "and his?", "{}", "and {}"]), st.text())
def test_no_earlier_question_is_a_pattern(question: str, before: str) -> None:
    for earlier in (before, f"what did {before} say about \\S{before}", f"who is {before} \\g<0>"):
        full = completed(question.format(before), [earlier], is_speaker)
        assert full is None or full.strip()


def test_what_may_stand_alone_is_put_in_context() -> None:
    assert in_context("Is Dane sorry?", [FIRST], is_speaker) == "The ferry. Is Dane sorry?"
    assert (
        in_context("is the mayor sorry?", [FIRST], is_speaker)
        == "Orla Finch say about the ferry. Is the mayor sorry?"
    )
    assert in_context("Is Dane sorry?", [], is_speaker) is None
    assert in_context("word " * 20, [FIRST], is_speaker) is None


def test_whose_husband_is_meant_and_which_she() -> None:
    assert completed("and what did her husband reply?", [FIRST], is_speaker) == (
        "what did Orla Finch's husband reply about the ferry"
    )
    first = "What did Kevin Finch tell reporters about Jane Dane?"
    assert completed("how did she answer?", [first], is_speaker) is not None
    assert "Jane Dane" in str(completed("how did she answer?", [first], is_speaker))


@pytest.mark.parametrize(
    ("question", "little"),
    [
        ("what did Dane answer?", True),
        ("and what did dane answer", True),
        ("who is second?", True),
        ("what is the catch", True),
        ("who criticised Dane?", False),
        ("who opposed the ferry", False),
        ("what did Dane say about the ferry", False),
    ],
)
def test_what_says_little_leans_on_what_is_before(question: str, *, little: bool) -> None:
    assert says_little(question, is_speaker) is little


@pytest.mark.parametrize(
    ("first", "question", "full", "put"),
    [
        (
            "how many jobs will Orlo cut",
            "where?",
            "Jobs will Orlo cut. Where?",
            "how many jobs will Orlo cut? Where?",
        ),
        (
            FIRST,
            "and by how many votes?",
            "Orla Finch say about the ferry. By how many votes?",
            f"{FIRST}? By how many votes?",
        ),
        ("where will Orlo cut jobs", "when?", "when will Orlo cut jobs", "when will Orlo cut jobs"),
    ],
)
def test_a_question_that_goes_on_is_put_for_readers_behind_the_whole_one_before(
    first: str, question: str, full: str, put: str
) -> None:
    found = completed(question, [first], is_speaker)
    assert found is not None
    assert found.casefold() == full.casefold()
    assert as_put(found, [first], is_speaker) == put


def test_another_speaker_alone_is_asked_for_words() -> None:
    assert in_context("and Dane?", [FIRST], is_speaker) is None
    assert in_context("what about Dane?", [FIRST], is_speaker) is None
    assert in_context("and the fares?", [FIRST], is_speaker) is not None
