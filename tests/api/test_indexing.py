"""`onrecord index`: what it says it would do, asks before it does, and remembers."""

import json
import os
from pathlib import Path

import pytest

from .conftest import Onrecord

TEXT = "Maren Oldfield said that she would close the ferry terminal number {} before the summer begins."


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for year in ("2024", "2025"):
        (tmp_path / year / "news").mkdir(parents=True)
        (tmp_path / year / "news" / "first.txt").write_text(TEXT.format(year))
    return tmp_path


def told(onrecord: Onrecord, command: str, *arguments: object) -> dict[str, object]:
    done = onrecord(command, *map(str, arguments), "--index", "made", "--json")
    assert done.returncode == 0, done.stderr
    record: dict[str, object] = json.loads(done.stdout)
    return record


def test_files_of_one_name_in_two_folders_are_two_articles(onrecord: Onrecord, files: Path) -> None:
    assert told(onrecord, "index", files / "2024" / "news")["added"] == 1
    second = told(onrecord, "index", files / "2025" / "news")
    assert (second["added"], second["updated"]) == (1, 0)
    # The same files from above, from below, and one by one are the same articles.
    for paths in (
        [files],
        [files / "2025"],
        [files / "2024" / "news" / "first.txt"],
        [files / "2024", files / "2025"],
    ):
        again = told(onrecord, "index", *paths)
        assert (again["added"], again["updated"]) == (0, 0)
    assert told(onrecord, "info")["articles"] == 2


def test_a_name_that_is_not_utf8_is_an_article_like_others(onrecord: Onrecord, files: Path) -> None:
    name = os.fsencode(files / "2024") + b"/caf\xe9.txt"
    with open(name, "wb") as out:  # noqa: PTH123  (pathlib takes no bytes)
        out.write(TEXT.format(9).encode())
    assert told(onrecord, "index", files)["added"] == 3
    assert told(onrecord, "index", files)["unchanged"] == 3


def test_what_was_removed_stays_out_until_it_is_let_in(onrecord: Onrecord, files: Path) -> None:
    told(onrecord, "index", files)
    assert told(onrecord, "remove", "2024/news/first")["removed"] == 1
    again = onrecord("index", str(files), "--index", "made")
    assert again.returncode == 0
    assert "1 article removed before, left out; --readd takes in what was removed" in again.stdout
    assert told(onrecord, "info")["articles"] == 1
    assert told(onrecord, "index", files / "2024", "--dry-run")["kept_out"] == 1
    assert told(onrecord, "index", files, "--readd")["added"] == 1
    assert told(onrecord, "index", files)["kept_out"] == 0
    assert told(onrecord, "info")["articles"] == 2


def test_a_dry_run_tells_what_would_be_done_and_does_nothing(onrecord: Onrecord, files: Path) -> None:
    would = told(onrecord, "index", files, "--dry-run")
    assert (would["added"], would["revision"]) == (2, 0)
    assert not Path("made").exists()
    told(onrecord, "index", files)
    (files / "2024" / "news" / "first.txt").write_text("Other words altogether are here now.")
    (files / "2025" / "news" / "first.txt").unlink()
    (files / "2025" / "new.txt").write_text(TEXT.format("new"))
    would = told(onrecord, "index", files, "--dry-run", "--prune")
    assert [would[key] for key in ("added", "updated", "unchanged", "removed")] == [1, 1, 0, 1]
    assert told(onrecord, "info")["articles"] == 2
    done = told(onrecord, "index", files, "--prune", "--yes")
    assert [done[key] for key in ("added", "updated", "unchanged", "removed")] == [1, 1, 0, 1]


def test_nothing_is_destroyed_unasked(onrecord: Onrecord, files: Path) -> None:
    told(onrecord, "index", files)
    (files / "2025" / "news" / "first.txt").unlink()
    done = onrecord("index", str(files), "--index", "made", "--prune")
    assert "to remove 1 article gone from the sources, add --yes; nothing is removed" in done.stderr
    assert "1 article gone from the sources, not removed" in done.stdout
    done = onrecord("remove", "--before", "2100-01-01", "--index", "made")
    assert told(onrecord, "info")["articles"] == 2


