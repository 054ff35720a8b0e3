"""Writes reports and comparisons as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.index import JudgmentError

from ..pages.shown import plain
from ..version import version
from .errors import changed, count, sorts_of_errors
from .plots import calibration, cuts

if TYPE_CHECKING:
    from onrecord.eval import Comparison, Report

_ENVIRONMENT = Environment(
    loader=PackageLoader("onrecord.api.reporting"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {
    "plain": plain,
    "three": lambda value: "–" if value is None else f"{value:.3f}",
    "signed": lambda value: f"{value:+.3f}",
    "percent": lambda value: f"{100 * value:.0f}%",
}


def write_report(report: Report, path: Path) -> None:
    """Write what an evaluation found.

    Raises:
        JudgmentError: The file cannot be written.
    """
    sorts = sorts_of_errors(report)
    _write(
        path,
        "report",
        report=report,
        kinds=report.by_kind(),
        bins=calibration(report),
        cuts=cuts(report),
        sorts=sorts,
        wrong=count(sorts),
    )


def write_comparison(comparison: Comparison, a: Report, b: Report, path: Path) -> None:
    """Write how two systems differ, measure by measure and question by question.

    Raises:
        JudgmentError: The file cannot be written.
    """
    _write(path, "comparison", comparison=comparison, a=a, b=b, sorts=changed(a, b))


def _write(path: Path, template: str, **shown: Any) -> None:
    text = _ENVIRONMENT.get_template(f"{template}.html").render(**shown, version=version())
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise JudgmentError(path, None, error.strerror or "cannot be written") from None
