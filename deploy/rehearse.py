"""Builds the image and runs it as compose.yaml does, without a daemon and without a registry.

    sudo python deploy/rehearse.py [FOLDER]

buildah runs every step of the Dockerfile. Its base, which a registry would hand out, is put together here:
Debian by debootstrap, and a Python 3.12 of this machine in /usr/local. What pip installs is downloaded before, so
that the build itself needs no network.

The image's own entry point then indexes the sample and serves it: under a read-only root, as nobody in
particular, without capabilities, with no network but its own loopback. The image's own health check must pass, a
question must be answered with a citation, an article that comes into the watched folder must be found, and nothing
but the volumes may be written.

It needs root, buildah, debootstrap and a Python 3.12 with pip; 4 GB in FOLDER, which the next run finds again.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
# What the base of the official image installs beside Python.
LIBRARIES = (
    "ca-certificates,netbase,tzdata,libssl3,libffi8,zlib1g,libsqlite3-0,libbz2-1.0,liblzma5,libreadline8,"
    "libncursesw6,libuuid1,libexpat1,libgdbm6,libdb5.3"
)
SECONDS = 120
DEVICES = ("null", "zero", "random", "urandom")


def run(*command: object, **settings: Any) -> str:
    """Run a command; one that fails ends the rehearsal."""
    done = subprocess.run(list(map(str, command)), check=True, text=True, stdout=subprocess.PIPE, **settings)
    return str(done.stdout).strip()


def base_of(image: str) -> tuple[str, str, str]:
    """Give the name of the base, its Python and its Debian: python:3.12-slim-bookworm."""
    found = set(re.findall(r"^FROM (python:([\d.]+)-slim-(\w+))", image, re.MULTILINE))
    assert len(found) == 1, f"one base for all stages: {found}"
    return found.pop()


class Buildah:
    """Buildah, with a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: object) -> str:
        """Run one of its commands; a build has no network."""
        alone = ("unshare", "--net") if words[0] == "build" else ()
        return run(*alone, "buildah", "--root", self.folder / "store", "--runroot", self.folder / "run", *words)


def make_base(buildah: Buildah, folder: Path, name: str, version: str, debian: str) -> None:
    """Stand in for the base image."""
    wanted = sha256((ROOT / "requirements.lock").read_bytes() + name.encode()).hexdigest()
    noted = folder / "base.txt"
    if noted.exists() and noted.read_text() == wanted:
        return
    root = folder / f"debian-{debian}"
    if not (root / "etc" / "debian_version").exists():
        run("debootstrap", "--variant=minbase", f"--include={LIBRARIES}", debian, root, stderr=sys.stderr)
    python = shutil.which(f"python{version}")
    assert python, f"no python{version} on this machine"
    prefix = run(python, "-c", "import sys; print(sys.base_prefix)")
    assert prefix != "/usr", "a Python outside of /usr: pyenv's, or one that was built"
    run("cp", "-a", "--update", f"{prefix}/.", root / "usr" / "local")
    link = root / "usr" / "local" / "bin" / "python"
    link.unlink(missing_ok=True)
    link.symlink_to(f"python{version}")
    run("chroot", root, "ldconfig")
    wheels = root / "wheels"
    wheels.mkdir(exist_ok=True)
    fetch = (python, "-m", "pip", "--quiet", "download", "--only-binary", ":all:", "-d", wheels)
    run(*fetch, "--no-deps", "--require-hashes", "-r", ROOT / "requirements.lock")
    run(*fetch, "-c", ROOT / "requirements-dev.lock", "hatchling")
    container = buildah("from", "scratch")
    buildah("copy", container, root, "/")
    buildah("config", "--env", "PIP_NO_INDEX=1", "--env", "PIP_FIND_LINKS=/wheels", "--cmd", "python3", container)
    buildah("config", "--env", "PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", container)
    buildah("commit", "--quiet", container, f"docker.io/library/{name}")
    buildah("rm", container)
    noted.write_text(wanted)


def build(folder: Path) -> None:
    """Build the image from what is committed or staged, and run it."""
    folder.mkdir(parents=True, exist_ok=True)
    image = (DEPLOY / "Dockerfile").read_text()
    buildah = Buildah(folder)
    make_base(buildah, folder, *base_of(image))
    with tempfile.TemporaryDirectory(dir=folder) as made:
        run("git", "-C", ROOT, "checkout-index", "--all", f"--prefix={made}/")
        command = ("build", "--isolation", "chroot", "--format", "docker", "--pull-never")
        ignored = ("--ignorefile", DEPLOY / "Dockerfile.dockerignore")
        print(buildah(*command, *ignored, "-f", DEPLOY / "Dockerfile", "-t", "onrecord", made))
    rehearse(buildah)


def rehearse(buildah: Buildah) -> None:
    """Run the image that was built."""
    container = buildah("from", "--pull-never", "localhost/onrecord")
    try:
        told = json.loads(buildah("inspect", "--type", "image", "localhost/onrecord"))["Docker"]["config"]
        # As compose.yaml has it, which this Python may have no reader for.
        compose = (DEPLOY / "compose.yaml").read_text()
        words = re.findall(r"^    command: (\[.*\])$", compose, re.MULTILINE)
        place = {"root": buildah("mount", container), "folder": str(buildah.folder), "config": told}
        place["command"] = json.loads(words[0])
        place["tmpfs"] = re.findall(r"^      - /tmp:(\S+)$", compose, re.MULTILINE)[0]
        inside = (sys.executable, __file__, "--inside", json.dumps(place))
        subprocess.run(["unshare", "--mount", "--net", "--pid", "--fork", "--mount-proc", *inside], check=True)
    finally:
        buildah("umount", container)
        buildah("rm", container)