def test_a_list_of_paths(onrecord: Onrecord, files: Path) -> None:
    (files / "list.txt").write_text("# what to read\n2024\n\n2025/news/first.txt\n")
    assert told(onrecord, "index", "--list", files / "list.txt")["added"] == 2
    assert onrecord("index", "--index", "made").returncode == 2


def test_the_summary_tells_repeats_languages_and_dates(onrecord: Onrecord, files: Path) -> None:
    (files / "copy.txt").write_text("Some dateline\n\n" + TEXT.format("2024"))
    (files / "de.jsonl").write_text(
        json.dumps({"id": "d", "text": "Die Ministerin sagte, sie werde zurücktreten.", "language": "de"})
        + "\n"
        + json.dumps({"id": "e", "text": "Something else was said.", "published": "03/04/2025"})
    )
    done = onrecord("index", str(files), "--index", "made")
    assert "1 near copy of others in this run" in done.stdout
    assert "1 article in languages whose statements are not found (1 de)" in done.stdout
    assert "1 date unread" in done.stdout
    assert "may be read in two ways; --dates day-first or month-first says which" in done.stderr
    assert told(onrecord, "index", files, "--dates", "day-first")["updated"] == 1


def test_kinds_that_are_not_read_are_named(onrecord: Onrecord, files: Path) -> None:
    for name in ("a.mp4", "b.mp4", "c.xyz"):
        (files / name).write_bytes(b"x")
    done = onrecord("index", str(files), "--index", "made")
    assert "files of kinds that are not read are left out: 2 .mp4, 1 .xyz" in done.stderr


def test_info_counts_the_articles_without_a_date(onrecord: Onrecord, tmp_path: Path) -> None:
    files = tmp_path / "undated"
    files.mkdir()
    (files / "a.txt").write_text(
        "Talks end\n\nPublished: 12 March 2025\n\nThe talks ended without a deal, she said.\n"
    )
    (files / "b.txt").write_text("The harbour is silted up, a spokeswoman said on the quay.\n")
    onrecord("index", str(files), "--index", "dated")
    shown = onrecord("info", "--index", "dated").stdout
    assert "2025-03-12 to 2025-03-12" in shown
    assert "1 article (b), which no time finds" in " ".join(shown.split())


def test_the_index_keeps_how_dates_are_read(onrecord: Onrecord, tmp_path: Path) -> None:
    files = tmp_path / "dated"
    files.mkdir()
    (files / "a.jsonl").write_text(json.dumps({"id": "a", "text": "It was said.", "published": "10/01/2025"}))
    index = ("index", str(files), "--index", "made")
    assert onrecord(*index, "--dates", "day-first").returncode == 0
    (files / "b.jsonl").write_text(json.dumps({"id": "b", "text": "It was denied.", "published": "10/02/2025"}))
    tried = onrecord(*index, "--dry-run", "--json")
    assert json.loads(tried.stdout)["unchanged"] == 1
    again = onrecord(*index, "--json")
    assert "'10/01/2025' and its like are read day first, as the index was told before" in again.stderr
    assert again.stderr.count("as the index was told before") == 1
    counts = json.loads(again.stdout)
    assert (counts["added"], counts["unchanged"], counts["dates_unread"]) == (1, 1, 0)
    info = json.loads(onrecord("info", "--index", "made", "--json").stdout)
    assert info["period"] == {"first": "2025-01-10", "last": "2025-02-10"}
    changed = onrecord(*index, "--dates", "month-first", "--json")
    assert json.loads(changed.stdout)["updated"] == 2
    assert "told before" not in changed.stderr
    assert json.loads(onrecord(*index, "--json").stdout)["unchanged"] == 2


def test_a_device_that_changes_nothing_is_told(onrecord: Onrecord, files: Path) -> None:
    made = onrecord("index", str(files), "--index", "made", "--device", "cuda")
    asked = onrecord("ask", "--index", "made", "--device", "cuda", "what was said")
    for done in (made, asked):
        assert "--device cuda changes nothing: the packaged models run on the CPU" in done.stderr
