"""Questions of broken grammar and spelling are read as what they ask, and others are left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import Index
from onrecord.search import Understanding
from onrecord.search.answers.entity_linker import EntityLinker
from onrecord.search.query.frame_words import frame_class, meant
from onrecord.search.query.statement_query import speech_question


@pytest.fixture(scope="module")
def understanding(sample_index: Path) -> Iterator[Understanding]:
    index = Index.open(sample_index)
    # Words of the language may be misspelt words of a question all the same.
    yield Understanding(index, lambda word: word in {"wat", "abot", "bout"}, EntityLinker(index.directory).named)
    index.close()


@pytest.mark.parametrize(
    ("typed", "speaker", "topic"),
    [
        ("wat did putin sayed abot tomahawk", "putin", "tomahawk"),
        ("did putin sayd smth bout tomahawks", "putin", "tomahawks"),
        ("whats putin say on tomahawk", "putin", "tomahawk"),
        ("zelensky he say what of tomahawk", "Zelenskyy", "tomahawk"),
        ("about tomahawk putin say what?", "putin", "tomahawk"),
        ("peskov sayin what regading dramatic moment", "peskov", "dramatic moment"),
        ("acording peskov how many tomahawks", "peskov", "how many tomahawks"),
    ],
)
def test_whose_words_are_asked_for_is_found(
    understanding: Understanding, typed: str, speaker: str, topic: str
) -> None:
    asked = speech_question(understanding.read(typed).bare)
    assert asked is not None
    assert asked.certain
    assert (asked.speaker or "").endswith(speaker)
    assert asked.topic == topic


@pytest.mark.parametrize(
    "typed",
    [
        "What did Putin say about Tomahawks?",
        "who explained why Trump wanted Tomahawks",
        "how did the words that Putin said to Trump come out",
        "putin tomahawk",
        "does the report that Putin said it change what Trump thinks",
        "wait for Tomahawks",
    ],
)
def test_what_is_well_put_or_no_question_for_words_stays(understanding: Understanding, typed: str) -> None:
    question = understanding.read(typed)
    assert question.text == typed
    assert question.mended == {}


def test_what_was_mended_is_shown(understanding: Understanding) -> None:
    mended = understanding.read("wat did putin sayed abot tomahawk").mended
    assert mended == {"wat": "what", "sayed": "said", "abot": "about"}
    assert understanding.read("wat did putin sayed abot tomahawk", spellings=False).mended == {}


@pytest.mark.parametrize(
    ("word", "is_for"),
    [
        ("wht", "what"),
        ("wot", "what"),
        ("abt", "about"),
        ("smth", "something"),
        ("telled", "told"),
        ("dose", "does"),
    ],
)
def test_words_of_a_question_are_known_by_sound_and_letters(word: str, is_for: str) -> None:
    assert frame_class(word) is None
    assert meant(word)[0].word == is_for


def test_words_of_another_sound_are_none_of_a_question() -> None:
    assert all(not any(one.alike for one in meant(word)) for word in ("gas", "moth", "rate", "boat", "saade"))
