"""The whole of asking, judged."""

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.eval.asking import main, report
from onrecord.eval.dataset import load_dataset
from onrecord.search import Engine

SAMPLE = Path(__file__).parents[2] / "eval" / "data" / "sample"


def test_every_kind_has_a_row(sample_index: Path) -> None:
    dataset = load_dataset("sample")
    few = replace(dataset, queries=dataset.queries[::7])
    engine = Engine.open(sample_index)
    lines = report(few, engine).splitlines()
    engine.close()
    assert lines[0].startswith(f"{len(few.queries)} questions: AUROC 0.")
    rows = [line.split("|") for line in lines[5:]]
    assert [row[1].strip() for row in rows] == sorted({query.kind for query in few.queries if query.kind})
    assert sum(int(row[2]) for row in rows) == len(few.queries)
    assert all(row[4].strip() == "–" for row in rows if row[1].strip().startswith("null_"))


def test_the_command(sample_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(SAMPLE), "--index", str(sample_index), "--half", "held-back", "--every", "9"]) == 0
    assert "questions: AUROC" in capsys.readouterr().out
