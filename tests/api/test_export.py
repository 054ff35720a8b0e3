"""Rows out of the sample archive, by command and over HTTP."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.api.exporting.rows import Row, Rows
from onrecord.api.exporting.writers import lines

from .conftest import Onrecord


def exported(client: TestClient, what: str, **wanted: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in client.get(f"/export/{what}", params=wanted).text.splitlines()]


def test_statements_are_rows_whose_quotes_verify(
    onrecord: Onrecord, sample_index: Path, client: TestClient
) -> None:
    done = onrecord("export", "statements", "--by", "Putin", "--index", sample_index)
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) > 3
    assert {row["speaker"].split()[-1] for row in rows} == {"Putin"}
    for row in rows:
        text = client.get(f"/articles/{row['article']}").json()["text"]
        pieces = [text[slice(*map(int, piece.split("-")))] for piece in row["pieces"].split()]
        assert " … ".join(pieces) == row["quote"]
        assert text[row["start"] : row["end"]].startswith(pieces[0])
        assert len(pieces) > 1 or text[row["start"] : row["end"]] == row["quote"]
    parted = next(row for row in rows if row["quote"].startswith("The missiles could not be used"))
    assert "he argued" not in parted["quote"]


def test_words_to_paste_leave_out_the_writer_and_are_found_again(onrecord: Onrecord, sample_index: Path) -> None:
    lines = onrecord("export", "statements", "--index", sample_index).stdout.splitlines()
    rows = [row for row in map(json.loads, lines) if row["kind"] != "indirect"]
    rows = [row for row in rows if " " in row["pieces"] or row["words"] != row["quote"]]
    assert {row["kind"] for row in rows} == {"direct", "mixed"}
    for row in rows:
        assert (" … " in row["words"]) == (row["kind"] == "direct"), row["words"]
    pasted = "".join(f"{row['words']}\n" for row in rows)
    done = onrecord("check", "-", "--index", sample_index, "--json", stdin=pasted)
    checks = json.loads(done.stdout)["checks"]
    assert [one["level"] for one in checks] == ["verbatim"] * len(rows)


def test_a_folder_that_is_not_there_is_told_by_the_file_that_was_asked_for(
    onrecord: Onrecord, sample_index: Path, tmp_path: Path
) -> None:
    out = tmp_path / "nowhere" / "said.csv"
    done = onrecord("export", "speakers", "--out", out, "--index", sample_index)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"onrecord: {out}: No such file or directory\n"


@pytest.mark.parametrize("what", ["articles", "passages", "statements", "speakers"])
def test_every_form_holds_the_same_rows(
    onrecord: Onrecord, sample_index: Path, client: TestClient, tmp_path: Path, what: str
) -> None:
    counts = [len(client.get(f"/export/{what}").text.splitlines())]
    counts.append(len(list(csv.DictReader(io.StringIO(client.get(f"/export/{what}?format=csv").text)))))
    done = onrecord("export", what, "--out", "rows.parquet", "--index", sample_index)
    assert done.returncode == 0, done.stderr
    for form in ("csv", "jsonl"):
        told = onrecord("export", what, "--out", f"rows.{form}", "--index", sample_index).stderr
        assert f"{counts[0]:,} {what} in rows.{form}" in told
        (tmp_path / f"rows.{form}").unlink()
    from pyarrow import parquet

    counts.append(parquet.read_table(tmp_path / "rows.parquet").num_rows)
    assert counts[0] > 0
    assert len(set(counts)) == 1
    assert f"{counts[0]:,} {what} in rows.parquet" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["rows.parquet"]


def test_filters_choose_as_in_a_search(client: TestClient) -> None:
    source, day = "Harbour Gazette", "2025-10-20"
    every = exported(client, "articles")
    assert exported(client, "articles", source=source) == [row for row in every if row["source"] == source]
    late = {row["article"] for row in every if row["published"] >= day}
    assert {row["article"] for row in exported(client, "passages", since=day)} == late
    assert {row["article"] for row in exported(client, "statements", since=day)} <= late
    assert exported(client, "statements", since=day)


def test_what_cannot_be_exported_is_one_line(onrecord: Onrecord, sample_index: Path, client: TestClient) -> None:
    done = onrecord("export", "tables", "--index", sample_index)
    assert done.returncode == 2
    assert "articles, passages, statements, speakers" in done.stderr
    done = onrecord("export", "statements", "--by", "Nobody Atall", "--index", sample_index)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert client.get("/export/statements", params={"by": "Nobody Atall"}).status_code == 422
    assert client.get("/export/tables").status_code == 422


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    def rows() -> Iterator[Row]:
        yield {"text": text, "number": -1}

    written = "".join(lines(Rows({"text": str, "number": int}, rows()), "csv"))
    (row,) = csv.DictReader(io.StringIO(written, newline=""))
    assert row["text"] == "'" + text
    assert row["number"] == "-1"
