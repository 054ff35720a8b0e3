"""What learns to read questions: it learns, and runs as it was trained."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from onrecord.eval.question_labels import (  # noqa: E402
    LABELS,
    LabelledQuestion,
    part_of,
    read_labels,
    speakers_of,
    varied,
)
from onrecord.eval.question_tagging import TaggingNetwork  # noqa: E402
from onrecord.eval.questions import read_questions  # noqa: E402
from onrecord.eval.train_question_tagger import read, save, tag_tokens, train  # noqa: E402
from onrecord.index import DEFAULT_MODEL, load_tokenizer, packaged_weights  # noqa: E402
from onrecord.search.query.question_tagger import QuestionTagger  # noqa: E402

ROE = LabelledQuestion("What did Jane Roe say about the pier?", "words", ((9, 17),), ((28, 36),))
FACT = LabelledQuestion("When was the pier built?", "other", (), ((9, 17),))


def test_what_was_marked_are_questions_that_may_be_learnt_from() -> None:
    questions = read_questions("learn")
    labels = read_labels(questions)
    assert labels.keys() <= {one.id for one in questions}
    assert len(labels) == len(LABELS.read_text(encoding="utf-8").splitlines())
    for one in labels.values():
        spans = sorted([*one.speaker, *one.topic])
        assert all(0 <= start < end <= len(one.text) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert one.asks == "words" or not one.speaker
    assert {part_of(one) for one in questions} == {0, 1, 2}


def test_other_wordings_keep_what_belongs_to_what() -> None:
    chance = random.Random(1)
    texts = set()
    for _ in range(300):
        text, letters = varied(ROE.text, ROE.letters, ["the mayor of Orlo"], chance)
        assert len(text) == len(letters)
        assert letters.count("S") == letters.count("T") == 1
        texts.add(text)
    assert len(texts) > 100
    assert any("the mayor of Orlo" in text for text in texts)


def test_it_learns_and_runs_as_it_was_trained(tmp_path: Path) -> None:
    torch.manual_seed(1)
    tokenizer = load_tokenizer(packaged_weights(DEFAULT_MODEL).tokenizer, window=128)
    assert tag_tokens(tokenizer.encode(FACT.text), FACT.letters) == [-1, 0, 0, 3, 4, 0, 0, -1]
    network = TaggingNetwork(layers=2, rank=4)
    learned = [ROE, FACT] * 80
    losses = list(train(network, tokenizer, learned, random.Random(1)))
    assert losses[-1] < losses[0] / 2
    trained = [read(network, tokenizer, one.text) for one in (ROE, FACT)]
    save(network, tmp_path / "question.npz")
    tagger = QuestionTagger(tmp_path / "question.npz")
    for one, its in zip((ROE, FACT), trained, strict=True):
        ours = tagger.read(one.text)
        assert (ours.speakers, ours.topics) == (its.speakers, its.topics)
        assert ours.words == pytest.approx(its.words, abs=0.1)
    assert speakers_of({"a": ROE}) == ["Jane Roe"]