class Container:
    """The image's root, read-only, in the namespaces that this process has for itself."""

    def __init__(self, place: dict[str, Any]) -> None:
        self.config = place["config"]
        folder = Path(place["folder"])
        self.root = folder / "inside"
        self.root.mkdir(exist_ok=True)
        user, _, group = self.config["User"].partition(":")
        assert int(user) > 0, "not root"
        run("mount", "--bind", place["root"], self.root)
        for name in ("data", "keys"):
            # As a new volume: with the content and owner of the folder that it is laid on.
            volume = Path(tempfile.mkdtemp(dir=folder, prefix=name))
            run("cp", "-a", f"{self.root}/{name}/.", volume)
            run("chown", f"--reference={self.root}/{name}", volume)
            run("chmod", f"--reference={self.root}/{name}", volume)
            run("mount", "--bind", volume, self.root / name)
        run("mount", "-t", "tmpfs", "-o", place["tmpfs"], "tmpfs", self.root / "tmp")
        run("mount", "-t", "proc", "proc", self.root / "proc")
        run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", self.root / "dev")
        for name in DEVICES:
            (self.root / "dev" / name).touch()
            run("mount", "--bind", f"/dev/{name}", self.root / "dev" / name)
        self.articles = Path(tempfile.mkdtemp(dir=folder, prefix="articles"))
        self.articles.chmod(0o755)
        shutil.copy(ROOT / "eval" / "data" / "sample" / "articles.jsonl", self.articles)
        (self.root / "articles").mkdir(exist_ok=True)
        run("mount", "--bind", self.articles, self.root / "articles")
        run("mount", "-o", "remount,bind,ro", self.root / "articles")
        run("mount", "-o", "remount,bind,ro", self.root)
        run("ip", "link", "set", "lo", "up")
        self._enter = [
            "chroot",
            str(self.root),
            "setpriv",
            f"--reuid={user}",
            f"--regid={group}",
            "--clear-groups",
        ]
        self._enter += ["--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"]
        self._enter += ["env", "-i", *self.config["Env"]]

    def command(self, *words: str) -> list[str]:
        """Give the command that runs the image's entry point with words, or with its own."""
        return [*self._enter, *self.config["Entrypoint"], *(words or self.config["Cmd"])]

    def healthy(self) -> bool:
        """Run the image's health check."""
        test = self.config["Healthcheck"]["Test"]
        assert test[0] == "CMD"
        return subprocess.run([*self._enter, *test[1:]], check=False, capture_output=True).returncode == 0

    def writable(self) -> list[str]:
        """Give the folders at the top that may be written."""
        script = (
            "for folder in /*/; do touch $folder/.try 2>/dev/null && { echo $folder; rm $folder/.try; }; done; :"
        )
        return run(*self._enter, "sh", "-c", script).split()


def wait_for(look: Callable[[], object], server: subprocess.Popen[bytes], what: str) -> None:
    """Wait until something is so; a server that ends, or time that runs out, ends the rehearsal."""
    deadline = time.monotonic() + SECONDS
    while not look():
        assert server.poll() is None, "the server has ended"
        assert time.monotonic() < deadline, what
        time.sleep(0.5)


def inside(place: dict[str, Any]) -> None:
    """Index, serve, ask, and put an article into the watched folder."""
    run("mount", "--make-rprivate", "/")
    container = Container(place)
    assert container.writable() == ["/data/", "/keys/", "/tmp/"], container.writable()
    print(run(*container.command("index", "/articles")))
    key = re.findall(r"onrecord_[\w-]+", run(*container.command("keys", "add", "desk")))[0]

    def ask(question: str) -> dict[str, Any]:
        url = f"http://127.0.0.1:8000/v1/ask?{urlencode({'q': question})}"
        wanted = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})
        with urllib.request.urlopen(wanted, timeout=SECONDS) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    with subprocess.Popen(container.command(*place["command"])) as server:
        try:
            wait_for(container.healthy, server, "it never became healthy")
            found = ask("what did Putin say about Tomahawks")
            assert found["answered"], found
            print(found["answer"])
            said = "“The lighthouse will be sold by spring,” harbour master Olive Brandt told reporters on Monday."
            (container.articles / "light.txt").write_text(said, encoding="utf-8")
            question = "what did Olive Brandt say about the lighthouse"
            wait_for(lambda: ask(question)["answered"], server, "the watched folder was not taken in")
        finally:
            server.terminate()
        assert server.wait(SECONDS) == 0, "SIGTERM ends it in order"
    assert not container.healthy(), "the check tells when nobody answers"
    print("built, healthy, answered, watched, ended")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(json.loads(sys.argv[2]))
    elif os.geteuid() != 0:
        sys.exit("run it as root: it makes a root of its own")
    else:
        build(Path(sys.argv[1] if sys.argv[1:] else tempfile.gettempdir(), "onrecord-image"))
