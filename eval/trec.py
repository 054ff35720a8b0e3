"""TREC run files: `query Q0 document rank score tag`, one result a line.

A span's document is `article#start-end`, a whole article's is `article`; ids and tag are percent-encoded, so
that spaces and `#` in them do no harm.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from urllib.parse import quote, unquote

from onrecord.index import JudgmentError

from .model import Retrieved, Run, ranked

_Document = tuple[str, int | None, int | None]
_DOCUMENT = re.compile(r"([^#]+)(?:#([0-9]{1,12})-([0-9]{1,12}))?")


def write_run(run: Run, path: Path | str) -> None:
    """Write a run to a file; `read_run` gives the same run back.

    Raises:
        JudgmentError: The file cannot be written.
    """
    lines = []
    for query_id, results in run.results.items():
        for rank, one in enumerate(results, start=1):
            fields = (
                _safe(query_id),
                "Q0",
                _document(one),
                str(rank),
                repr(float(one.score)),
                _safe(run.tag),
            )
            lines.append(" ".join(fields) + "\n")
    try:
        Path(path).write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise JudgmentError(path, None, error.strerror or "cannot be written") from None


def read_run(path: Path | str) -> Run:
    """Read a run from a file; as in trec_eval the scores make the order, not the lines or the ranks.

    Raises:
        JudgmentError: The file, or a line of it, cannot be used.
    """
    found: dict[str, dict[_Document, float]] = {}
    tag = ""
    for number, line in enumerate(_lines(Path(path)), start=1):
        if not line.strip():
            continue
        try:
            query_id, document, score, tag = _parsed(line)
        except ValueError as error:
            raise JudgmentError(path, number, str(error)) from None
        results = found.setdefault(query_id, {})
        if document in results:
            raise JudgmentError(path, number, f"the same document twice for question {query_id!r}")
        results[document] = score
    if not found:
        raise JudgmentError(path, None, "holds no results")
    return Run(tag, {name: _by_score(results) for name, results in found.items()})


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise JudgmentError(path, None, error.strerror or "cannot be read") from None
    except UnicodeDecodeError:
        raise JudgmentError(path, None, "not UTF-8: not a TREC run") from None


def _parsed(line: str) -> tuple[str, _Document, float, str]:
    """A line's question, document, score and tag. A ValueError says what is wrong."""
    match line.split():
        case [query_id, _, document, _, score, tag]:
            return unquote(query_id), _parsed_document(document), _parsed_score(score), unquote(tag)
        case fields:
            raise ValueError(f"{len(fields)} fields, not query Q0 document rank score tag")


def _parsed_document(text: str) -> _Document:
    match = _DOCUMENT.fullmatch(text)
    if match is None:
        raise ValueError(f"document {text!r} is neither article nor article#start-end")
    if match[2] is None:
        return unquote(match[1]), None, None
    start, end = int(match[2]), int(match[3])
    if start >= end:
        raise ValueError(f"document {text!r} ends before it starts")
    return unquote(match[1]), start, end


def _parsed_score(text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if not math.isfinite(score):
        raise ValueError(f"score {text!r} is not a number")
    return score


def _by_score(results: dict[_Document, float]) -> tuple[Retrieved, ...]:
    descending = sorted(results.items(), key=lambda item: -item[1])
    return ranked(Retrieved(*document, score) for document, score in descending)


def _document(one: Retrieved) -> str:
    article_id = _safe(one.article_id)
    return article_id if one.start is None or one.end is None else f"{article_id}#{one.start}-{one.end}"


def _safe(name: str) -> str:
    return quote(name, safe="") or "-"
