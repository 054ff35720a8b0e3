"""Reports and comparisons as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from .comparison import Comparison
from .refusal import Refusal
from .report import Latency, Report


def render_report(report: Report) -> str:
    """A table of the measures, then one line each on time and refusals."""
    asked_for = f", {report.k} results each" if report.k is not None else ""
    head = (
        f"{report.system} on {report.dataset}: {len(report.results):,} questions, "
        f"{report.answerable:,} with an answer{asked_for}"
    )
    rows = [
        (one.measure, f"{one.mean:.3f}", f"{one.low:.3f} to {one.high:.3f}", f"{one.n:,}")
        for one in report.estimates
    ]
    lines = [head, "", _table(("measure", "mean", "95% interval", "questions"), rows)]
    if report.refusal is not None:
        lines += ["", *_refusal(report.refusal)]
    times = [("search", report.search), ("ask", report.ask)]
    lines += ["", *(_time(name, time) for name, time in times if time)] if report.search or report.ask else []
    return "\n".join(lines)


def render_comparison(comparison: Comparison) -> str:
    """A table of both means, the interval of their difference, and p."""
    rows = [
        (
            one.measure,
            f"{one.a:.3f}",
            f"{one.b:.3f}",
            f"{one.b - one.a:+.3f}",
            f"{one.low:+.3f} to {one.high:+.3f}",
            f"{one.p:.4f}",
            f"{one.n:,}",
        )
        for one in comparison.differences
    ]
    header = ("measure", "A", "B", "B - A", "95% interval", "p", "questions")
    head = f"A = {comparison.a}, B = {comparison.b}, on {comparison.dataset}"
    return "\n".join([head, "", _table(header, rows)])


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns two spaces apart, the first to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (header, *rows)
    )


def _refusal(one: Refusal) -> tuple[str, str]:
    answerable = one.answered_answerable + one.refused_answerable
    answered = f"answered {one.answered_answerable:,} of {answerable:,} questions with an answer"
    refused = f"refused {one.refused_unanswerable:,} of {one.n - answerable:,} without one"
    confidence = f"AUROC {_number(one.auroc)}, calibration error {_number(one.calibration_error)}"
    cited = f"answers whose citations hold the evidence: {_number(one.cited)}"
    return f"{answered}; {refused}", f"confidence: {confidence}; {cited}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _time(name: str, time: Latency) -> str:
    return f"{name}: median {time.median_ms:,.1f} ms, 95th percentile {time.p95_ms:,.1f} ms"
