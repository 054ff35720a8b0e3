"""A Milvus cluster of real servers on the loopback: coordinators, proxy, data, index and query nodes.

The binaries are those of the package `milvus` 2.3.5, etcd is Debian's, and the queue is the mock broker of
librdkafka, which keeps its log in memory. Every role listens on every interface: run it in a network of its own.
"""

from __future__ import annotations

import lzma
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

PORT: Final = 19530
COORDINATORS: Final = "coordinators"
_ETCD: Final = 2379
_PATIENCE: Final = 120
_PLACEHOLDER: Final = re.compile(r"\{\{ \w+(?:\(\w+\))?(?:: ([^}]*?))? \}\}")
BROKER: Final = """
import sys
from confluent_kafka import Producer
broker = Producer({"test.mock.num.brokers": 1})
[one] = broker.list_topics(timeout=10).brokers.values()
print(f"{one.host}:{one.port}", flush=True)
sys.stdin.read()
"""


def unpacked(environment: Path) -> Path:
    """Unpack the servers that a Python environment has, once; gives their folder."""
    [data] = environment.glob("lib/python3*/site-packages/milvus/data")
    folder = environment / "servers"
    folder.mkdir(exist_ok=True)
    for packed in (data / "bin").glob("*.lzma"):
        file = folder / packed.stem
        if not file.exists():
            fresh = file.with_name(f"{file.name}.part")
            with lzma.open(packed) as stream:
                fresh.write_bytes(stream.read())
            fresh.chmod(0o755)
            fresh.rename(file)
    template = (data / "config.yaml.template").read_text()
    (folder / "glog.conf").write_bytes((data / "glog.conf").read_bytes())
    (folder / "milvus.yaml").write_text(_PLACEHOLDER.sub(lambda found: found[1] or "''", template))
    return folder


