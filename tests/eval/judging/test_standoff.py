import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.eval.judging.standoff import NEWS, SAMPLE, of_part, read_annotated_set, read_standoff
from onrecord.index import Article, JudgmentError, Span

TEXT = "“It rains,” Ann Lee said."
STATEMENT = {
    "content": [[0, 11]],
    "source": [12, 19],
    "cue": [20, 24],
    "entity": "Ann Lee",
    "type": "person",
    "mention": "name",
    "kind": "direct",
    "class": "said",
}
ARTICLES = {"a": Article(id="a", text=TEXT)}


def write(folder: Path, *statements: Any, text: str = TEXT) -> Path:
    path = folder / "statements.jsonl"
    digest = hashlib.sha256(text.encode()).hexdigest()
    path.write_text(json.dumps({"article": "a", "sha256": digest, "statements": statements}) + "\n")
    return path


def test_reads_what_is_annotated(tmp_path: Path) -> None:
    ((one,),) = read_standoff(write(tmp_path, STATEMENT), ARTICLES).values()
    assert (one.content, one.source, one.entity, one.cue_class) == (
        (Span(0, 11),),
        Span(12, 19),
        "Ann Lee",
        "said",
    )
    attribution = one.as_attribution()
    assert (attribution.kind, attribution.speaker_key, attribution.source_kind) == ("direct", "lee", "nominal")


def test_an_article_without_statements_is_annotated_too(tmp_path: Path) -> None:
    assert read_standoff(write(tmp_path), ARTICLES) == {"a": []}


def test_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JudgmentError, match="another text"):
        read_standoff(write(tmp_path, STATEMENT, text=TEXT + " "), ARTICLES)
    with pytest.raises(JudgmentError, match="not among"):
        read_standoff(write(tmp_path, STATEMENT), {})


@pytest.mark.parametrize(
    "change", [{"class": "thought"}, {"mention": "noun"}, {"content": []}, {"content": [[1]]}, {"type": None}]
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(JudgmentError, match=r"statements\.jsonl:1: not an annotated article"):
        read_standoff(write(tmp_path, STATEMENT | change), ARTICLES)


def test_the_halves_are_fixed() -> None:
    names = [f"mh{n:04}" for n in range(200)]
    assert [name for name in names if of_part(name, "learn")][:4] == ["mh0001", "mh0003", "mh0004", "mh0005"]
    assert all(of_part(name, "learn") != of_part(name, "held-back") and of_part(name, "all") for name in names)


def test_the_sample_is_annotated_whole() -> None:
    articles, statements = read_annotated_set(SAMPLE)
    assert len(articles) == 49
    for article in articles:
        for one in statements[article.id]:
            spans = [*one.content, *filter(None, (one.source, one.cue))]
            assert all(0 <= start < end <= len(article.text) for start, end in spans)
            assert all(article.text[start:end] == article.text[start:end].strip() for start, end in spans)


def test_annotations_of_others_texts_hold_no_text() -> None:
    for path in sorted(NEWS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for statement in json.loads(line).get("statements", []):
                words = {key: value for key, value in statement.items() if isinstance(value, str)}
                assert words.keys() <= {"entity", "type", "mention", "kind", "class"}
                assert len(words.get("entity", "").split()) <= 12
