"""Questions from a file, answered into a table."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..counting import numbered
from .output import is_quiet, note, stderr_console

if TYPE_CHECKING:
    from ..exporting.answers import Asked

_NAMES: Final = ("question", "query", "text", "q")
_IDS: Final = ("id", "_id", "number", "n")


def read_questions(path: Path) -> list[Asked]:
    """Read questions: a line each (.txt, or - for stdin), rows of a .csv or .tsv, or lines of a .jsonl file.

    A row or a JSON object has its question under "question", "query", "text" or "q", and may have an "id"; a table
    without such a column has it in its first.

    Raises:
        QueryError: The file cannot be read, or holds no question.
    """
    from onrecord.index import QueryError

    from ..exporting.answers import Asked

    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {error}; give a file in UTF-8") from None
    kind = path.suffix.lower()
    if kind in {".csv", ".tsv"}:
        mark = "\t" if kind == ".tsv" else ","
        found = _of_table(list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)))
    elif kind in {".jsonl", ".ndjson"}:
        found = [_of_json(path, n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    else:
        found = [("", line.strip()) for line in text.splitlines()]
    asked = [Asked(id_ or str(n), one) for n, (id_, one) in enumerate(found, start=1) if one]
    if not asked:
        raise QueryError(f"{path}: holds no question")
    return asked


def with_progress(questions: Sequence[Asked]) -> Iterator[Asked]:
    """Yield questions, and show how many are done where somebody may be watching."""
    console = stderr_console()
    if is_quiet() or not console.is_terminal:
        yield from questions
        return
    from rich.progress import track

    yield from track(questions, "asking", console=console, transient=True)


def tell_done(answered: int, count: int, out: Path) -> None:
    """Say what became of the questions of a file."""
    note(f"{numbered(count, 'question')}, {answered:,} answered, in {out}")


def _of_table(rows: Sequence[Sequence[str]]) -> Iterable[tuple[str, str]]:
    if not rows:
        return []
    head = [name.strip().lower() for name in rows[0]]
    place = next((head.index(name) for name in _NAMES if name in head), None)
    id_ = next((head.index(name) for name in _IDS if name in head), None)
    # A table of one column may begin with a question at once.
    body, place = (rows, 0) if place is None else (rows[1:], place)

    def cell(row: Sequence[str], column: int | None) -> str:
        return row[column].strip() if column is not None and column < len(row) else ""

    return [(cell(row, id_), cell(row, place)) for row in body]


def _of_json(path: Path, number: int, line: str) -> tuple[str, str]:
    from onrecord.index import QueryError

    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QueryError(f"{path}:{number}: no JSON: {error}") from None
    if isinstance(value, str):
        return "", value.strip()
    found = next((value[name] for name in _NAMES if name in value), None) if isinstance(value, dict) else None
    if not isinstance(found, str):
        raise QueryError(f'{path}:{number}: no question; write {{"question": "..."}}')
    id_ = next((value[name] for name in _IDS if name in value), "")
    return str(id_), found.strip()
