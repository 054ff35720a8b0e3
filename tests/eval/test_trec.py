"""Run files come back as they went, and wrong ones say where."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ir_measures
import pytest
from hypothesis import given

from onrecord.eval.model import Retrieved, Run
from onrecord.eval.trec import read_run, write_run
from onrecord.index import JudgmentError

from .strategies import runs


@given(runs())
def test_a_run_comes_back(run: Run) -> None:
    with TemporaryDirectory() as folder:
        write_run(run, Path(folder) / "run")
        assert read_run(Path(folder) / "run") == run


def test_lines_are_trecs(tmp_path: Path) -> None:
    results = (Retrieved("the times#1 a", 5, 90, 0.5), Retrieved("b", None, None, 0.25))
    write_run(Run("my system", {"q 1": results}), tmp_path / "run")
    assert (tmp_path / "run").read_text() == (
        "q%201 Q0 the%20times%231%20a#5-90 1 0.5 my%20system\nq%201 Q0 b 2 0.25 my%20system\n"
    )
    read: Callable[[str], Iterable[Any]] = ir_measures.read_trec_run
    documents = [(one.query_id, one.doc_id) for one in read(str(tmp_path / "run"))]
    assert documents == [("q%201", "the%20times%231%20a#5-90"), ("q%201", "b")]


def test_scores_make_the_order(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("q Q0 c 1 0.1 t\nq Q0 b 2 0.9 t\n\nq Q0 a 3 0.9 t\n")
    assert [one.article_id for one in read_run(tmp_path / "run").results["q"]] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("q Q0 a 2 0.5", "5 fields, not query Q0 document rank score tag"),
        ("q Q0 a 2 high t", "score 'high' is not a number"),
        ("q Q0 a 2 nan t", "score 'nan' is not a number"),
        ("q Q0 a#9-3 2 0.5 t", "document 'a#9-3' ends before it starts"),
        ("q Q0 a#9 2 0.5 t", "document 'a#9' is neither article nor article#start-end"),
        ("q Q0 first 2 0.5 t", "the same document twice for question 'q'"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "run").write_text(f"q Q0 first 1 0.9 t\n{line}\n")
    with pytest.raises(JudgmentError) as caught:
        read_run(tmp_path / "run")
    assert str(caught.value) == f"{tmp_path / 'run'}:2: {reason}"


def test_files_that_are_no_runs(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("")
    (tmp_path / "latin").write_bytes(b"q Q0 caf\xe9 1 1 t\n")
    for name, reason in [
        ("empty", "no results"),
        ("latin", "not UTF-8"),
        ("missing", "No such file"),
        ("", "Is a dir"),
    ]:
        with pytest.raises(JudgmentError, match=reason):
            read_run(tmp_path / name)
    with pytest.raises(JudgmentError, match="Is a directory"):
        write_run(Run("t", {}), tmp_path)
