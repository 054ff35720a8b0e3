"""Commands that remove, check, repair, copy and bring back."""

import json
from pathlib import Path

import pytest

from .conftest import Onrecord

TEXT = "The mayor opened bridge number {} over the river on Monday, the council said."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(4):
        head = f"---\nid: a{n}\ntitle: Story {n}\nsource: Paper {n % 2}\npublished: 202{n}-05-01\n---\n"
        (folder / f"a{n}.txt").write_text(head + TEXT.format(n))
    return folder


def told(onrecord: Onrecord, *arguments: object) -> dict[str, object]:
    done = onrecord(*arguments, "--index", "made", "--json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_prune_removes_what_is_gone_and_spares_what_cannot_be_read(
    onrecord: Onrecord, corpus: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"id": "b", "text": TEXT.format(9)}))
    assert told(onrecord, "index", corpus, other)["added"] == 5
    (corpus / "a0.txt").unlink()
    (corpus / "a1.txt").write_bytes(b"\xff\0\0 no text")
    assert told(onrecord, "index", corpus)["removed"] == 0
    done = told(onrecord, "index", corpus, "--prune", "--yes")
    assert (done["removed"], done["skipped"], done["unchanged"]) == (1, 1, 2)
    assert told(onrecord, "info")["articles"] == 4
    again = onrecord("index", corpus, "--index", "made", "--prune", "--yes")
    assert "removed" not in again.stdout
    for path in corpus.iterdir():
        path.unlink()
    assert onrecord("index", corpus, "--index", "made", "--prune", "--yes").returncode == 1
    assert told(onrecord, "info")["articles"] == 4


def test_an_article_that_moves_to_another_file_is_not_pruned(onrecord: Onrecord, corpus: Path) -> None:
    told(onrecord, "index", corpus)
    (corpus / "a0.txt").rename(corpus / "renamed.txt")
    done = told(onrecord, "index", corpus, "--prune", "--yes")
    assert (done["removed"], done["unchanged"], done["passages_encoded"]) == (0, 4, 0)
    (corpus / "renamed.txt").unlink()
    assert told(onrecord, "index", corpus, "--prune", "--yes")["removed"] == 1


def test_remove_by_id_outlet_and_day(onrecord: Onrecord, corpus: Path) -> None:
    told(onrecord, "index", corpus)
    done = onrecord("remove", "a3", "none", "--index", "made")
    assert (done.returncode, done.stdout) == (0, "removed 1\n")
    assert done.stderr == "no article 'none' in this index\n"
    assert told(onrecord, "remove", "--source", "paper 0", "--before", "2021-01-01", "--yes")["removed"] == 1
    assert told(onrecord, "remove", "a1", "--source", "paper 0") == {
        "index": "made", "revision": 3, "removed": 0, "unknown": [],
    }  # fmt: skip
    assert told(onrecord, "info")["articles"] == 2
    assert onrecord("remove", "--index", "made").returncode == 2
    refused = onrecord("remove", "--before", "soon", "--index", "made")
    assert (refused.returncode, "before 'soon' is not a day; write it like" in refused.stderr) == (1, True)
    done = onrecord("remove", "a1", "--index", "nowhere")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_verify_and_repair(onrecord: Onrecord, corpus: Path, tmp_path: Path) -> None:
    told(onrecord, "index", corpus)
    assert told(onrecord, "verify", "--deep") == {"index": "made", "deep": True, "findings": []}
    victim = tmp_path / "made" / "generation-00000001" / "places.npy"
    victim.write_bytes(b"")
    done = onrecord("verify", "--index", "made")
    assert done.returncode == 1
    assert done.stdout.startswith(f"{'made/generation-00000001/places.npy'}: has 0 bytes")
    assert json.loads(onrecord("verify", "--index", "made", "--json").stdout)["findings"][0]["what"]
    assert onrecord("repair", "--index", "made").stdout == "made the caches of revision 1 again\n"
    assert onrecord("verify", "--index", "made").stdout == "no findings\n"


def test_snapshot_restore_and_vacuum(onrecord: Onrecord, corpus: Path) -> None:
    told(onrecord, "index", corpus)
    made = told(onrecord, "snapshot", "kept")
    assert (made["folder"], made["articles"]) == ("kept", 4)
    assert onrecord("snapshot", "kept", "--index", "made").returncode == 1
    told(onrecord, "remove", "a0", "a1")
    sizes = told(onrecord, "vacuum")
    assert isinstance(sizes["bytes_after"], int)
    assert onrecord("restore", "kept", "--index", "made").returncode == 1
    assert told(onrecord, "restore", "kept", "--replace")["sha256"] == made["sha256"]
    assert told(onrecord, "info")["articles"] == 4


@pytest.mark.parametrize("command", ["remove", "verify", "repair", "snapshot", "restore", "vacuum"])
def test_help_has_examples(onrecord: Onrecord, command: str) -> None:
    said = onrecord(command, "--help").stdout
    assert f"onrecord {command} " in said.partition("Examples:")[2]
