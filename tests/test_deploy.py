"""What stands in deploy/ is held against the command, and against the tools that are there."""

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
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
    for path in filter(Path.is_file, DEPLOY.rglob("*")):
        for line in path.read_text(errors="ignore").splitlines():
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


def instructions() -> list[tuple[int, str, str]]:
    """Give the instructions of the Dockerfile with the number of their stage, from 1."""
    text = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", (DEPLOY / "Dockerfile").read_text(), flags=re.MULTILINE))
    stage, found = 0, []
    for line in text.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word:
            assert word == word.upper(), line
            stage += word == "FROM"
            found.append((stage, word, rest.strip()))
    return found


def test_the_dockerfile_keeps_the_rules_of_its_trade() -> None:
    found = instructions()
    last = found[-1][0]
    bases = [rest.split()[0] for _, word, rest in found if word == "FROM"]
    stages = {rest.split()[2] for _, word, rest in found if word == "FROM" and " AS " in rest}
    assert all(re.fullmatch(r"python:\d+\.\d+-slim-[a-z]+", base) for base in bases), "a release, and which Debian"
    assert not {word for _, word, _ in found} & {"ADD", "MAINTAINER", "ONBUILD", "SHELL", "VOLUME", "ARG"}
    for stage, word, rest in found:
        if word in {"CMD", "ENTRYPOINT"} or (word == "HEALTHCHECK" and (rest := rest.partition("CMD ")[2])):
            assert stage == last
            assert all(isinstance(one, str) for one in json.loads(rest)), (
                "no shell between the program and signals"
            )
        if word == "WORKDIR":
            assert rest.startswith("/")
        if word == "COPY" and (source := re.search(r"--from=(\S+)", rest)):
            assert source[1] in stages
        if word == "RUN":
            assert not re.search(r"\b(sudo|curl|wget|ssh|apt-get|apk|eval)\b|chmod 777|--trusted-host|\|", rest), (
                rest
            )
            for install in re.findall(r"pip install [^&]*", rest):
                assert "--no-cache-dir" in install
                assert re.search(r"--require-hashes|-c requirements-dev\.lock|--no-deps /wheel/", install), (
                    "pinned"
                )
        if word in {"ENV", "LABEL"}:
            assert not re.search(r"(PASSWORD|SECRET|TOKEN|CREDENTIAL)", rest, re.IGNORECASE)
    users = [rest for stage, word, rest in found if stage == last and word == "USER"]
    assert users == ["10001:10001"], "a number, which needs no list of users, and never root after it"
    counted = [word for stage, word, _ in found if stage == last]
    assert all(counted.count(word) == 1 for word in ("CMD", "ENTRYPOINT", "HEALTHCHECK", "USER"))


def test_nothing_secret_and_no_archive_gets_into_a_build() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().split()
    assert {".git", "**/*.keys.json", "**/.env", "**/*.writes.db*", "onrecord-sample*", "**/.venv*"} <= set(
        ignored
    )


def test_compose_gives_away_nothing() -> None:
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    service = told["services"]["onrecord"]
    assert not set(service) & {
        "privileged",
        "network_mode",
        "pid",
        "ipc",
        "devices",
        "cap_add",
        "user",
        "environment",
    }
    check(service["command"])
    volumes = [one.rpartition(":/")[2] if one.endswith(":ro") else one for one in service["volumes"]]
    assert volumes == ["archive:/data", "keys:/keys", "articles:ro"], "a volume, the keys, and the watched folder"
    assert f"/{volumes[-1].removesuffix(':ro')}" in service["command"]
    assert all(":size=" in one for one in service["tmpfs"])
    assert {"pids_limit", "mem_limit", "restart", "stop_grace_period"} <= set(service)


@pytest.mark.slow
def test_the_image_is_built_and_answers_under_a_read_only_root(tmp_path: Path) -> None:
    missing = [name for name in ("buildah", "debootstrap", "python3.12", "ip") if shutil.which(name) is None]
    if missing or os.geteuid() != 0:
        pytest.skip(f"needs root, and of these: {missing or 'nothing'}")
    folder = os.environ.get("ONRECORD_IMAGES", str(tmp_path))
    done = subprocess.run(
        [sys.executable, str(DEPLOY / "rehearse.py"), folder], capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("built, healthy, answered, watched, ended\n"), done.stdout + done.stderr


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
