"""Invented news: what its files hold, and how what is found is counted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from onrecord.eval import invented
from onrecord.eval.invented import FOLDER, read_invented, statements_found
from onrecord.eval.questions import HALVES, Half
from onrecord.index import JudgmentError, OnrecordError


@pytest.mark.parametrize("part", HALVES)
def test_every_place_is_in_an_article_of_its_own_writer(part: Half) -> None:
    for writer, (articles, questions) in read_invented(part).items():
        assert len(articles) >= 40
        assert len({one.text.lower() for one in questions}) == len(questions)
        for one in questions:
            assert one.answerable == bool(one.evidence)
            assert one.answerable == (one.near_miss is None)
            for place in one.evidence:
                assert place.article_id in articles, (writer, one.id)
                assert articles[place.article_id].text[place.start : place.end].strip()


def test_no_archive_is_in_both_parts() -> None:
    learn, kept = (read_invented(part) for part in HALVES)
    assert set(learn) == {"a", "b"}
    assert set(kept) == {"c"}


def test_a_question_on_no_article_is_named_with_its_line(tmp_path: Path) -> None:
    for name in ("articles.jsonl", "questions.jsonl"):
        (tmp_path / name).write_text((FOLDER / name).read_text("utf-8"), encoding="utf-8")
    lines = (tmp_path / "questions.jsonl").read_text("utf-8").splitlines()
    wrong = json.loads(lines[0]) | {"evidence": [["a-nowhere", 0, 9]]}
    (tmp_path / "questions.jsonl").write_text("\n".join([json.dumps(wrong), *lines[1:]]), encoding="utf-8")
    with pytest.raises(JudgmentError, match=r"questions\.jsonl.*1.*a-nowhere"):
        read_invented("learn", tmp_path)


def test_files_that_are_missing_are_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(OnrecordError):
        read_invented("learn", tmp_path)


def test_most_statements_are_found_under_who_said_them() -> None:
    found = statements_found("learn")
    assert found.total() == sum(
        json.loads(line)["part"] == "learn"
        for line in (FOLDER / "statements.jsonl").read_text("utf-8").splitlines()
    )
    assert found["right"] >= 0.82 * found.total()
    assert found["wrong"] <= 0.09 * found.total()


def test_a_name_agrees_with_a_fuller_one_alone() -> None:
    assert invented.agree("Oyelaran", "Denise Oyelaran")
    assert invented.agree("Dr Yuki Shimada", "Yuki Shimada")
    assert not invented.agree("Karen Lomax", "Gavin Strachey")
    assert not invented.agree("", "Gavin Strachey")


def test_the_command_tells_answers_refusals_and_statements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = {writer: (articles, questions[:6]) for writer, (articles, questions) in read_invented("learn").items()}
    monkeypatch.setattr(invented, "read_invented", lambda part, folder=FOLDER: {"b": few["b"]})
    monkeypatch.setattr(invented, "statements_found", lambda part: Counter(right=3, wrong=1))
    assert invented.main(["--indexes", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "writer b: 6 questions" in told
    assert "answered from 0.45" in told
    assert "4 statements: right 3 (0.750), wrong 1 (0.250)" in told
    assert invented.main(["--indexes", str(tmp_path), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert len(record["results"]) == 6
    assert (Path(tmp_path) / "b").is_dir()
