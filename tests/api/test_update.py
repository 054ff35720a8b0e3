"""`onrecord update` and `--watch`: what a file says, and what changes, goes in."""

import json
import os
import signal
import subprocess
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from onrecord.api.cli.watching import watched
from onrecord.api.updating import EXAMPLE, read_config
from onrecord.index import OnrecordError
from tests.index.fetching.site import etagged, serving
from tests.index.fetching.test_web import entry, rss

from .conftest import COMMAND, Onrecord, environment

TEXT = "Maren Oldfield said that she would close the ferry terminal number {} before the summer begins."


def test_the_example_is_what_it_says(tmp_path: Path) -> None:
    file = tmp_path / "onrecord.toml"
    file.write_text(EXAMPLE)
    config = read_config(file)
    assert (config.index, config.source[0].path) == (tmp_path / "archive", tmp_path / "articles")
    # What stands behind a hash can be had by taking the hash away.
    file.write_text(
        "\n".join(line.removeprefix("# ") for line in EXAMPLE.splitlines() if not line.startswith("# What"))
    )
    config = read_config(file)
    first, second, third = config.source
    assert (first.dates, first.language, first.map["text"]) == ("day-first", "de", "Artikel")
    assert second.listed == tmp_path / "paths.txt"
    assert (third.full_text, third.most_pages, third.allow_private) == (True, 1000, False)
    assert config.follow is not None
    assert config.follow.atom == tmp_path / "news.xml"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("index = ", "cannot be read: Invalid value"),
        ("index = 'a'", "source is missing"),
        ("[[source]]\npath = 'a'", "index is missing"),
        ("index = 'a'\nsource = []", "source: List should have at least 1 item"),
        (
            "index = 'a'\n[[source]]\npath = 'a'\n[[source]]\npath = 'b'\nprnue = true",
            "source.2.prnue: no such setting",
        ),
        (
            "index = 'a'\n[[source]]\npath = 'a'\nurl = 'http://a.example/'",
            "source.1: needs one of path, list and url",
        ),
        ("index = 'a'\n[[source]]\nurl = 'ftp://a.example/'", "source.1.url: String should match"),
        (
            "index = 'a'\n[[source]]\npath = 'a'\nmap = {texxt = 'b'}",
            "source.1: map: no field 'texxt'; fields are",
        ),
        (
            "index = 'a'\n[[source]]\npath = 'a'\ndates = 'upside-down'",
            "source.1.dates: Input should be 'day-first'",
        ),
        ("index = 'a'\nevery = 0\n[[source]]\npath = 'a'", "every: Input should be greater than or equal to 1"),
    ],
)
def test_what_means_nothing_is_said_in_a_line(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "onrecord.toml"
    file.write_text(content)
    with pytest.raises(OnrecordError) as caught:
        read_config(file)
    assert str(caught.value).startswith(f"{file}: {said}")
    assert "\n" not in str(caught.value)


def test_sources_go_in_and_one_that_fails_stops_no_other(onrecord: Onrecord, tmp_path: Path) -> None:
    assert "onrecord update --init writes an example" in onrecord("update").stderr
    assert onrecord("update", "--init").returncode == 0
    assert "is there already" in onrecord("update", "--init").stderr
    (tmp_path / "articles").mkdir()
    for name in ("a", "b"):
        (tmp_path / "articles" / f"{name}.txt").write_text(TEXT.format(name))
    (tmp_path / "more.txt").write_text(TEXT.format("more"))
    (tmp_path / "list").write_text("more.txt\nmissing.txt\n")
    with serving() as site:
        site.pages["/feed"] = etagged(rss(entry("/a", TEXT.format(9), "urn:a")), "text/xml")
        (tmp_path / "onrecord.toml").write_text(
            "index = 'made'\n[[source]]\npath = 'nowhere'\n[[source]]\npath = 'articles'\nlanguage = 'da'\n"
            f"[[source]]\nlist = 'list'\n[[source]]\nurl = '{site.url('/feed')}'\nallow-private = true\n"
            f"[[source]]\nurl = '{site.url('/none')}'\nallow-private = true\n[follow]\n"
        )
        first = onrecord("update", "--json")
        assert first.returncode == 1
        done = json.loads(first.stdout.splitlines()[0])
        assert (done["added"], done["revision"]) == (4, 1)
        assert [one.get("added") for one in done["sources"]] == [None, 2, 1, 1, None]
        assert [bool(one["failures"]) for one in done["sources"]] == [True, False, True, False, True]
        assert done["languages"] == {"da": 2, "en": 2}
        assert "failed: nowhere: no such file or folder" in first.stderr
        assert "failed: missing.txt: no such file or folder" in first.stderr
        # What is gone is told, what has changed goes in, and a feed that has not is not read.
        (tmp_path / "articles" / "a.txt").unlink()
        (tmp_path / "articles" / "b.txt").write_text(TEXT.format("other"))
        second = onrecord("update")
    assert second.returncode == 1
    lines = second.stdout.splitlines()
    assert "articles: updated 1, gone 1" in lines
    assert f"{site.url('/feed')}: 1 of the web as before" in lines
    assert "added 0, updated 1, unchanged 1" in second.stdout
    assert "1 article gone from the sources, not removed" in lines
    assert "nothing new" in second.stderr


def test_each_source_reads_dates_in_its_own_order(onrecord: Onrecord, tmp_path: Path) -> None:
    stated = {"british": 'dates = "day-first"', "american": 'dates = "month-first"', "untold": ""}
    for number, name in enumerate(stated):
        article = {"_id": name, "text": TEXT.format(number), "published": "03/04/2025"}
        (tmp_path / name).mkdir()
        (tmp_path / name / "articles.jsonl").write_text(json.dumps(article))
    sources = "".join(f"[[source]]\npath = '{name}'\n{dates}\n" for name, dates in stated.items())
    file = tmp_path / "onrecord.toml"
    file.write_text(f"index = 'index'\n{sources}")
    done = onrecord("update", file)
    assert done.returncode == 0
    assert "untold" in done.stderr
    assert "dates in onrecord.toml for a source" in done.stderr
    listed = onrecord("export", "articles", "--index", tmp_path / "index").stdout
    days = {one["article"]: one["published"] for one in map(json.loads, listed.splitlines())}
    assert days == {"british": "2025-04-03", "american": "2025-03-04", "untold": None}


def test_what_changes_is_taken_in_until_it_is_enough(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.format(1))
    # The index stands in the folder that is watched: what onrecord writes itself starts nothing.
    command = [*COMMAND, "index", str(folder), "--index", str(folder / "made"), "--watch"]
    out = tmp_path / "out"
    with (
        out.open("wb") as written,
        subprocess.Popen(
            command, stdout=written, stderr=subprocess.STDOUT, env=environment(PYTHONUNBUFFERED="1")
        ) as watching,
    ):
        try:
            wait_for(out, "watching; Ctrl-C ends it")
            (folder / "b.txt").write_text(TEXT.format(2))
            wait_for(out, "added 1, updated 0, unchanged 1")
            os.kill(watching.pid, signal.SIGINT)
            assert watching.wait(120) == 0
        finally:
            watching.kill()
    told = out.read_text()
    assert told.count(" encoded in ") == 2
    assert told.endswith("watching has ended; what came is in\n")


def test_ctrl_c_ends_watching_though_what_runs_then_keeps_it_to_itself(tmp_path: Path) -> None:
    taken = []

    def take(_: object) -> None:
        taken.append(1)
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            sleep(5)

    before = signal.getsignal(signal.SIGINT)
    watched([tmp_path], [], None, take)
    assert taken == [1]
    assert signal.getsignal(signal.SIGINT) is before


def test_what_comes_while_all_is_taken_in_is_taken_in_too(tmp_path: Path) -> None:
    taken: list[Collection[Path] | None] = []

    def take(changed: Collection[Path] | None) -> None:
        taken.append(changed)
        if changed is None:
            (tmp_path / "a.txt").write_text("a")
        else:
            os.kill(os.getpid(), signal.SIGINT)

    watched([tmp_path], [], None, take)
    assert taken == [None, {tmp_path / "a.txt"}]


def wait_for(file: Path, words: str) -> None:
    ends = monotonic() + 240
    while words not in file.read_text():
        assert monotonic() < ends, file.read_text()
        sleep(0.1)
