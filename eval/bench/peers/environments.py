"""A virtual environment for each system, so that what one needs is neither in another's way nor in its figures."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onrecord.index import OnrecordError

from .systems import Environment

ROOT: Final = Path(__file__).resolve().parents[3]
"""The checkout: what "." among the requirements is, and where constraints.txt pins torch's CPU build."""

_STAMP: Final = "requirements.txt"
_ASIDE: Final = ("onrecord/api/", "onrecord/eval/")
"""Files that no search reads."""
_NEWEST: Final = 14
"""Python 3.x up to which one is looked for."""


class SkippedError(OnrecordError):
    """A system cannot be measured here; the text is the line that says so."""


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment that is ready.

    Attributes:
        python: Its interpreter.
        size: Bytes of its site-packages.
        versions: Of the packages that are told of, by name.
        fingerprint: Changes with any file that a search may depend on.
    """

    python: Path
    size: int
    versions: dict[str, str]
    fingerprint: str


def install(environment: Environment, folder: Path) -> Installed:
    """Make an environment, or take the one that is there; this checkout is installed anew each time.

    Args:
        environment: What is in it.
        folder: Where environments are kept.

    Raises:
        SkippedError: pip cannot install it, or there is no Python that is new enough.
    """
    home = folder / environment.name
    python, stamp = home / "bin" / "python", home / _STAMP
    wanted = "\n".join(environment.requirements) + "\n"
    log = folder / f"{environment.name}.log"
    folder.mkdir(parents=True, exist_ok=True)
    made = stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted
    commands = [] if made else [[interpreter(environment.least), "-m", "venv", "--clear", str(home)]]
    if not made or "." in environment.requirements:
        # A folder that pip is given is installed again, whatever its version.
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        commands.append([*pip, "-c", str(ROOT / "constraints.txt"), *environment.requirements])
    with log.open("w", encoding="utf-8") as talk:
        for command in commands:
            if subprocess.run(command, cwd=ROOT, stdout=talk, stderr=talk, check=False).returncode:
                raise SkippedError(f"pip could not install {', '.join(environment.requirements)} (see {log})")
    stamp.write_text(wanted, encoding="utf-8")
    return _installed(home, environment)


def interpreter(least: tuple[int, int]) -> str:
    """Find a Python that is new enough: this one, or the oldest such on the path that runs.

    Raises:
        SkippedError: There is none.
    """
    if sys.version_info[:2] >= least:
        return sys.executable
    for minor in range(least[1], _NEWEST + 1):
        found = shutil.which(f"python{least[0]}.{minor}")
        # A shim may be there for a version that is not.
        if found and not subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode:
            return found
    raise SkippedError(f"needs Python {least[0]}.{least[1]}, and none is on the path")


def _installed(home: Path, environment: Environment) -> Installed:
    [packages] = home.glob("lib/python*/site-packages")
    found = sorted(packages.glob("*.dist-info/RECORD"))
    versions: dict[str, str] = {}
    for record in found:
        name, _, version = record.parent.name.removesuffix(".dist-info").partition("-")
        versions[re.sub(r"[-_.]+", "-", name).lower()] = version
    told = {name: versions[name] for name in environment.shown}
    return Installed(home / "bin" / "python", folder_bytes(packages), told, _fingerprint(found))


def _fingerprint(records: Iterable[Path]) -> str:
    """Digest the files that distributions list with their hashes, but for what no search of onrecord's reads."""
    digest = hashlib.sha256()
    for record in records:
        for line in record.read_text(encoding="utf-8").splitlines():
            if ".dist-info/" not in line and not line.startswith(_ASIDE):
                digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def folder_bytes(folder: Path) -> int:
    """Add up the sizes of the files in a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
