"""Which drafts count as what: annotated whole, read one by one, or left open."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from onrecord.eval.annotation import Attribution
from onrecord.eval.judging.standoff import AnnotatedStatement
from onrecord.eval.tagging.labelled import CLASSES, OPEN, from_annotated, from_attributions, from_readings
from onrecord.index import Article, JudgmentError, Span
from onrecord.index.attribution import StatementFinder

TEXT = (
    "Ana Costa said on Monday that the dam would hold until spring. Ana Costa declined to say who would pay it."
    " Ana Costa believes that the town has money."
)
ARTICLE = Article("a", TEXT)


@pytest.fixture(scope="module")
def finder() -> StatementFinder:
    return StatementFinder.load()


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_what_no_annotation_covers_is_none(finder: StatementFinder) -> None:
    said = AnnotatedStatement(
        article_id="a",
        content=(span("that the dam would hold until spring"),),
        source=span("Ana Costa"),
        cue=span("said"),
        entity="Ana Costa",
        speaker_type="person",
        mention="name",
        kind="indirect",
        cue_class="said",
    )
    labels = [CLASSES[one.label] for one in from_annotated(finder, [ARTICLE], {"a": [said]})]
    assert labels[0] == "said"
    assert set(labels[1:]) == {"none"}


def test_a_report_in_polnear_stays_open(finder: StatementFinder) -> None:
    content = (span("that the dam would hold until spring"),)
    one = Attribution("a", (span("Ana Costa"),), (span("said"),), content, "indirect", "nominal", "costa")
    labels = [one.label for one in from_attributions(finder, [ARTICLE], [one])]
    assert labels[0] == OPEN
    assert {CLASSES[label] for label in labels[1:]} == {"none"}


def test_drafts_read_one_by_one_are_known_by_their_cues(finder: StatementFinder, tmp_path: Path) -> None:
    record = {
        "article": "a",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "drafts": [{"cue": list(span("declined to say")), "class": "denied"}],
    }
    path = tmp_path / "drafts.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    labels = [CLASSES[one.label] for one in from_readings(finder, {"a": ARTICLE}, path)]
    assert labels == ["denied"]
    assert not list(from_readings(finder, {}, path))
    with pytest.raises(JudgmentError, match="another text"):
        list(from_readings(finder, {"a": Article("a", TEXT + " More.")}, path))
