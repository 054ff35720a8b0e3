"""Reports as pages: what they plot, what they sort under errors, and that hostile text stays text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from onrecord.api.reporting import write_comparison, write_report
from onrecord.api.reporting.errors import changed, sorts_of_errors
from onrecord.api.reporting.plots import calibration, cuts
from onrecord.eval import QueryResult, Refusal, Report, compare, read_report
from onrecord.eval.refusal import Outcome, calibration_error, refusal
from onrecord.eval.report import estimates
from onrecord.index import JudgmentError

HOSTILE = "<script>alert(1)</script> \u202eesrever"


def result(
    id_: str, *, answerable: bool, answered: bool, confidence: float, cited: float | None = None
) -> QueryResult:
    values = {"right to answer or refuse": float(answered == answerable)}
    values |= {} if cited is None else {"cited evidence": cited}
    said = (f"{HOSTILE} (a:0-5)",) if answered else ()
    return QueryResult(
        id_, "kind", answerable, values, answered, confidence, f"{id_} {HOSTILE}?", (HOSTILE,), said
    )


RESULTS = (
    result("right", answerable=True, answered=True, confidence=0.95, cited=1.0),
    result("elsewhere", answerable=True, answered=True, confidence=0.85, cited=0.0),
    result("shy", answerable=True, answered=False, confidence=0.35, cited=0.0),
    result("rash", answerable=False, answered=True, confidence=0.65),
    result("wise", answerable=False, answered=False, confidence=0.05),
)


def report_of(results: tuple[QueryResult, ...], system: str = "one") -> Report:
    outcomes = [Outcome(one.answerable, bool(one.answered), one.confidence or 0.0, cited=None) for one in results]
    return Report("few", system, 10, estimates(results), results, refusal=refusal(outcomes))


def strict(html: str) -> None:
    """No script, nothing loaded, every tag closed."""
    assert "<script" not in html
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?!#)""", html)
    assert "\u202e" not in html
    opened: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in {"meta", "link", "br"}:
                opened.append(tag)

        def handle_startendtag(self, tag: str, attrs: object) -> None:
            pass

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    Reader().feed(html)
    assert opened == []


def test_errors_are_sorted_each_once() -> None:
    told = {one.name: [each.query_id for each in one.results] for one in sorts_of_errors(report_of(RESULTS))}
    assert told == {
        "Answered, though nothing answers": ["rash"],
        "Answered with other words": ["elsewhere"],
        "Refused, though there is an answer": ["shy"],
    }


def test_a_page_has_it_all_and_hostile_text_is_text(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_report(report_of(RESULTS), path)
    html = path.read_text(encoding="utf-8")
    strict(html)
    assert "&lt;script&gt;alert(1)" in html
    assert "⟨U+202E⟩" in html
    assert html.count("<svg") == 3
    assert "To read through: 3 questions" in html
    with pytest.raises(JudgmentError, match=re.escape("no/report.html")):
        write_report(report_of(RESULTS), tmp_path / "no" / "report.html")


def test_bins_and_cuts_are_those_of_the_measures() -> None:
    report = report_of(RESULTS)
    bins = calibration(report)
    assert [(one.low, one.n, one.share) for one in bins] == [
        (0.0, 1, 0.0),
        (0.3, 1, 1.0),
        (0.6, 1, 0.0),
        (0.8, 1, 1.0),
        (0.9, 1, 1.0),
    ]
    gaps = sum(one.n * abs(one.share - one.mean) for one in bins) / len(RESULTS)
    told = calibration_error(
        [one.confidence or 0 for one in RESULTS], [one.answerable for one in RESULTS], bins=10
    )
    assert gaps == pytest.approx(told)
    every, *_, none = cuts(report)
    assert (every.answered, every.wrongly) == (1.0, 1.0)
    assert (none.answered, none.wrongly) == (0.0, 0.0)
    assert cuts(report_of(RESULTS[:3])) == []


def test_a_report_is_read_as_it_was_printed(tmp_path: Path) -> None:
    report = report_of(RESULTS)
    path = tmp_path / "monday.json"
    path.write_text(json.dumps(report.to_dict()), encoding="utf-8")
    read = read_report(path)
    assert replace(read, system="one") == replace(report, run=read.run)
    assert read.system == "monday"
    assert isinstance(read.refusal, Refusal)
    for broken in ("", "[]", "{}", json.dumps({**report.to_dict(), "results": [1]})):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(JudgmentError, match=r"monday\.json"):
            read_report(path)
    with pytest.raises(JudgmentError, match=r"none\.json"):
        read_report(tmp_path / "none.json")


def test_two_reports_side_by_side(tmp_path: Path) -> None:
    better = tuple(replace(one, answered=one.answerable) for one in RESULTS)
    a, b = report_of(RESULTS, "monday"), report_of(better, "tuesday")
    worse, mended = changed(a, b)
    assert [one.query_id for one in worse.results] == []
    assert [one.query_id for one in mended.results] == ["rash"]
    path = tmp_path / "changes.html"
    write_comparison(compare(a, b), a, b, path)
    html = path.read_text(encoding="utf-8")
    strict(html)
    assert "Wrong in monday, right in tuesday (1)" in html
