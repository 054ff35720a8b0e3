"""What is a statement and what is none: whole sentences through the packaged tagger and classifier."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.index import Article, Kind, ModelError, Span
from onrecord.index.attribution import StatementFinder
from onrecord.index.attribution.extractor import wordless
from onrecord.index.attribution.likelihoods import Likelihoods
from onrecord.index.attribution.span_decoder import Draft
from onrecord.index.attribution.statement_classifier import StatementClassifier, is_stance, is_statement
from onrecord.index.attribution.statement_features import BUCKETS, hashed, pooled, stem
from onrecord.index.text.document import Document


@pytest.fixture(scope="module")
def finder() -> StatementFinder:
    return StatementFinder.load()


def kinds(finder: StatementFinder, text: str) -> set[str]:
    return {statement.kind for statement in finder.find(Article("a", text))}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Costa said on Monday that the dam would hold until spring.",
        "Ana Costa, the mayor of Lund, warned that the dam would break in the spring.",
        "The dam will hold until spring, according to a report by the Crane Institute.",
        "Ana Costa told reporters that the town had run out of money.",
    ],
)
def test_what_is_said_is_a_statement(finder: StatementFinder, text: str) -> None:
    assert kinds(finder, text) == {"indirect"}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Costa declined to say whether the dam would hold until spring.",
        "Ana Costa has not said whether the dam will hold.",
        "Ana Costa did not mention the dam in her speech.",
        "Ana Costa finds Diaz for a gain of eight yards.",
        "Ana Costa wants a higher dam at Lund.",
        "The company launched a new model of its phone in May.",
    ],
)
def test_a_silence_a_deed_a_wish_gives_no_words(finder: StatementFinder, text: str) -> None:
    assert kinds(finder, text) <= {"stance"}


def test_likelihoods_are_a_distribution_over_what_a_draft_may_be(finder: StatementFinder) -> None:
    text = "Ana Costa said the dam would hold. She wants a higher dam, and declined to say why it leaks."
    document = Document(Article("a", text))
    classifier = StatementClassifier.load()
    rated = [classifier.likelihoods(text, *c) for c in finder.candidates(document) if c.draft.content]
    assert rated
    for likely in rated:
        assert sum(likely) == pytest.approx(1, abs=1e-5)
        assert min(likely) >= 0
    assert rated[0].said == max(one.said for one in rated)


@pytest.mark.parametrize("read", [True, False])
def test_the_weights_are_those_of_a_logistic_regression(finder: StatementFinder, *, read: bool) -> None:
    document = Document(Article("a", "Ana Costa said the dam would hold until spring."))
    [candidate] = [c for c in finder.candidates(document) if c.draft.content]
    candidate = candidate if read else candidate._replace(frame=replace(candidate.frame, states=None))
    rng = np.random.default_rng(1)
    words, states = (rng.normal(size=(rows, 4)).astype(np.float32) for rows in (BUCKETS, 960))
    bias = np.array([0.1, 0.2, 0.3, 0.4], dtype=np.float32)
    dense = np.zeros(BUCKETS)
    for number, value in hashed(document.text, *candidate).items():
        dense[number] = value
    scores = dense @ words + (pooled(*candidate) @ states if read else 0) + bias
    expected = np.exp(scores) / np.exp(scores).sum()
    found = StatementClassifier(words, states, bias).likelihoods(document.text, *candidate)
    np.testing.assert_allclose(found, expected, rtol=1e-3)


def test_weights_survive_the_disk(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    words, states = (rng.normal(size=(rows, 4)).astype(np.float16).astype(np.float32) for rows in (BUCKETS, 960))
    StatementClassifier(words, states, np.zeros(4, dtype=np.float32)).save(tmp_path / "weights.npz")
    again = StatementClassifier.load(tmp_path / "weights.npz")
    np.testing.assert_array_equal(again._words, words)
    np.testing.assert_array_equal(again._states, states)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no archive"])
def test_a_missing_or_damaged_file_is_told_in_one_line(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "weights.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"statement classifier cannot be read .*reinstall onrecord"):
        StatementClassifier.load(path)


@pytest.mark.parametrize(
    ("one", "other"), [("warned", "warning"), ("said", "said"), ("denies", "denied"), ("added", "adding")]
)
def test_regular_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def drafted(kind: Kind, likely: Likelihoods) -> Draft:
    return Draft(0, Span(6, 10), Span(0, 5), [Span(11, 20)], kind, 0.9, likely=likely)


def test_what_is_not_said_but_believed_is_a_stance_and_what_is_denied_neither() -> None:
    belief = drafted("indirect", Likelihoods(0.1, 0.6, 0.1, 0.2))
    silence = drafted("indirect", Likelihoods(0.1, 0.1, 0.7, 0.1))
    words = drafted("indirect", Likelihoods(0.9, 0.05, 0.0, 0.05))
    assert [is_statement(d) for d in (belief, silence, words)] == [False, False, True]
    assert [is_stance(d) for d in (belief, silence, words)] == [True, False, False]


def test_a_draft_that_gives_no_words_still_tells_whom_a_later_pronoun_means() -> None:
    belief = drafted("indirect", Likelihoods(0.1, 0.6, 0.1, 0.2))
    deed = drafted("indirect", Likelihoods(0.0, 0.0, 0.0, 1.0))
    words = drafted("indirect", Likelihoods(0.9, 0.05, 0.0, 0.05))
    stance, left = wordless([belief, deed, words], [words])
    assert (stance.kind, stance.content) == ("stance", belief.content)
    assert (left.source, left.content) == (deed.source, [])