class Cluster:
    """Starts and kills roles.

    Attributes:
        address: What a client connects to.
        roles: The processes that were started, by name.
    """

    address: Final = f"http://127.0.0.1:{PORT}"

    def __init__(self, environment: Path, folder: Path) -> None:
        """Prepare a cluster whose data lie in a folder.

        Args:
            environment: A Python environment with `milvus` and `confluent-kafka`, and etcd in `etcd`.
            folder: Where data and logs go.
        """
        self._environment = environment
        self._binaries = unpacked(environment)
        self._folder = folder
        self._broker = ""
        self.roles: dict[str, subprocess.Popen[Any]] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def start_all(self, query_nodes: int) -> None:
        """Start everything, and wait until it answers."""
        self._start_etcd()
        self._start_broker()
        self.start_milvus(query_nodes)

    def start_milvus(self, query_nodes: int) -> None:
        """Start Milvus's own roles, and wait until they answer."""
        self.start(
            COORDINATORS, "mixture", "-rootcoord=true", "-querycoord=true", "-datacoord=true", "-indexcoord=true"
        )
        for kind in ("proxy", "datanode", "indexnode"):
            self.start(kind, kind)
        for number in range(query_nodes):
            self.start(f"querynode{number}", "querynode")
        self.wait(query_nodes)

    def start(self, name: str, *words: str) -> None:
        """Start a role: what follows `milvus run`."""
        folder = self._folder / name
        (folder / "configs").mkdir(parents=True, exist_ok=True)
        settings = yaml.safe_load((self._binaries / "milvus.yaml").read_text())
        _lay(settings, self._settings(folder, 0 if name.startswith("querynode") else None))
        (folder / "configs" / "milvus.yaml").write_text(yaml.safe_dump(settings))
        (folder / "configs" / "glog.conf").write_bytes((self._binaries / "glog.conf").read_bytes())
        environment = {
            **os.environ,
            "LD_LIBRARY_PATH": str(self._binaries),
            "MILVUSCONF": str(folder / "configs"),
            "GOMAXPROCS": "2",
            "METRICS_PORT": str(_free_port()),
        }
        self._spawn(name, [str(self._binaries / "milvus"), "run", *words], environment, folder)

    def kill(self, *names: str) -> None:
        """End roles without a warning."""
        for name in names:
            if self.roles[name].poll() is None:
                os.killpg(self.roles[name].pid, signal.SIGKILL)
        for name in names:
            self.roles.pop(name).communicate()

    def kill_milvus(self) -> None:
        """End all of Milvus's own roles; etcd and the queue stay."""
        self.kill(*(name for name in self.roles if name not in {"etcd", "broker"}))

    def close(self) -> None:
        """End everything."""
        self.kill(*self.roles)

    def wait(self, query_nodes: int) -> None:
        """Wait until the proxy answers, and all nodes are known."""
        from pymilvus import MilvusClient, MilvusException

        deadline = time.monotonic() + _PATIENCE
        while True:
            self._check()
            try:
                client = MilvusClient(uri=self.address, timeout=5, dedicated=True)
                client.list_collections(timeout=5)
                client.close()
                if len(self.sessions("querynode")) >= query_nodes:
                    return
            except MilvusException:
                pass
            if time.monotonic() > deadline:
                raise TimeoutError(f"no Milvus after {_PATIENCE} s; see {self._folder}")
            time.sleep(0.5)

    def sessions(self, kind: str) -> list[str]:
        """Give the roles of a kind that etcd knows."""
        found = subprocess.run(
            [str(self._etcd("etcdctl")), "get", "--prefix", "--keys-only", f"by-dev/meta/session/{kind}"],
            env={**os.environ, "ETCDCTL_API": "3"},
            capture_output=True,
            text=True,
            check=False,
        )
        return found.stdout.split()

    def _etcd(self, name: str) -> Path:
        return self._environment / "etcd" / "usr" / "bin" / name

    def _start_etcd(self) -> None:
        here = f"http://127.0.0.1:{_ETCD}"
        folder = self._folder / "etcd"
        folder.mkdir(exist_ok=True)
        self._spawn(
            "etcd",
            [
                str(self._etcd("etcd")),
                "--data-dir",
                str(folder / "data"),
                "--listen-client-urls",
                here,
                "--advertise-client-urls",
                here,
                "--unsafe-no-fsync",
            ],
            dict(os.environ),
            folder,
        )
        _wait_for_port(_ETCD)

    def _start_broker(self) -> None:
        process = subprocess.Popen(
            [str(self._environment / "bin" / "python"), "-c", BROKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert process.stdout is not None
        self._broker = process.stdout.readline().strip()
        self.roles["broker"] = process

    def _spawn(self, name: str, command: list[str], environment: Mapping[str, str], folder: Path) -> None:
        with (folder / "log").open("ab") as log:
            self.roles[name] = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def _check(self) -> None:
        for name, process in self.roles.items():
            if process.poll() is not None:
                log = (self._folder / name / "log").read_text(errors="replace")
                raise RuntimeError(f"{name} ended:\n{log[-3000:]}")

    def _settings(self, folder: Path, port: int | None) -> dict[str, Any]:
        node = {"queryNode": {"port": _free_port()}} if port == 0 else {}
        return {
            "etcd": {
                "endpoints": f"127.0.0.1:{_ETCD}",
                "use": {"embed": False},
                "data": {"dir": str(folder / "etcd")},
            },
            "localStorage": {"path": str(self._folder / "storage")},
            "mq": {"type": "kafka"},
            "kafka": {"brokerList": self._broker, "securityProtocol": "", "saslMechanisms": "", "readTimeout": 10},
            "log": {"level": "warn", "file": {"rootPath": ""}},
            "common": {"storageType": "local"},
            **node,
        }


def _lay(under: dict[str, Any], over: Mapping[str, Any]) -> None:
    for name, value in over.items():
        if isinstance(value, Mapping) and isinstance(under.get(name), dict):
            _lay(under[name], value)
        else:
            under[name] = value


def _free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def _wait_for_port(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nobody listens on port {port}")
