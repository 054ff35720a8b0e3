"""The peer benchmark without the peers: same passages for all, runs scored, costs summed up, skips named."""

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.eval.bench.peers import environments, jobs, quality, timing
from onrecord.eval.bench.peers.environments import Installed, SkippedError, install
from onrecord.eval.bench.peers.inside.worker import Passage, peak_bytes, run_lines
from onrecord.eval.bench.peers.prepared import WARM_UP, Prepared, prepare, read_texts, sample
from onrecord.eval.bench.peers.systems import OWN, SYSTEMS, Environment
from onrecord.eval.bench.peers.tables import behind, render
from onrecord.eval.bench.peers.written import keep_named, prepare_written, report
from onrecord.eval.dataset import SAMPLE
from onrecord.eval.halves import development
from onrecord.eval.model import Dataset, Evidence, Query, Retrieved, Run
from onrecord.eval.questions import read_questions
from onrecord.eval.trec import read_run
from onrecord.index import JudgmentError, read_articles
from onrecord.index.text.split import split

BY_NAME = {system.name: system for system in SYSTEMS}
ONRECORD, FAST = BY_NAME["onrecord"], BY_NAME["onrecord --fast"]
TXTAI, WORDS = BY_NAME["txtai hybrid"], BY_NAME["Haystack BM25"]
HERE = Installed(Path(sys.executable), 5_000_000, {"onrecord": "0.1.0"}, "as it is")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample under the name of a dataset that the benchmark knows."""
    folder = tmp_path_factory.mktemp("corpora") / "multihoprag"
    shutil.copytree(SAMPLE, folder)
    return folder


@pytest.fixture(scope="module")
def data(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return prepare(corpus, tmp_path_factory.mktemp("prepared"), timed=8)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """This environment, in which the checkout can be imported whether it is installed or not."""
    python = tmp_path_factory.mktemp("bin") / "python"
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{environments.ROOT}" exec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return replace(HERE, python=python)


def passages_of(data: Prepared) -> list[Passage]:
    return [Passage(**json.loads(line)) for line in data.passages.read_text().splitlines()]


def make_run(data: Prepared, system: Any, folder: Path, answers: Mapping[str, Sequence[str]]) -> None:
    """Put a run where the benchmark would have put it."""
    run = quality.run_of(system, folder)
    run.parent.mkdir(parents=True, exist_ok=True)
    run.write_text("".join(line for name, found in answers.items() for line in run_lines(name, found, "Class")))
    run.with_name(f"{run.name}.key").write_text(jobs.run_key(system, HERE, data))


def test_passages_are_onrecords_own_and_named_as_runs_name_them(data: Prepared, tmp_path: Path) -> None:
    passages = passages_of(data)
    articles = list(read_articles([SAMPLE / "articles.jsonl"], on_skip=lambda error: pytest.fail(str(error))))
    assert [one.text for one in passages] == [own.text for article in articles for own in split(article)]
    (tmp_path / "run").write_text("".join(run_lines("q", [one.document for one in passages], "t")))
    spans = read_run(tmp_path / "run").results["q"]
    assert [data.texts[span.article_id][span.start : span.end] for span in spans] == [one.text for one in passages]
    assert passages[0].full == f"{passages[0].outlet}\n{passages[0].title}\n{passages[0].text}"
    assert replace(passages[0], title="").titled == passages[0].text


def test_questions_are_the_answerable_ones_held_back(data: Prepared) -> None:
    questions = [json.loads(line) for line in data.questions.read_text().splitlines()]
    assert [one["id"] for one in questions] == [query.id for query in data.dataset.queries]
    assert all(query.answerable and not development(query.id) for query in data.dataset.queries)
    assert len(data.timed.read_text().splitlines()) == 8 + WARM_UP


def test_a_dataset_that_holds_nothing_back_is_named(tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "articles.jsonl", tmp_path)
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "why", "answerable": false}\n')
    with pytest.raises(JudgmentError, match="holds back no question that has an answer"):
        prepare(tmp_path, tmp_path / "out", timed=1)


@given(st.lists(st.text(max_size=4), unique=True, max_size=12), st.integers(0, 12))
def test_a_larger_sample_holds_the_smaller_and_keeps_the_order(ids: list[str], most: int) -> None:
    queries = tuple(Query(name, "?", answerable=True) for name in ids)
    smaller, larger = sample(queries, most), sample(queries, most + 1)
    assert len(smaller) == min(most, len(ids))
    assert set(smaller) <= set(larger)
    assert larger == tuple(query for query in queries if query in larger)
    assert sample(queries, None) == queries


@given(st.lists(st.integers(0, 999), unique=True, min_size=1, max_size=30))
def test_a_run_keeps_the_systems_order(tmp_path_factory: pytest.TempPathFactory, starts: list[int]) -> None:
    path = tmp_path_factory.mktemp("run") / "run"
    path.write_text("".join(run_lines("q", [f"a#{start}-{start + 9}" for start in starts], "tag")))
    assert [one.start for one in read_run(path).results["q"]] == starts


def test_peak_memory_is_this_processs() -> None:
    held = bytearray(b"x" * 200_000_000)
    assert peak_bytes() > len(held)


def test_onrecord_is_asked_in_a_process_of_its_own(
    here: Installed, data: Prepared, sample_index: Path, tmp_path: Path
) -> None:
    asked = jobs.ask(ONRECORD, here, data, sample_index, tmp_path / "run", timed=True, k=3)
    assert len(asked.seconds) == 8 + WARM_UP
    assert min(asked.cold, *asked.seconds) > 0
    assert asked.peak_bytes > 50_000_000
    found = read_run(tmp_path / "run").results
    assert all(len(results) <= 3 for results in found.values())
    known = {one.document for one in passages_of(data)}
    assert {_document(one) for results in found.values() for one in results} <= known
    assert jobs.is_fresh(tmp_path / "run", jobs.run_key(ONRECORD, HERE, data))
    for other in (replace(data, passages_digest="another"), replace(data, questions_digest="another")):
        assert not jobs.is_fresh(tmp_path / "run", jobs.run_key(ONRECORD, HERE, other))


def test_an_index_is_kept_for_other_questions_and_beside_other_systems(data: Prepared) -> None:
    key = jobs.index_key(TXTAI, HERE, data)
    assert key == jobs.index_key(TXTAI, HERE, replace(data, questions_digest="another"))
    assert key != jobs.index_key(TXTAI, HERE, replace(data, passages_digest="another"))
    assert key != jobs.index_key(TXTAI, replace(HERE, fingerprint="another"), data)
    assert key != jobs.index_key(WORDS, HERE, data)


def test_onrecord_builds_its_own_index(here: Installed, corpus: Path, data: Prepared, tmp_path: Path) -> None:
    three = tmp_path / "articles.jsonl"
    three.write_text("".join((corpus / "articles.jsonl").read_text().splitlines(keepends=True)[:3]))
    built = jobs.build(ONRECORD, here, replace(data, articles=three), tmp_path / "index")
    assert built.seconds > 0
    assert built.index_bytes == environments.folder_bytes(tmp_path / "index") > 0


def test_what_fails_is_skipped_by_name(data: Prepared, tmp_path: Path) -> None:
    broken = replace(TXTAI, adapter="no_such_adapter:Class")
    told: list[str] = []
    data = replace(data, indexes=tmp_path / "indexes")
    quality.run_all([(broken, HERE)], data, tmp_path, jobs=1, tell=told.append)
    timing.time_builds([(broken, HERE)], data, tmp_path, repeats=2, tell=told.append)
    log = tmp_path / "indexes" / "txtai-hybrid.log"
    assert told.count(f"skipped txtai hybrid: build failed (see {log})") == 2
    assert "No module named 'no_such_adapter'" in log.read_text()
    assert quality.score([(broken, HERE)], data, tmp_path)["measures"] == {}
    assert timing.costs(broken, HERE, tmp_path) == {"install_mb": 5.0}


def test_what_pip_cannot_install_is_skipped(tmp_path: Path) -> None:
    missing = Environment("missing", ("./no-such-folder/no-such.whl",), ())
    with pytest.raises(
        SkippedError, match=r"pip could not install \./no-such-folder/no-such\.whl \(see .*missing\.log"
    ):
        install(missing, tmp_path)


def test_a_newer_python_is_looked_for_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert environments.interpreter((3, 11)) == sys.executable
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SkippedError, match=r"^needs Python 4\.0, and none is on the path$"):
        environments.interpreter((4, 0))
    for name, code in (("python4.0", 127), ("python4.1", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (tmp_path / name).chmod(0o755)
    assert environments.interpreter((4, 0)) == str(tmp_path / "python4.1")


def test_constraints_are_where_pip_looks_for_them() -> None:
    assert (environments.ROOT / "constraints.txt").is_file()
    assert (environments.ROOT / "pyproject.toml").is_file()


def test_written_questions_are_those_that_can_be_understood_alone(tmp_path: Path) -> None:
    found = list(prepare_written(tmp_path / "none", tmp_path, "learn", most=None))
    assert {one for one in found if isinstance(one, str)} == {"multihoprag", "polnear", "seer"}
    [data] = [one for one in found if isinstance(one, Prepared)]
    assert data.dataset.name == "written-sample"
    assert data.indexes == tmp_path / "sample" / "indexes"
    asked = {one.id: one for one in read_questions("learn")}
    wanted = [one.id for one in asked.values() if one.corpus == "sample" and one.answerable and not one.previous]
    assert [query.id for query in data.dataset.queries] == wanted
    told = [json.loads(line) for line in data.questions.read_text().splitlines()]
    assert told == [{"id": name, "text": asked[name].text} for name in wanted]
    keep_named(SAMPLE, [asked[wanted[0]]], tmp_path / "few")
    kept = {one.id for one in read_texts(tmp_path / "few")}
    assert {place.article_id for place in asked[wanted[0]].evidence} <= kept < set(data.texts)


def test_written_questions_are_scored_by_what_was_marked_and_by_what_was_judged() -> None:
    text = "They said that the bridge would open in spring. A spokesperson said the same of the bridge on Monday."
    marked, judged = text[:47], text[48:]
    evidence = (Evidence(0, marked, "a", 0, 47), Evidence(1, judged, "a", 48, len(text)))
    queries = (
        Query("q", "when?", answerable=True, evidence=evidence),
        Query("lost", "why?", answerable=True, evidence=evidence),
    )
    dataset = Dataset("written-a", SAMPLE, (SAMPLE / "articles.jsonl",), queries, {})
    ranked = (Retrieved("b", 0, 90, 4.0), Retrieved("a", 48, len(text), 3.0), Retrieved("a", 28, 48, 2.0))
    run = Run("a system", {"q": (*ranked, Retrieved("a", 0, 47, 1.0))})
    found = report(dataset, run, {"a": text}.get)
    assert dict(found.results[0].values) == {
        "marked@1": 0,
        "marked@3": 0,
        "marked@10": 1,
        "marked or judged@1": 0,
        "marked or judged@3": 1,
        "marked or judged@10": 1,
    }
    assert set(found.results[1].values.values()) == {0}
    assert {one.measure: one.mean for one in found.estimates}["marked@10"] == 0.5


def test_runs_are_scored_and_compared(data: Prepared, tmp_path: Path) -> None:
    right = {query.id: [_shows(data, query)] for query in data.dataset.queries}
    make_run(data, ONRECORD, tmp_path, right)
    make_run(data, TXTAI, tmp_path, {})
    make_run(data, WORDS, tmp_path, right)
    with pytest.raises(JudgmentError, match="holds no results"):
        quality.score([(ONRECORD, HERE), (TXTAI, HERE)], data, tmp_path)
    make_run(data, TXTAI, tmp_path, dict(list(right.items())[:1]))
    ready = [(system, HERE) for system in (ONRECORD, FAST, TXTAI, WORDS)]
    found = quality.score(ready, data, tmp_path)
    n = len(data.dataset.queries)
    assert found["questions"] == n
    assert list(found["measures"]) == ["onrecord", "txtai hybrid", "Haystack BM25"]
    assert list(found["measures"]["onrecord"]) == list(quality.MEASURES["multihoprag"])
    assert found["measures"]["onrecord"]["evidence MRR@10"]["mean"] == 1
    assert found["measures"]["txtai hybrid"]["evidence any@10"]["mean"] == pytest.approx(1 / n)
    assert [(one["a"], one["b"]) for one in found["comparisons"]] == [
        ("txtai hybrid", "onrecord"),
        ("Haystack BM25", "onrecord"),
    ]
    assert behind(found["comparisons"][:1]) == []
    assert len(behind(found["comparisons"])) == len(quality.MEASURES["multihoprag"])


def test_costs_leave_the_warming_up_out(tmp_path: Path) -> None:
    slow = [9.0] * WARM_UP
    (tmp_path / "costs").mkdir()
    (tmp_path / "costs" / "onrecord.questions.json").write_text(
        json.dumps(
            [
                {"cold": 3.0, "seconds": [*slow, 0.01, 0.02, 0.03], "peak_bytes": 2e6},
                {"cold": 1.0, "seconds": [*slow, 0.04, 0.04, 0.04], "peak_bytes": 4e6},
            ]
        )
    )
    told = timing.costs(ONRECORD, HERE, tmp_path)
    assert told["query_ms"] == pytest.approx({"median": 30, "min": 20})
    assert told["query_p95_ms"] == pytest.approx({"median": 34.5, "min": 29})
    assert told["cold_s"] == {"median": 2, "min": 1}
    assert told["query_peak_mb"] == {"median": 3, "min": 2}
    assert (told["repeats"], told["timed"]) == (2, 3)


def test_tables_say_what_was_skipped_and_what_was_not_won() -> None:
    means = {"nDCG": {"mean": 0.5, "low": 0.4, "high": 0.6}}
    difference = {"measure": "nDCG", "a": 0.45, "b": 0.5, "p": 0.2}
    dataset = {
        "questions": 547,
        "measures": {"onrecord": means, "txtai hybrid": means},
        "comparisons": [{"a": "txtai hybrid", "b": "onrecord", "differences": [difference]}],
        "costs": {"onrecord": {"install_mb": 500.0, "query_ms": {"median": 75.0, "min": 71.25}, "timed": 100}},
    }
    shown = render(
        {
            "python": "3.11",
            "cores": 2,
            "environments": {"onrecord": {"versions": {"onrecord": "0.1.0"}, "bytes": 5e8}},
            "skipped": {"Haystack BM25": "pip could not install haystack-ai==3.4.0 (see log)"},
            "datasets": {"multihoprag": dataset},
        }
    )
    assert "Skipped: Haystack BM25: pip could not install haystack-ai==3.4.0 (see log)." in shown
    assert "| onrecord | 0.500 [0.400, 0.600] |" in shown
    assert "| onrecord against txtai hybrid | +0.050 (p 0.2000) |" in shown
    assert "in 0 of 1 comparisons; not in: onrecord against txtai hybrid, nDCG: +0.050, p = 0.2000." in shown
    assert "75.0 (71.2)" in shown


def test_the_systems_are_told_apart() -> None:
    assert len({system.name for system in SYSTEMS}) == len({system.slug for system in SYSTEMS}) == len(SYSTEMS)
    assert OWN == ("onrecord", "onrecord --fast")
    for system in SYSTEMS:
        assert (jobs.INSIDE / f"{system.adapter.split(':')[0]}.py").is_file()


def _document(one: Retrieved) -> str:
    return f"{one.article_id}#{one.start}-{one.end}"


def _shows(data: Prepared, query: Query) -> str:
    """A passage-like span that holds the first fact of a question."""
    first = query.evidence[0]
    assert first.article_id is not None
    start = data.texts[first.article_id].index(first.text)
    return f"{first.article_id}#{start}-{start + len(first.text)}"
