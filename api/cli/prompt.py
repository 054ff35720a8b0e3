"""The prompt: history, line editing, until Ctrl-D. The one module that knows prompt_toolkit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from .output import say


def questions() -> Iterator[str]:
    """Yield what is typed, line by line; Ctrl-C drops a line, Ctrl-D ends."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    history: History
    try:
        history = FileHistory(str(history_file()))
    except OSError:
        history = InMemoryHistory()
    session: PromptSession[str] = PromptSession(history=history)
    say("Ask a question; Ctrl-D ends.")
    while True:
        try:
            line = session.prompt("> ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if line:
            yield line


def history_file() -> Path:
    """Make the file that questions are remembered in, for its owner's eyes only.

    Raises:
        OSError: It cannot be made.
    """
    state = os.environ.get("XDG_STATE_HOME", "")
    base = Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state"
    folder = base / "onrecord"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "history"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    path.chmod(0o600)
    return path
