"""What articles and questions hold cannot steer a terminal, and goes to files and pipes as it is."""

import csv
import io
import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from onrecord.api.cli.output import harmless
from onrecord.api.following import FollowBook
from onrecord.index import Article, open_writer

from .conftest import COMMAND, Onrecord, environment

HOSTILE = "red \x1b[31m and \x9b2J gone \x07 back\rover \u202edlog"
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminal") / "index"
    with open_writer(folder) as writer:
        list(writer.add([Article("a", f"“The harbour is {HOSTILE},” said Tilda Brekke.", title=HOSTILE)]))
        writer.publish()
    FollowBook(folder).add(HOSTILE, "2031-03-05", [])
    return folder


def on_terminal(*arguments: object) -> str:
    """Run the command on a terminal, and give what stood there."""
    terminal, inside = pty.openpty()
    command = [*COMMAND, *map(str, arguments)]
    with subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, env=environment(NO_COLOR="1")):
        os.close(inside)
        shown = b""
        try:
            while more := os.read(terminal, 1 << 16):
                shown += more
        except OSError:  # how a terminal ends
            pass
    os.close(terminal)
    return shown.decode()


@pytest.mark.parametrize(
    "arguments",
    [("export", "articles"), ("export", "articles", "--format", "csv"), ("follow", "list")],
)
def test_a_terminal_is_shown_what_would_steer_it(index: Path, arguments: tuple[str, ...]) -> None:
    shown = on_terminal(*arguments, "--index", index)
    assert "red" in shown
    assert "\\u009b" in shown
    assert not STEERING.findall(shown.replace("\r\r\n", "\r\n"))


def test_a_pipe_gets_what_there_is(index: Path, onrecord: Onrecord) -> None:
    done = onrecord("export", "articles", "--format", "csv", "--index", index)
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["title"] == HOSTILE
    assert json.loads(onrecord("export", "articles", "--index", index).stdout)["title"] == HOSTILE


def test_lines_of_text_stay_lines() -> None:
    assert harmless("a,b\r\n\tc\n“é”\r") == "a,b\r\n\tc\n“é”\\u000d"
