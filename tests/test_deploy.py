"""What stands in deploy/ is held against the command, and against the tools that are there."""

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from onrecord.api.cli.program import app

from .conftest import ROOT

DEPLOY = ROOT / "deploy"
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def check(told: list[str]) -> None:
    """Hold a command line against the command's options."""
    command = COMMANDS[told[0]]
    if told[0] == "keys":
        command = command.commands[told[1]]
    known = {name for option in command.params for name in option.opts}
    assert {word for word in told if word.startswith("--")} <= known, told


def test_the_commands_exist() -> None:
    found = []
    for path in DEPLOY.iterdir():
        for line in path.read_text().splitlines():
            told = re.search(r"\bonrecord ((?:serve|index|keys|update) .*)", line)
            if told:
                found.append(shlex.split(told[1]))
    assert len(found) >= 4
    for words in found:
        check(words)
    image = (DEPLOY / "Dockerfile").read_text()
    command = re.findall(r"^CMD \[(.*)\]$", image, re.MULTILINE)[-1]
    check(shlex.split(command.replace(",", " ")))
    for setting in re.findall(r"ONRECORD_[A-Z]+", image):
        assert setting in (ROOT / "api/cli/options.py").read_text(), setting


def test_the_image_has_no_privileges_and_no_torch() -> None:
    image = (DEPLOY / "Dockerfile").read_text()
    assert re.search(r"^USER 10001:10001$", image, re.MULTILINE)
    assert "--require-hashes -r requirements.lock" in image
    assert "/ready" in image
    assert not re.search(r"^torch==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    service = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]["onrecord"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


@pytest.mark.parametrize(("name", "most"), [("onrecord", 2), ("onrecord-update", 2.5)])
def test_the_units_are_some_and_expose_little(tmp_path: Path, name: str, most: float) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze reads units: apt-get install systemd")
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    text = (DEPLOY / f"{name}.service").read_text()
    parser.read_string(text)
    command = parser["Service"]["ExecStart"]
    unit = tmp_path / f"{name}.service"
    unit.write_text(text.replace(command.split()[0], "/bin/true"))
    read = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert f"{name}.service" not in read.stderr, read.stderr
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(unit)], capture_output=True, text=True, check=False
    )
    exposure = re.search(rf"exposure level for {name}.service: ([\d.]+)", judged.stdout)
    assert exposure is not None, judged.stderr
    assert float(exposure[1]) < most
