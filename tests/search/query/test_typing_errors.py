"""Typing errors are mended by the corpus's own words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import Index
from onrecord.search import Understanding
from onrecord.search.query.question_tagger import Asking, QuestionTagger, reading_with
from onrecord.search.query.typing_errors import variants


@pytest.fixture(scope="module")
def understanding(sample_index: Path) -> Iterator[Understanding]:
    index = Index.open(sample_index)
    yield Understanding(index)
    index.close()


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("whn did the Kremlin test misiles", {"misiles": "missiles"}),
        ("what did Putin say about misiles", {"misiles": "missiles"}),
        ("what did Putin say about long-range misslies", {"misslies": "missiles"}),
    ],
)
def test_an_error_is_mended_and_shown(understanding: Understanding, typed: str, mended: dict[str, str]) -> None:
    question = understanding.read(typed)
    assert question.mended == mended
    assert all(word in question.text for word in mended.values())
    assert understanding.read(typed, spellings=False).mended == {}


@pytest.mark.parametrize(
    "typed",
    [
        "what did Putin say about missiles",
        "What did Macron say about Tomahawks?",
        "what did Misile say",
        "zqxwv and blorpfizz",
        "form what did he day",
    ],
)
def test_known_words_and_strangers_stay(understanding: Understanding, typed: str) -> None:
    question = understanding.read(typed)
    assert question.mended == {}
    assert question.text.rstrip("?") == typed.rstrip("?")


def test_words_of_the_language_and_names_stay_where_the_corpus_lacks_them(sample_index: Path) -> None:
    index = Index.open(sample_index)
    understanding = Understanding(index, lambda word: word.lower() in {"misiles", "vera"})
    for typed in ("what did Putin say about misiles", "What did Vera Quill say?", "Vera Quill on ferries"):
        assert understanding.read(typed).mended == {}
    index.close()


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("what was said of the misile", {"misile": "missile"}),
        ("what was said of the tlaks", {"tlaks": "talks"}),
        ("what was said of peacce", {"peacce": "peace"}),
        ("what did Putin say of shiping", {"shiping": "shipping"}),
    ],
)
def test_a_slip_for_a_word_of_the_language_is_no_name(
    sample_index: Path, typed: str, mended: dict[str, str]
) -> None:
    index = Index.open(sample_index)
    words = {"missile", "missive", "talks", "tanks", "peace", "shipping"}
    assert Understanding(index, words.__contains__).read(typed).mended == mended
    index.close()


def test_words_that_only_put_a_question_are_no_misspelt_names(understanding: Understanding) -> None:
    question = understanding.read("wat did putin sayed abot missiles")
    assert question.mended == {}
    assert "Abbot" not in question.text


def test_a_name_at_the_head_is_no_word(understanding: Understanding) -> None:
    assert understanding.read("Abuot Quill said that").mended == {}


@pytest.mark.parametrize(
    ("word", "other"), [("favourite", "favorite"), ("theater", "theatre"), ("organize", "organise")]
)
def test_two_ways_to_spell_are_both_right(word: str, other: str) -> None:
    assert other in variants(word)
    assert word in variants(other)


class _Counted(QuestionTagger):
    questions = 0

    def read(self, question: str) -> Asking:
        self.questions += 1
        return super().read(question)


def test_what_frames_a_question_is_asked_only_where_a_word_is_unknown(understanding: Understanding) -> None:
    tagger = _Counted()
    with reading_with(tagger):
        understanding.read("what did Putin say about missiles")
        assert tagger.questions == 0
        understanding.read("what did Putin say about misiles")
        assert tagger.questions > 0
