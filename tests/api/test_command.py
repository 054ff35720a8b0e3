"""The command line's contract: data on stdout, one line of trouble on stderr, exit codes."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
import typer
from typer.main import get_command

from onrecord.api.cli.program import app
from onrecord.index import Index
from tests.conftest import SAMPLE

from .conftest import COMMAND, Onrecord, environment

QUESTION = "what did Putin say about Tomahawks"


def one_line_of_trouble(stderr: str) -> str:
    lines = stderr.splitlines()
    assert len(lines) == 1, stderr
    assert lines[0].startswith("onrecord: ")
    return lines[0]


def test_index_says_what_it_did_and_does_nothing_twice(onrecord: Onrecord, tmp_path: Path) -> None:
    articles = [
        {"id": f"a{n}", "text": f"The mayor opened bridge number {n} over the river on Monday."} for n in range(3)
    ]
    corpus = tmp_path / "articles.jsonl"
    corpus.write_text("\n".join([*map(json.dumps, articles[:2]), '{"broken', json.dumps(articles[2])]))
    first = onrecord("index", corpus, "--index", "made", "--json")
    assert first.returncode == 0, first.stderr
    done = json.loads(first.stdout)
    assert (done["added"], done["updated"], done["unchanged"], done["skipped"]) == (3, 0, 0, 1)
    assert done["skips"][0]["line"] == 3
    assert f"skipped {corpus}:3: " in first.stderr
    articles[0]["text"] += " It rained."
    corpus.write_text("\n".join(map(json.dumps, articles)))
    again = onrecord("index", corpus, "--index", "made", "--json")
    done = json.loads(again.stdout)
    assert (done["added"], done["updated"], done["unchanged"], done["skipped"]) == (0, 1, 2, 0)
    assert "added 0, updated 0, unchanged 3, skipped 0" in onrecord("index", corpus, "--index", "made").stdout


def test_index_says_at_most_twenty_skips(onrecord: Onrecord, tmp_path: Path) -> None:
    corpus = tmp_path / "articles.jsonl"
    good = json.dumps({"id": "a", "text": "The mayor opened a bridge over the river on Monday."})
    corpus.write_text("\n".join([good, *["{"] * 25]))
    lines = onrecord("index", corpus, "--index", "made").stderr.splitlines()
    assert sum(line.startswith("skipped ") for line in lines) == 20
    assert lines[-1] == "and 5 more were skipped"


def test_ask_prints_quotes_with_their_places(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("ask", QUESTION, "--index", sample_index)
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("[1] ")
    assert "\x1b" not in done.stdout
    lines = [line for line in done.stdout.splitlines() if not line.startswith("all of it: ")]
    assert all(len(line) <= 80 and line == line.rstrip() for line in lines)


def test_ask_prints_json_that_keeps_the_contract(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("ask", QUESTION, "-k", 5, "--json", ONRECORD_INDEX=str(sample_index))
    answer = json.loads(done.stdout)
    contract = ["question", "answered", "reason", "answer", "confidence", "citations", "hits"]
    assert list(answer) == [
        *contract,
        "refusal",
        "others",
        "instead",
        "closest",
        "rest",
        "also_searched",
        "understood",
        "language_notice",
        "unanswered",
    ]
    assert answer["answered"] is True
    assert answer["reason"] is None
    assert "[1]" in answer["answer"]
    assert len(answer["hits"]) == 5
    index = Index.open(sample_index)
    for n, citation in zip(count(1), citations := answer["citations"], strict=False):
        assert citation["n"] == n
        article = index.article(citation["article"]["id"])
        assert article is not None
        assert article.text[citation["start"] : citation["end"]] == citation["quote"]
        assert set(citation["article"]) == {"id", "title", "source", "author", "published", "url"}
    assert 1 <= len(citations) <= 3
    assert [hit["rank"] for hit in answer["hits"]] == [1, 2, 3, 4, 5]
    assert set(answer["hits"][0]) == {"rank", "score", "article", "paragraph", "start", "end", "text", "also"}
    index.close()


def test_a_refusal_is_an_answer(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("ask", "what is the boiling point of tungsten", "--index", sample_index)
    assert done.returncode == 0
    assert done.stdout.startswith("No answer. ")
    answer = json.loads(
        onrecord("ask", "what is the boiling point of tungsten", "--index", sample_index, "--json").stdout
    )
    assert answer["answered"] is False
    assert answer["reason"]
    assert answer["citations"] == []
    assert answer["answer"] == ""


def test_ask_takes_a_question_a_line(onrecord: Onrecord, sample_index: Path) -> None:
    questions = f"{QUESTION}\n\n{'x' * 20_000}\nwho coaches Aldermoor\n"
    done = onrecord("ask", "--index", sample_index, "--json", stdin=questions)
    assert [json.loads(line)["question"] for line in done.stdout.splitlines()] == [
        QUESTION,
        "who coaches Aldermoor",
    ]
    assert "20,000" in one_line_of_trouble(done.stderr)
    assert done.returncode == 1


def test_lines_with_a_colon_are_obeyed_between_questions(onrecord: Onrecord, sample_index: Path) -> None:
    done = onrecord("ask", "--index", sample_index, stdin=f":k 3\n{QUESTION}\n:why 1\n:nothing\n")
    assert "the speaker's words: " in done.stdout
    assert "k 3" in done.stderr
    assert "no command :nothing" in done.stderr
    assert done.stdout.count("> ") == 1
    assert done.returncode == 1


def test_what_is_no_question_at_the_prompt_is_none_at_a_pipe(onrecord: Onrecord, sample_index: Path) -> None:
    for ends in ("exit", "QUIT", ":q", "\\q"):
        done = onrecord("ask", "--index", sample_index, stdin=f"help\n?\n{ends}\n{QUESTION}\n")
        assert done.stdout == ""
        assert done.stderr.count("Ask in any words") == 2
        assert done.returncode == 0
    done = onrecord("ask", "--index", sample_index, "--jsonl", stdin="exit\n")
    assert json.loads(done.stdout)["question"] == "exit"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("ask", QUESTION, "--since", "2025-10-01", "--since=2025-10-02", "--index", "x"), "--since"),
        (("search", "x", "-k3", "-k", "4", "--index", "x"), "-k"),
        (("info", "--index", "x", "--index", "y"), "--index"),
        (("ask", "x", "--index", "x", "--store", "y"), "--index"),
        (("--config", "a", "--config", "b", "info"), "--config"),
        (("follow", "add", "x", "--index", "x", "--index", "y"), "--index"),
        (("eval", "sample", "--index", "x", "--index", "y"), "--index"),
    ],
)
def test_an_option_of_one_value_is_given_once(onrecord: Onrecord, arguments: tuple[str, ...], name: str) -> None:
    done = onrecord(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: {name} is given several times; give it once"


def test_flags_and_options_of_several_values_may_be_repeated(onrecord: Onrecord, sample_index: Path) -> None:
    two = ("--source", "Meridian Post", "--source", "Harbour Gazette")
    done = onrecord("search", "Tomahawks", *two, "--json", "--json", "--index", sample_index)
    assert done.returncode == 0
    assert json.loads(done.stdout)["hits"]


@pytest.mark.parametrize("started", [("-m", "onrecord"), ("-c", "from onrecord.__main__ import main; main()")])
def test_an_interrupt_while_it_is_imported_is_no_traceback(tmp_path: Path, started: tuple[str, str]) -> None:
    (tmp_path / "typer.py").write_text("import time\nprint('importing', flush=True)\ntime.sleep(60)\n")
    found = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH"), str(Path.cwd())])])
    with subprocess.Popen(
        [sys.executable, *started, "info"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(PYTHONPATH=found),
        # What a shell puts into the background does not hear of it, nor does what that starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (no threads here)
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "importing\n"
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, "")


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "--version"],
        check=True,
        capture_output=True,
        text=True,
        env=environment(),
    )
    assert done.stdout.startswith("onrecord ")


def test_search_filters_and_ranks(onrecord: Onrecord, sample_index: Path) -> None:
    arguments = ("search", "Tomahawk missiles", "--index", sample_index, "-k", 4)
    found = json.loads(onrecord(*arguments, "--json").stdout)
    assert found["query"] == "Tomahawk missiles"
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3, 4]
    scores = [hit["score"] for hit in found["hits"]]
    assert scores == sorted(scores, reverse=True)
    narrowed = (*arguments, "--source", "Meridian Post", "--since", "2025-10-01", "--until", "2025-10-31")
    hits = json.loads(onrecord(*narrowed, "--json").stdout)["hits"]
    assert hits
    assert all(hit["article"]["source"] == "Meridian Post" for hit in hits)
    assert all("2025-10-01" <= hit["article"]["published"][:10] <= "2025-10-31" for hit in hits)
    assert onrecord(*arguments).stdout.startswith("1. ")


def test_info_describes_the_index(onrecord: Onrecord, sample_index: Path) -> None:
    told = json.loads(onrecord("info", "--index", sample_index, "--json").stdout)
    assert told["articles"] == len((SAMPLE / "articles.jsonl").read_text().splitlines())
    assert sum(told["sources"].values()) <= told["articles"] < told["passages"]
    assert told["period"]["first"] < told["period"]["last"]
    assert f"articles  {told['articles']}" in onrecord("info", "--index", sample_index).stdout


def test_eval_scores_writes_a_run_and_compares(onrecord: Onrecord, tmp_path: Path, sample_index: Path) -> None:
    dataset = tmp_path / "few"
    dataset.mkdir()
    (dataset / "articles.jsonl").write_bytes((SAMPLE / "articles.jsonl").read_bytes())
    queries = [json.loads(line) for line in (SAMPLE / "queries.jsonl").read_text().splitlines()]
    chosen = [query for query in queries if query["answerable"]][:5] + [q for q in queries if not q["answerable"]][
        :2
    ]
    (dataset / "queries.jsonl").write_text("\n".join(map(json.dumps, chosen)))
    first = onrecord(
        "eval", dataset, "--index", sample_index, "--run", "few.run", "--report", "few.html", "--json"
    )
    report = json.loads(first.stdout)
    assert "To read through" in (tmp_path / "few.html").read_text()
    for name in ("monday.json", "tuesday.json"):
        (tmp_path / name).write_text(first.stdout)
    same = onrecord("eval", "compare", "monday.json", "tuesday.json", "--report", "same.html")
    assert "A = monday, B = tuesday, on few" in same.stdout
    assert "Questions that changed" in (tmp_path / "same.html").read_text()
    assert (report["questions"], report["answerable"]) == (7, 5)
    assert 0 < report["measures"]["evidence nDCG@10"]["mean"] <= 1
    measured = ("eval", dataset, "--index", sample_index, "--measures", "AP")
    again = onrecord(*measured, "--compare", "few.run", "--json")
    comparison = json.loads(again.stdout)["comparison"]
    assert comparison["a"] == "few.run"
    assert all(abs(one["b"] - one["a"]) < 1e-6 for one in comparison["differences"])
    table = onrecord(*measured)
    assert "95% interval" in table.stdout
    assert table.stderr == ""


def test_eval_init_makes_a_question_file(onrecord: Onrecord, tmp_path: Path, sample_index: Path) -> None:
    made = onrecord("eval", "init", "mine", "--index", sample_index, "--statements", 2, "--passages", 0)
    assert "12 lines to fill in" in made.stdout
    assert len((tmp_path / "mine" / "questions.jsonl").read_text().splitlines()) == 12
    assert "is there already" in onrecord("eval", "init", "mine", "--index", sample_index).stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("index", "missing.jsonl", "--index", "made"), "missing.jsonl"),
        (("index", "empty", "--index", "made"), "empty"),
        (("index", "zero.txt", "--index", "made"), "zero.txt"),
        (("ask", "why", "--index", "nowhere"), "nowhere"),
        (("search", "why", "--index", "nowhere"), "nowhere"),
        (("info", "--index", "nowhere"), "nowhere"),
        (("serve", "--index", "nowhere", "--port", "0"), "nowhere"),
        (("eval", "nowhere"), "nowhere"),
        (("ask", "why", "--index", "SAMPLE", "-k", "0"), "k is 0"),
        (("ask", "", "--index", "SAMPLE"), "empty"),
        (("ask", "x" * 20_000, "--index", "SAMPLE"), "20,000"),
        (("ask", "why", "--index", "SAMPLE", "--since", "yesterday"), "yesterday"),
        (("ask", "why", "--index", "SAMPLE", "--since", "2025-02-01", "--until", "2025-01-01"), "2025-02-01"),
        (("serve", "--index", "SAMPLE", "--host", "host.invalid"), "host.invalid"),
    ],
)
def test_errors_are_one_line(
    onrecord: Onrecord, tmp_path: Path, sample_index: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "zero.txt").touch()
    done = onrecord(*(str(sample_index) if argument == "SAMPLE" else argument for argument in arguments))
    assert done.returncode == 1
    assert done.stdout == ""
    trouble = [line for line in done.stderr.splitlines() if not line.startswith("skipped ")]
    assert said in one_line_of_trouble("\n".join(trouble))
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    "arguments", [("ask", "why"), ("nonsense",), ("search", "--index", "x"), ("ask", "--nonsense")]
)
def test_wrong_usage_is_exit_code_2(onrecord: Onrecord, arguments: tuple[str, ...]) -> None:
    done = onrecord(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage: onrecord" in done.stderr


def test_debug_shows_the_traceback(onrecord: Onrecord) -> None:
    for arguments, settings in ((("--debug",), {}), ((), {"ONRECORD_DEBUG": "1"})):
        done = onrecord(*arguments, "ask", "why", "--index", "nowhere", **settings)
        assert done.returncode == 1
        assert "Traceback" in done.stderr


def test_an_interrupted_index_says_what_is_kept_and_goes_on(onrecord: Onrecord, tmp_path: Path) -> None:
    articles = [
        {
            "id": f"a{a}",
            "text": "\n\n".join(f"On day {n} of week {a} the council put off the harbour." for n in range(9)),
        }
        for a in range(150)
    ]
    corpus, made = tmp_path / "articles.jsonl", tmp_path / "made"
    corpus.write_text("\n".join(map(json.dumps, articles)))
    command = [*COMMAND, "index", str(corpus), "--index", str(made)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # A test run in the background ignores Ctrl-C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here yet
    ) as running:
        deadline = monotonic() + 60
        while not list(made.glob("onrecord.db-wal")) and monotonic() < deadline:
            sleep(0.02)
        running.send_signal(signal.SIGINT)
        said, trouble = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said == b""
    assert re.fullmatch(rb"interrupted: \d+ articles? (?:are )?kept.*\n", trouble)
    done = json.loads(onrecord("index", corpus, "--index", made, "--json").stdout)
    assert done["added"] + done["unchanged"] == len(articles)


def test_a_full_disk_is_one_line(sample_index: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [*COMMAND, "search", "war", "--index", str(sample_index)]
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment(), check=False
        )
    assert done.returncode == 1
    assert "No space left" in one_line_of_trouble(done.stderr)


def test_a_reader_that_leaves_is_no_error(sample_index: Path) -> None:
    command = [*COMMAND, "search", "war", "--index", str(sample_index), "-k", "300"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1


def test_asking_never_loads_torch_nor_the_web(sample_index: Path) -> None:
    program = (
        "import sys\nfrom onrecord.api.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "loaded = {'torch', 'sentence_transformers', 'fastapi', 'uvicorn', 'prompt_toolkit'} & set(sys.modules)\n"
        "print(sorted(loaded), file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "ask", QUESTION, "--index", str(sample_index), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=True)
    assert json.loads(done.stdout)["answered"]
    assert done.stderr.strip() == "[]"


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom onrecord.api.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'rich', 'pydantic', 'onrecord.index', 'onrecord.search', 'onrecord.eval'}\n"
        "loaded = heavy & set(sys.modules)\n"
        "print(sorted(loaded), file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=True)
    assert "onrecord demo" in done.stdout
    assert done.stderr.strip() == "[]"


def _every(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield name, command
    for word, inner in getattr(command, "commands", {}).items():
        yield from _every(f"{name} {word}", inner)


def test_help_fits_a_terminal_of_80_columns() -> None:
    for name, command in _every("onrecord", get_command(app)):
        context = typer.Context(command, info_name=name, terminal_width=80)
        assert [line for line in command.get_help(context).splitlines() if len(line) > 80] == [], name


def test_a_question_without_the_marks_of_the_shell_is_understood(onrecord: Onrecord, sample_index: Path) -> None:
    for command in ("ask", "search"):
        quoted = onrecord(command, QUESTION, "--index", sample_index, "--json")
        bare = onrecord(command, *QUESTION.split(), "--index", sample_index, "--json")
        assert bare.returncode == 0, bare.stderr
        assert bare.stdout == quoted.stdout


def test_an_index_is_not_made_among_the_articles(onrecord: Onrecord, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("The mayor opened a bridge over the river on Monday.")
    refused = onrecord("index", folder, "--index", folder)
    assert refused.returncode == 2
    assert "name one for the index alone" in refused.stderr
    assert [one.name for one in folder.iterdir()] == ["one.txt"]


def test_a_topic_without_words_is_refused(onrecord: Onrecord, sample_index: Path) -> None:
    refused = onrecord("said", "--about", "🙂", "--index", sample_index)
    assert refused.returncode == 1
    assert one_line_of_trouble(refused.stderr).endswith("“🙂” has no words to look for")
    # What a question is made of may be a topic too: the WHO.
    assert "no words" not in onrecord("said", "--about", "who", "--index", sample_index).stderr
