"""A report as `onrecord eval --json` printed it, read again."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from onrecord.index import JudgmentError

from .refusal import Refusal
from .report import Estimate, Latency, QueryResult, Report


def read_report(path: Path | str) -> Report:
    """Read a report.

    Its run is not in the file; its system is named by the file, so that two of the same system can be told apart.

    Raises:
        JudgmentError: The file cannot be read, or is no report.
    """
    path = Path(path)
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise JudgmentError(path, None, error.strerror or "cannot be read") from None
    except (ValueError, RecursionError):
        raise JudgmentError(path, None, "not a report: make one with onrecord eval DATASET --json") from None
    try:
        return Report(
            dataset=str(told["dataset"]),
            system=path.stem,
            k=told["k"],
            estimates=tuple(
                Estimate(name, float(one["mean"]), float(one["low"]), float(one["high"]), int(one["n"]))
                for name, one in told["measures"].items()
            ),
            results=tuple(_result(one) for one in told["results"]),
            search=Latency(**told["search"]) if told["search"] else None,
            ask=Latency(**told["ask"]) if told["ask"] else None,
            refusal=Refusal(**told["refusal"]) if told["refusal"] else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise JudgmentError(path, None, "not a report: make one with onrecord eval DATASET --json") from None


def _result(told: dict[str, Any]) -> QueryResult:
    known = {one.name for one in fields(QueryResult)}
    given = {name: value for name, value in told.items() if name in known}
    values = {str(name): float(value) for name, value in told["values"].items()}
    listed = {name: tuple(map(str, told.get(name, ()))) for name in ("wanted", "said")}
    return QueryResult(**{**given, **listed, "values": values})
