"""Changes from the command line, in the log of changes of a server that has one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.index import Changes


def note_change(index: Path, command: str, revision: int, ids: Sequence[str] = (), **counts: int) -> None:
    """Write down what a command has changed, where changes over HTTP are written down, too.

    Args:
        index: The index folder.
        command: What was run.
        revision: The one that has it.
        ids: Of the articles, where the command was told them.
        counts: How many articles were added, updated, removed.
    """
    from ..writes import Audit, files_beside

    if (log := files_beside(index)[1]).exists():
        Audit(log).note("done", "", "", ids, command=command, user=_user(), revision=revision, **counts)


def note_changes(index: Path, revision: int, kept: Changes) -> None:
    """Write down what was taken in, if it was anything."""
    if kept.added or kept.updated or kept.removed:
        note_change(index, "index", revision, added=kept.added, updated=kept.updated, removed=kept.removed)


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a number without a name
        return ""
