"""A report as text."""

from textwrap import dedent

from onrecord.eval.refusal import Refusal
from onrecord.eval.report import Estimate, Latency, QueryResult, Report
from onrecord.eval.table import render_report

RESULTS = tuple(QueryResult(f"q{n}", None, n < 3, {}) for n in range(4))
ESTIMATES = (Estimate("evidence nDCG@10", 0.4754, 0.46, 0.4906, 1110), Estimate("RR", 1.0, 1.0, 1.0, 3))


def test_a_full_report() -> None:
    refusal = Refusal(4, 2, 1, 0, 1, 0.75, 0.5, None, 0.0421)
    report = Report(
        "news",
        "onrecord",
        10,
        ESTIMATES,
        RESULTS,
        Latency(34.04, 1260.0, 3),
        Latency(400.0, 500.0, 4),
        refusal,
    )
    assert render_report(report) == dedent("""\
        onrecord on news: 4 questions, 3 with an answer, 10 results each

        measure            mean    95% interval  questions
        evidence nDCG@10  0.475  0.460 to 0.491      1,110
        RR                1.000  1.000 to 1.000          3

        answered 2 of 3 questions with an answer; refused 1 of 1 without one
        confidence: AUROC -, calibration error 0.042; answers whose citations hold the evidence: 0.500

        search: median 34.0 ms, 95th percentile 1,260.0 ms
        ask: median 400.0 ms, 95th percentile 500.0 ms""")


def test_a_run_from_a_file_has_no_times() -> None:
    assert render_report(Report("news", "other", None, ESTIMATES, RESULTS)).splitlines() == [
        "other on news: 4 questions, 3 with an answer",
        "",
        "measure            mean    95% interval  questions",
        "evidence nDCG@10  0.475  0.460 to 0.491      1,110",
        "RR                1.000  1.000 to 1.000          3",
    ]
