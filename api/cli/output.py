"""Where output goes: data to stdout, talk to stderr."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

# DEL and the C1 controls are the only ones that JSON lets through; some terminals obey them.
_CONTROLS = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}

_quiet = False


def print_json(record: Mapping[str, object]) -> None:
    """Write an object to stdout: indented for a terminal, else on one line."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    indent = 2 if sys.stdout.isatty() else None
    sys.stdout.write(json.dumps(record, indent=indent, ensure_ascii=not utf8).translate(_CONTROLS) + "\n")
    sys.stdout.flush()


def print_lines(records: Iterable[Mapping[str, object]]) -> None:
    """Write objects to stdout, one a line (JSON Lines)."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=not utf8).translate(_CONTROLS) + "\n")
    sys.stdout.flush()


def be_quiet() -> None:
    """Say no more than what went wrong."""
    global _quiet  # noqa: PLW0603  (one process, one command)
    _quiet = True


def is_quiet() -> bool:
    """Tell whether talk is unwanted."""
    return _quiet


def stdout_console() -> Console:
    """Give a console for data; colours only on a terminal."""
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def stderr_console() -> Console:
    """Give a console for talk; colours only on a terminal."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, emoji=False, markup=False)


def say(message: str) -> None:
    """Write one line of talk."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def note(message: str) -> None:
    """Write one line of talk that the quiet can do without: nothing is wrong."""
    if not _quiet:
        say(message)


def confirmed(what: str, *, yes: bool) -> bool:
    """Ask whether to do what cannot be undone; where nobody can be asked, it is not done.

    Args:
        what: What would be done.
        yes: Whether the user has said so already.
    """
    if yes:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        say(f"to {what}, add --yes; nothing is removed")
        return False
    sys.stderr.write(f"{what}? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
