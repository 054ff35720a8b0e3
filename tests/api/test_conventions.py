"""The command line keeps the conventions of its kind."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from rich.console import Console
from starlette.testclient import TestClient

from onrecord.api.citing import FORMS
from onrecord.api.cli.citing import cited
from onrecord.api.cli.session import Session
from onrecord.api.cli.why import render_why
from onrecord.index import OnrecordError, QueryError
from onrecord.search import Engine, Filters

from .conftest import Onrecord

QUESTION = "what did Putin say about Tomahawks"


@pytest.fixture(scope="module")
def engine(sample_index: Path) -> Engine:
    return Engine.open(sample_index)


def test_commands_and_options_are_completed(onrecord: Onrecord) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "onrecord" in onrecord("--show-completion", shell).stdout
    told = {"_ONRECORD_COMPLETE": "complete_bash", "COMP_CWORD": "1"}
    assert onrecord(COMP_WORDS="onrecord sa", **told).stdout.split() == ["said"]
    told["COMP_CWORD"] = "2"
    assert onrecord(COMP_WORDS="onrecord said --min", **told).stdout.split() == ["--min-probability"]


def test_what_was_meant_is_suggested(onrecord: Onrecord, sample_index: Path, tmp_path: Path) -> None:
    assert "Did you mean 'said'?" in onrecord("sad").stderr
    assert "--since" in onrecord("ask", "--sinc", "2025", "x", "--index", "x").stderr
    (tmp_path / "archive").symlink_to(sample_index)
    done = onrecord("said", "--by", "Putin", "--index", "archve")
    assert done.stderr == "onrecord: archve: no index here; did you mean archive?\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "BYTES"), ("ask", "x", "--source", "BYTES"), ("ask", "x", "--author=BYTES"), ("search", "BYTES"),
        ("said", "--by", "BYTES"), ("said", "--about", "BYTES"), ("speakers", "--like", "BYTES"),
        ("export", "statements", "--by", "BYTES"), ("export", "articles", "--source", "BYTES"), ("check", "BYTES"),
        ("remove", "BYTES"), ("remove", "--source", "BYTES", "--yes"), ("follow", "add", "BYTES"),
        ("keys", "add", "BYTES"), ("snapshot", "BYTES"), ("info", "--index", "BYTES"), ("like", "BYTES"),
        ("index", "BYTES"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_are_no_fault_anywhere(
    onrecord: Onrecord, folder: Path, arguments: tuple[str, ...]
) -> None:
    given = [one.replace("BYTES", "caf\udce9") for one in arguments]
    done = onrecord(*given, *(() if "--index" in given else ("--index", folder)))
    assert done.returncode in {0, 1}, done.stderr
    assert "fault of onrecord" not in done.stderr
    assert "udce9" not in done.stdout + done.stderr


def test_files_are_called_by_their_bytes_and_no_folder_of_an_index_is(
    onrecord: Onrecord, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "caf\udce9").mkdir()
    (tmp_path / "a.txt").write_text("The ferry sails at noon.")
    assert onrecord("snapshot", "caf\udce9/kept.tar", "--index", folder).returncode == 0
    assert (tmp_path / "caf\udce9" / "kept.tar").exists()
    done = onrecord("index", "a.txt", "--index", "caf\udce9")
    assert done.stderr == "onrecord: caf\ufffd: the name of an index's folder must be UTF-8; give it another\n"
    assert [*(tmp_path / "caf\udce9").iterdir()] == [tmp_path / "caf\udce9" / "kept.tar"]


def test_options_come_from_a_file_and_what_is_typed_comes_first(
    onrecord: Onrecord, sample_index: Path, tmp_path: Path
) -> None:
    file = tmp_path / "onrecord.toml"
    own = "[said]\nk = 2\nmin-probability = 0.8\nsource = ['Meridian Post']\n"
    file.write_text(f"index = '{sample_index}'\n{own}")
    rows = onrecord("--config", file, "said", "--by", "Trump", "--jsonl").stdout.splitlines()
    assert len(rows) == 2
    assert {json.loads(row)["certainty"] for row in rows} == {"sure"}
    more = onrecord("said", "--by", "Trump", "--jsonl", "-k", 3, ONRECORD_CONFIG=str(file)).stdout.splitlines()
    assert len(more) == 3
    file.write_text("[said]\nmin-probabilty = 0.8\n")
    done = onrecord("--config", file, "info")
    assert done.returncode == 1
    assert done.stderr.endswith("no option called said.min-probabilty; did you mean min-probability?\n")


def test_the_quiet_are_told_of_trouble_alone(onrecord: Onrecord, sample_index: Path) -> None:
    out = ("export", "speakers", "--out", "speakers.csv", "--index", sample_index)
    assert "speakers in speakers.csv" in onrecord(*out).stderr
    for arguments in (("--quiet", *out), (*out, "-q")):
        done = onrecord(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
    assert onrecord("--quiet", "said", "--by", "Nobody Atall", "--index", sample_index).stderr


def test_many_questions_become_a_table(onrecord: Onrecord, sample_index: Path, tmp_path: Path) -> None:
    asked = tmp_path / "questions.csv"
    asked.write_text(f'id,question\na,{QUESTION}\nb,what did Obama say about tea\nc,\nd,"{"x" * 2500}"\n')
    done = onrecord("ask", "--questions", asked, "--out", "answers.csv", "--index", sample_index)
    assert done.stderr == "3 questions, 1 answered, in answers.csv\n"
    first, second, third = csv.DictReader(io.StringIO((tmp_path / "answers.csv").read_text(), newline=""))
    assert (first["id"], first["answered"], first["speaker"]) == ("a", "True", "Vladimir Putin")
    assert (second["answered"], second["refusal"], second["quote"]) == ("False", "unknown_speaker", "")
    assert "at most 2,000 are read" in third["error"]
    lines = tmp_path / "questions.jsonl"
    lines.write_text(json.dumps({"question": QUESTION, "id": 7}) + "\n" + json.dumps(QUESTION) + "\n")
    rows = [
        json.loads(line)
        for line in onrecord("ask", "--questions", lines, "--index", sample_index).stdout.splitlines()
    ]
    assert [row["id"] for row in rows] == ["7", "2"]
    assert rows[0]["quote"] == first["quote"]
    assert list(rows[0]) == list(first)
    lines.write_text('{"ask": 1}\n')
    assert ":1: no question" in onrecord("ask", "--questions", lines, "--index", sample_index).stderr
    done = onrecord("ask", "--questions", "-", "--index", sample_index, "--format", "csv", stdin=f"{QUESTION}\n")
    assert next(csv.DictReader(io.StringIO(done.stdout)))["quote"] == first["quote"]


def test_citations_are_printed_to_paste(onrecord: Onrecord, sample_index: Path, client: TestClient) -> None:
    quotes = [one["quote"] for one in client.get("/v1/ask", params={"q": QUESTION}).json()["citations"]]
    items = json.loads(onrecord("ask", QUESTION, "--cite", "csl-json", "--index", sample_index).stdout)
    assert len(items) == len(quotes)
    listed = onrecord("said", "--by", "Putin", "--cite", "link", "--index", sample_index).stdout.splitlines()
    assert len(listed) > 3
    assert all(line.startswith("https://") for line in listed)
    found = onrecord("search", "Tomahawks", "-k", 2, "--cite", "bibtex", "--index", sample_index).stdout
    assert found.count("@article{") == 2
    refused = onrecord("ask", "what did Obama say about tea", "--cite", "text", "--index", sample_index)
    assert (refused.stdout, refused.returncode) == ("", 0)
    assert "no answer: No passage and no statement of this corpus names Obama" in refused.stderr
    assert "is none of text, markdown" in onrecord("said", "--by", "x", "--cite", "apa", "--index", "x").stderr


def test_the_prompt_is_told_what_to_do(
    engine: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(Filters(), 10)
    with pytest.raises(QueryError, match="ask first"):
        session.obey(":why 1")
    session.answer = engine.ask(QUESTION)
    for line in (":k 5", ":since 2025-10-01", ":min .8", ":source Meridian Post"):
        session.obey(line)
    assert session.k == 5
    assert session.filters == Filters(source="Meridian Post", since="2025-10-01", min_probability=0.8)
    session.obey(":since")
    assert session.filters.since is None
    assert "k 5 · source Meridian Post · min 0.8" in capsys.readouterr().err
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    session.obey(":open 2")
    assert opened[0].startswith("https://")
    assert "#:~:text=" in opened[0]
    session.obey(":cite 1 bibtex")
    assert capsys.readouterr().out.startswith("@article{")
    session.obey(":why 1")
    shown = capsys.readouterr().out
    assert re.search(r"the speaker's words: (sure|likely|doubtful), probability 0\.\d", " ".join(shown.split()))
    for line, trouble in (
        (":why 9", "number from 1 to"),
        (":k x", "from 1 to 1000"),
        (":sinc 2025", "did you mean :since"),
        (":since soon", "not a day"),
        (":cite 1 apa", "no form called"),
    ):
        with pytest.raises(OnrecordError, match=trouble):
            session.obey(line)


def test_why_shows_whole_words_around_a_citation(engine: Engine) -> None:
    citation = engine.ask(QUESTION).citations[0]
    console = Console(file=io.StringIO(), width=10_000)
    console.print(render_why(citation))
    assert isinstance(console.file, io.StringIO)
    around = console.file.getvalue().splitlines()[0].removeprefix("· ").strip()
    shown = around.removeprefix("… ").removesuffix(" …")
    assert citation.quote in shown
    text = f" {' '.join(citation.article.text.split())} "
    place = text.index(shown)
    assert text[place - 1] == text[place + len(shown)] == " "


def test_a_terminal_gets_links_and_a_pipe_none(engine: Engine) -> None:
    citation = engine.ask(QUESTION).citations[0]

    def drawn(*, terminal: bool) -> str:
        console = Console(
            file=io.StringIO(), force_terminal=terminal, color_system="standard" if terminal else None
        )
        console.print(render_why(citation))
        assert isinstance(console.file, io.StringIO)
        return console.file.getvalue()

    assert "\x1b]8;" in drawn(terminal=True)
    assert "\x1b" not in drawn(terminal=False)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_cited_as_nothing(form: str) -> None:
    assert cited([], form).strip() in {"", "[]"}  # type: ignore[arg-type]
