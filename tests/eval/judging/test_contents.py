import json
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.eval.annotation import Attribution, held_back, read_annotated, read_attributions, validation
from onrecord.eval.judging.attributions import by_marks, put_together
from onrecord.eval.judging.contents import letters, letters_said, score_statements
from onrecord.index import Article, JudgmentError, Span, Statement
from onrecord.index.attribution import StatementFinder

TEXT = '"It rains," Ann Lee said. "It pours." She denied that the roof leaks.'
ARTICLE = Article(id="a", text=TEXT)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


GOLD = [
    Attribution(
        article_id="a",
        source=(span("Ann Lee"),),
        cue=(span("said"),),
        content=(span('"It rains,"'), span('"It pours."')),
        kind="direct",
        source_kind="nominal",
        speaker_key="lee",
    ),
    Attribution(
        article_id="a",
        source=(span("She"),),
        cue=(span("denied"),),
        content=(span("that the roof leaks"),),
        kind="indirect",
        source_kind="pronoun",
        speaker_key=None,
    ),
]
DIRECT = Statement(
    article=ARTICLE,
    speaker="Ann Lee",
    as_written="Ann Lee",
    as_written_span=span("Ann Lee"),
    role=None,
    cue="said",
    content=(span("It rains"), span("It pours.")),
    kind="direct",
    paragraph=0,
)
INDIRECT = replace(DIRECT, content=(span("that the roof leaks"),), kind="indirect", as_written="She")


def test_marks_do_not_count() -> None:
    report = score_statements([ARTICLE], [DIRECT, INDIRECT], GOLD)
    assert {report.exact["direct"].f1.value, report.exact["indirect"].f1.value, report.source.recall.value} == {1}
    assert {report.tokens.f1.value, report.matched.f1.value, report.pieces.f1.value} == {1}


def test_half_a_broken_quotation_is_not_exact() -> None:
    report = score_statements([ARTICLE], [replace(DIRECT, content=(span("It rains"),))], GOLD)
    assert report.exact["direct"].right == 0
    assert (report.pieces.right, report.pieces.found, report.pieces.there) == (1, 1, 2)
    assert (report.tokens.right, report.tokens.found, report.tokens.there) == (2, 2, 8)
    assert report.source.recall.value == 1, "half of the content is enough to ask whose it is"


def test_only_cues_of_saying_are_of_words() -> None:
    wanted = replace(GOLD[1], cue=(span("roof"),))
    assert score_statements([ARTICLE], [INDIRECT], GOLD).words.recall.value == 1
    report = score_statements([ARTICLE], [INDIRECT], [wanted])
    assert (report.words.right, report.words.found, report.words.there) == (0, 1, 0)


def test_words_of_somebody_else() -> None:
    wrong = replace(DIRECT, speaker="Bo Fox", as_written="Fox")
    assert score_statements([ARTICLE], [wrong], GOLD).source.recall.value == 0


def test_nothing_found() -> None:
    figures = score_statements([ARTICLE], [], GOLD).as_dict()
    assert set(figures.values()) == {0.0}


def test_another_kind_is_an_overlap_but_not_exact() -> None:
    report = score_statements([ARTICLE], [replace(DIRECT, kind="mixed")], GOLD)
    assert report.exact["direct"].right == report.exact["mixed"].right == 0
    assert report.found["mixed"].precision.value == report.there["direct"].recall.value == 1


def test_one_statement_is_matched_to_one_attribution() -> None:
    wide = replace(DIRECT, content=(Span(0, len(TEXT)),))
    report = score_statements([ARTICLE], [wide], GOLD)
    assert (report.matched.right, report.matched.found, report.matched.there) == (4, 13, 8)


def test_letters_leave_out_marks_and_space() -> None:
    assert letters("a, b1!", [Span(0, 6)]) == {0, 3, 4}


def test_that_is_no_part_of_what_was_said() -> None:
    report = score_statements([ARTICLE], [replace(INDIRECT, content=(span("the roof leaks"),))], GOLD)
    assert report.exact["indirect"].right == 0
    bare = [replace(INDIRECT, content=(span("the roof leaks"),))]
    assert score_statements([ARTICLE], bare, GOLD, letters_said).exact["indirect"].right == 1
    assert letters_said("“That is that.”", [Span(0, 15)]) == letters("“That is that.”", [Span(6, 15)])


def test_statements_are_paired_one_to_one() -> None:
    twice = [INDIRECT, replace(INDIRECT, content=(span("the roof leaks"),)), replace(DIRECT, kind="stance")]
    report = score_statements([ARTICLE], twice, GOLD)
    assert (report.pairs.right, report.pairs.found, report.pairs.there) == (1, 2, 2)


def test_the_split_is_fixed() -> None:
    assert [held_back(name) for name in ("pn0001", "pn0002", "pn0003", "pn0004")] == [True, False, False, False]
    assert not any(held_back(f"x{i}") and validation(f"x{i}") for i in range(300))
    assert 80 <= sum(held_back(f"x{i}") for i in range(300)) <= 120


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "attributions.jsonl"
    path.write_text('{"article_id": "a"}\n')
    with pytest.raises(JudgmentError, match=r"attributions\.jsonl:1"):
        read_attributions(path)


def test_reads_what_is_annotated(tmp_path: Path) -> None:
    record = {
        "article_id": "a",
        "source": None,
        "cue": {"spans": [[5, 9]]},
        "content": {"spans": [[30, 40], [10, 20]]},
        "quote_type": "mixed",
        "source_kind": "none",
    }
    path = tmp_path / "attributions.jsonl"
    path.write_text(json.dumps(record) + "\n")
    (found,) = read_attributions(path)
    assert found == Attribution("a", (), (Span(5, 9),), (Span(10, 20), Span(30, 40)), "mixed", "none", None)


def test_the_packaged_tagger_meets_its_targets(corpora: Path) -> None:
    articles = [a for a in read_annotated(corpora / "polnear" / "articles.jsonl") if held_back(a.id)][::5]
    find = StatementFinder.load().find
    found = [by_marks(statement) for article in articles for statement in put_together(find(article))]
    attributions = read_attributions(corpora / "polnear" / "attributions.jsonl")
    figures = score_statements(articles, found, attributions).as_dict()
    assert figures["direct, exact F1"] > 0.85
    assert figures["direct, right source span"] > 0.88
    assert figures["content token F1"] > 0.75
