"""The prompt's history is its owner's alone."""

import os
import pty
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.api.cli import prompt
from onrecord.api.cli.prompt import history_file

from .conftest import environment

_PROMPT = (
    "from onrecord.api.cli.prompt import questions\n"
    "for one in questions(): print('asked:', ascii(one), flush=True)\n"
    "print('ended', flush=True)"
)


def test_history_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = history_file()
    assert path == tmp_path / "state" / "onrecord" / "history"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.write_text("kept")
    path.chmod(0o644)
    assert history_file().read_text() == "kept"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_relative_state_folder_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "somewhere")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert history_file() == tmp_path / ".local" / "state" / "onrecord" / "history"


def prompted(state: Path, *typed: tuple[bytes, float]) -> str:
    """Type into a prompt on a terminal, each some seconds after the one before; give what stood there."""
    child, terminal = pty.fork()
    if child == 0:
        settings = environment(XDG_STATE_HOME=str(state), TERM="dumb")
        os.execve(sys.executable, [sys.executable, "-c", _PROMPT], settings)  # noqa: S606 - no shell is wanted
    shown, waiting, due, ends = b"", list(typed), None, time.monotonic() + 60
    while time.monotonic() < ends:
        if select.select([terminal], [], [], 0.01)[0]:
            try:
                shown += os.read(terminal, 4096)
            except OSError:  # the process has gone
                break
        if due is None and b"Ask a question" in shown:
            due = time.monotonic()
        if due is not None and waiting and time.monotonic() >= due + waiting[0][1]:
            os.write(terminal, waiting.pop(0)[0])
            due = time.monotonic()
    else:
        os.kill(child, 9)
    os.close(terminal)
    os.waitpid(child, 0)
    return shown.decode(errors="replace")


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.03, 0.3])
def test_an_interrupt_while_the_prompt_starts_drops_nothing_but_itself(tmp_path: Path, delay: float) -> None:
    shown = prompted(tmp_path, (b"\x03", delay), (b"who won?\r", 1.0), (b"quit\r", 0.5))
    assert "asked: 'who won?'" in shown
    assert "ended" in shown


def test_an_interrupt_is_dropped_until_there_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    typed: Iterator[str | BaseException] = iter([KeyboardInterrupt(), "", "who won?", EOFError()])
    handlers: list[object] = []

    def read() -> str:
        one = next(typed)
        if isinstance(one, str):
            return one
        raise one

    def set_handler(number: int, handler: object) -> object:
        handlers.append(handler)
        return "before"

    monkeypatch.setattr(prompt, "_reader", lambda: read)
    monkeypatch.setattr(signal, "signal", set_handler)
    lines = prompt.questions()
    assert next(lines) == "who won?"
    assert handlers == [signal.SIG_IGN, "before"]
    assert [*lines] == []
    assert len(handlers) == 4


@pytest.mark.parametrize("word", [b"exit", b"quit", b"\x04"])
def test_words_that_end_it(tmp_path: Path, word: bytes) -> None:
    shown = prompted(tmp_path, (word if word == b"\x04" else word + b"\r", 0.5))
    assert "ended" in shown
    assert "asked" not in shown


def test_help_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    shown = prompted(tmp_path, (b"help\r", 0.5), (b"?\r", 0.5), (b"caf\xff\r", 0.5), (b"exit\r", 0.5))
    assert shown.count("go on from the one before") == 2
    assert shown.count("asked: ") == 1
    assert "ended" in shown
