"""The prompt: history, line editing, until Ctrl-D. The one module that knows prompt_toolkit."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from .failures import explain
from .output import note, say
from .session import ASKS_HELP, ENDS, HELP, Session

if TYPE_CHECKING:
    from types import FrameType

    from onrecord.search import Engine

_Handler: TypeAlias = "Callable[[int, FrameType | None], Any] | int | signal.Handlers | None"


def talk(engine: Engine, session: Session, show: Callable[..., None], *, spellings: bool) -> None:
    """Answer what is typed until it ends; what cannot be used is said and ends nothing.

    Args:
        engine: The archive.
        session: What is set so far.
        show: Shows an answer; takes also what writes prose, the filters and the questions before.
        spellings: As `Engine.ask` takes it.
    """
    for line in questions():
        try:
            if line.startswith(":"):
                session.obey(line)
                continue
            answer = engine.ask(
                line, session.k, filters=session.filters, spellings=spellings, previous=session.previous
            )
        except Exception as error:  # noqa: BLE001  (one bad question must not end the rest)
            say(f"onrecord: {explain(error)}")
        else:
            session.answer = answer
            try:
                show(answer, session.writer if session.prose else None, session.filters, session.previous)
            except KeyboardInterrupt:  # the model's prose is waited for no longer, the quotes stand
                say("stopped")
            session.previous.append(line)


def questions() -> Iterator[str]:
    """Yield what is typed, line by line; Ctrl-C drops a line, Ctrl-D ends."""
    with _on_interrupt(signal.SIG_IGN) as before:
        read = _reader()
        note("Ask a question; help or ? tells how, exit or Ctrl-D ends.")
        while True:
            try:
                line = read().strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if line.lower() in ENDS:
                return
            if line.lower() in ASKS_HELP:
                say(HELP)
            elif line:
                with _on_interrupt(before):
                    yield line


@contextmanager
def _on_interrupt(handler: _Handler) -> Iterator[_Handler]:
    """Let SIGINT do something else meanwhile; give what it did before.

    While lines are read it is dropped: the terminal is raw then and Ctrl-C is a key that drops the line. Before it
    is raw, or while it changes back, the signal would break into prompt_toolkit's event loop, which may wait for
    ever after that; between two lines it would end the prompt.
    """
    if threading.current_thread() is not threading.main_thread():
        yield handler
        return
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield before
    finally:
        signal.signal(signal.SIGINT, before)


def _reader() -> Callable[[], str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    class Kept(FileHistory):
        """What is typed need not be UTF-8, and a disk may be full: neither ends the prompt."""

        def store_string(self, string: str) -> None:
            with suppress(OSError):
                super().store_string(string.encode("utf-8", "replace").decode())

    history: History
    try:
        history = Kept(str(history_file()))
    except OSError:
        history = InMemoryHistory()
    session: PromptSession[str] = PromptSession(history=history)
    return partial(session.prompt, "> ", handle_sigint=False)


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
