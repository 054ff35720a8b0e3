"""Where output goes: data to stdout, talk to stderr."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.console import Console

# What JSON lets through though it steers: DEL and the C1 controls, which some terminals obey, and directions.
_CONTROLS = {
    code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
# A lone carriage return goes back over what was shown.
_STEERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")

_quiet = False


def harmless(text: str) -> str:
    """Show what would steer a terminal instead of sending it there, as JSON would write it."""
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write(text: str) -> int:
    """Write data to stdout: to a file or a pipe exactly, to a terminal harmless.

    Returns:
        How many characters there were.
    """
    return sys.stdout.write(harmless(text) if sys.stdout.isatty() else text)


def tell(line: str) -> None:
    """Write one line of what was asked for to stdout."""
    write(f"{line}\n")
    sys.stdout.flush()


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
    sys.stderr.write(f"{harmless(message)}\n")
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
    sys.stderr.write(harmless(f"{what}? [y/N] "))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
