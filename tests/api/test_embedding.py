"""`onrecord embed`, and `onrecord index --prepared`."""

import json
from pathlib import Path

from tests.conftest import SAMPLE

from .conftest import Onrecord


def some(folder: Path, count: int = 3) -> Path:
    path = folder / "articles.jsonl"
    path.write_text("\n".join((SAMPLE / "articles.jsonl").read_text().splitlines()[:count]))
    return path


def test_what_was_embedded_answers(tmp_path: Path, onrecord: Onrecord) -> None:
    articles = some(tmp_path)
    told = json.loads(onrecord("embed", articles, "--out", "made", "--json").stdout)
    assert (told["articles"], told["batches"], told["made"]) == (3, 1, 1)
    taken = json.loads(onrecord("index", "--prepared", "made", "--index", "archive", "--json").stdout)
    assert (taken["added"], taken["passages_encoded"], taken["revision"]) == (3, 0, 1)
    found = json.loads(onrecord("said", "--by", "Vance", "--index", "archive", "--json").stdout)
    assert found["statements"]
    onrecord("remove", "tomahawk-request", "--index", "archive", "--yes")
    told = onrecord("index", "--prepared", "made", "--index", "archive").stdout
    assert told.startswith("added 0, updated 0, unchanged 2,")
    assert "1 article removed before, left out; --readd takes in what was removed" in told


def test_what_is_wrong_is_told_in_a_line(tmp_path: Path, onrecord: Onrecord) -> None:
    articles = some(tmp_path, 1)
    nothing = onrecord("index", "--prepared", "made", "--index", "archive")
    assert (nothing.returncode, nothing.stderr) == (
        1,
        "onrecord: made: no manifest.json here: onrecord embed writes it last; let it end, or run it again\n",
    )
    onrecord("embed", articles, "--out", "made")
    other = onrecord("index", "--prepared", "made", "--index", "archive", "--model", "other")
    assert other.stderr == (
        "onrecord: made: was made with bge-small-en-v1.5-int8, not with other; embed again with that one\n"
    )
    [file] = (tmp_path / "made").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:-1])
    damaged = onrecord("index", "--prepared", "made", "--index", "archive")
    assert damaged.returncode == 1
    assert "damaged (its SHA-256 is not the manifest's); delete it and run the same" in damaged.stderr
    assert len(damaged.stderr.splitlines()) == 1
    assert not (tmp_path / "archive").exists()
    both = onrecord("index", articles, "--prepared", "made", "--index", "archive")
    assert both.returncode == 2
    assert "--prepared, alone" in " ".join(both.stderr.split())
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")
    for refused in (onrecord("embed", empty, "--out", "other"), onrecord("embed", "none.txt", "--out", "other")):
        assert refused.returncode == 1
        assert refused.stderr.splitlines()[-1].startswith(
            (f"onrecord: {empty}: no article", "onrecord: none.txt: no such")
        )
        assert not (tmp_path / "other" / "manifest.json").exists()
