from pathlib import Path

import pytest

from onrecord.eval.judging.standoff import NEWS, SAMPLE, read_annotated_set
from onrecord.eval.linking import Named, found_names, main, read_speakers
from onrecord.index import JudgmentError


def test_the_sample_is_joined(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample"]) == 0
    printed = {line[7:]: float(line[:5]) for line in capsys.readouterr().out.splitlines()[2:]}
    assert printed["B-cubed precision"] >= 0.98
    assert printed["B-cubed recall"] >= 0.97


def test_a_name_that_would_do_for_two_is_neithers() -> None:
    who = [Named("a", "Mary White"), Named("a", "Jo White"), Named("b", "Mary White")]
    found = found_names(who, {"a": ["White", "Jo White"], "b": ["White"]})
    assert found == {Named("a", "Jo White"): "Jo White", Named("b", "Mary White"): "White"}


def test_speakers_stand_in_annotated_articles() -> None:
    _, statements = read_annotated_set(SAMPLE)
    for article, name in read_speakers(SAMPLE / "speakers.jsonl"):
        assert name in {one.entity for one in statements[article]}
    assert len(read_speakers(NEWS / "speakers.jsonl")) > 1000


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "speakers.jsonl"
    path.write_text('{"name": "Ann Lee", "articles": ["a"]}\n')
    with pytest.raises(JudgmentError, match=r"speakers\.jsonl:1: not a speaker"):
        read_speakers(path)


def test_annotated_articles_need_their_text(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["annotated"])
    assert "--articles" in capsys.readouterr().err
