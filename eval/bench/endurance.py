"""Whether a server holds out: half an hour of mixed questions and changes at four fifths of what it can do.

    python -m onrecord.eval.bench.endurance INDEX [--minutes 30] [--share 0.8] [--kill] [--json]

The index is copied, and the copy served with `onrecord serve --write`. Eight clients, each with its next request
when the last is answered, tell its capacity; then requests of the same mixture (`eval/bench/mixture.py`) come at a
share of that, at moments that nothing holds up, as those of many clients do. An answer's time begins when its
request was due. With `--kill` the server gets SIGKILL half way, and is started again at the same port. In the end
every article that was put or removed must be as the last change that was accepted left it, and `onrecord verify
--deep` must find nothing. The exit code is 1 where anything failed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from onrecord.index import Index, verify

from .clients import PATIENCE, Clients, at_once, even, figures_of
from .mixture import Mixture
from .running import start
from .watch import Watch

_CLIENTS: Final = 8
_THREADS: Final = 64


def left_over(port: int, mixture: Mixture) -> list[str]:
    """Wait until no change waits, and name the written articles that are not as they must be."""

    def get(path: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", path)
        response = connection.getresponse()
        held = json.load(response)
        connection.close()
        return response.status, held

    end = time.monotonic() + 10 * PATIENCE
    while any(job["state"] in {"queued", "running"} for job in get("/v1/jobs")[1]["jobs"]):
        if time.monotonic() > end:
            return ["changes that wait"]
        time.sleep(0.5)
    time.sleep(3)  # the server looks for a new revision every second
    held = {id_: get(f"/v1/articles/{quote(id_)}") for id_ in mixture.may}
    return [
        id_
        for id_, (status, article) in held.items()
        if (article["text"] if status == http.client.OK else None) not in mixture.may[id_]
    ]


def measure(
    index: Path,
    seconds: float,
    share: float,
    *,
    kill: bool,
    capacity: float = 60,
    tell: Callable[[str], None] = print,
) -> dict[str, Any]:
    """Measure a copy of an index.

    Args:
        index: The index folder.
        seconds: How long requests come.
        share: Of the capacity.
        kill: Whether the server is killed half way.
        capacity: Seconds for finding the capacity.
        tell: Hears how far it is.

    Returns:
        The figures; `sound` is false where an answer failed, a change was lost, or the index is damaged.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-endurance-") as place:
        folder = Path(shutil.copytree(index, Path(place) / "index"))
        held = Index.open(folder)
        mixture = Mixture(held)
        held.close()
        process = start(folder, "--write")
        watch = Watch(process)
        try:
            first = Clients(process.port, mixture)
            first.ask(at_once(capacity), _CLIENTS)
            found: dict[str, Any] = {"capacity": figures_of(first.seen, capacity)}
            rate = share * first.seen.answered / capacity
            tell(
                f"capacity {first.seen.answered / capacity:.1f} a second; {rate:.1f} a second for {seconds:.0f} s"
            )
            clients = Clients(process.port, mixture)
            asking = threading.Thread(target=clients.ask, args=(even(rate, seconds), _THREADS))
            asking.start()
            if kill:
                asking.join(seconds / 2)
                clients.up.clear()
                process.kill()
                process = watch.process = start(folder, "--write", port=process.port)
                clients.servers += 1
                clients.up.set()
                found["again_after_s"] = process.first
            asking.join()
            found |= {"held": figures_of(clients.seen, seconds), "process": watch.figures()}
            found["lost"] = left_over(process.port, mixture)
            found["end"] = process.stop()
        finally:
            watch.close()
            process.kill()
        found["damaged"] = [str(one) for one in verify(folder, deep=True)]
    failed = [found[name]["failed"] for name in ("capacity", "held")]
    found["sound"] = not any((*failed, found["lost"], found["damaged"], found["end"]))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure one index."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.bench.endurance", description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--share", type=float, default=0.8)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)

    def tell(line: str) -> None:
        sys.stderr.write(f"{line}\n")

    found = measure(options.index, 60 * options.minutes, options.share, kill=options.kill, tell=tell)
    if options.json:
        sys.stdout.write(json.dumps(found) + "\n")
    else:
        for name, value in found.items():
            sys.stdout.write(f"{name}:\n" if isinstance(value, dict) else f"{name}: {value}\n")
            for what, its in value.items() if isinstance(value, dict) else ():
                told = f"{its:,.1f}" if isinstance(its, float) else its
                if isinstance(its, dict):
                    told = ", ".join(f"{part} {one:,.0f}" for part, one in its.items()) or "none"
                sys.stdout.write(f"  {what.replace('_', ' ')}: {told}\n")
    sys.exit(not found["sound"])


if __name__ == "__main__":
    main()
