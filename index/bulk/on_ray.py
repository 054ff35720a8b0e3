"""The same batches on a Ray cluster, by Ray Data: a worker that dies costs its batches time, and nothing else."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from ..errors import OnrecordError, StoreError
from ..onnx.places import look_for_models_in, model_folders
from ..onnx.sessions import use_processors
from .batches import Batch, from_line, to_line
from .job import Embedder, Job
from .manifest import Receipt

_SHARES: Final = 8
"""Tasks a worker: few enough that none is tiny, and many enough that none waits long for the last."""

_PATIENCE: Final = 20.0


class Worker:
    """An embedder in a process of Ray's, on one processor."""

    def __init__(self, job: Job, folders: list[Path]) -> None:
        """Prepare; the models are loaded for the first batch, where what is wrong with them can be told."""
        use_processors(1)
        for folder in folders:
            look_for_models_in(folder)
        self._embedder = Embedder(job)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Make the file of a batch; called by Ray Data, perhaps again after another worker has died over it.

        Args:
            row: The path of a batch that was laid out, and its number.

        Returns:
            Its number with its receipt, or with what is wrong.
        """
        number = row["number"]
        try:
            made, new = self._embedder.receipt(from_line(Path(row["path"]).read_text(encoding="ascii")))
        except (OnrecordError, OSError) as error:
            return {"number": number, "error": str(error), "new": False, **Receipt("", "", 0, 0, 0)._asdict()}
        return {"number": number, "error": "", "new": new, **made._asdict()}


def embed_on_ray(batches: Iterable[Batch], job: Job, address: str) -> Iterator[tuple[Receipt, bool]]:
    """Make the files of batches on a cluster whose machines have onrecord, the model and the folder.

    Args:
        batches: Laid out in the folder first, and taken away at the end.
        job: What is embedded with, and where to.
        address: As `ray.init` takes it: "auto", HOST:PORT; "local" starts a Ray on this machine.

    Yields:
        The receipt of each in their order, and whether its file was made or was there, as soon as it is known.

    Raises:
        StoreError: Ray is not installed or not there, or a worker cannot do its work.
    """
    try:
        import ray
        import ray.data
    except ImportError:
        raise StoreError("--ray needs the package ray; install onrecord's extra `ray`") from None
    work = job.folder / f"work-{uuid4().hex}"
    work.mkdir(parents=True)
    rows = []
    try:
        for number, batch in enumerate(batches):
            path = work / f"{number}.json"
            path.write_text(to_line(batch), encoding="ascii")
            rows.append({"number": number, "path": str(path.resolve())})
        if rows:
            local = {"include_dashboard": False, "_node_ip_address": "127.0.0.1"} if address == "local" else {}
            try:
                _reach(address)
                ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **local)
            except Exception as error:  # of a machine that is too busy, Ray tells with this class itself
                first = (str(error).splitlines() or [type(error).__name__])[0]
                raise StoreError(f"--ray {address}: no Ray there: {first}") from error
            try:
                yield from _in_order(_run(ray, rows, job._replace(folder=job.folder.resolve())), len(rows))
            finally:
                ray.shutdown()
    finally:
        for path in work.glob("*.json"):
            path.unlink()
        with suppress(OSError):
            work.rmdir()


def _reach(address: str) -> None:
    """Look whether anybody listens at HOST:PORT, where Ray itself would try for many minutes.

    Raises:
        OSError: Nobody does.
        ValueError: The port is no number.
    """
    host, colon, port = address.rpartition(":")
    if colon and "://" not in address:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()


def _run(ray: Any, rows: list[dict[str, Any]], job: Job) -> Iterator[dict[str, Any]]:
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    gpus = 1 if (job.device or "").startswith("cuda") else 0
    most = max(1, int(ray.cluster_resources().get("GPU" if gpus else "CPU", 1)))
    blocks = min(len(rows), max(most * _SHARES, len(rows) // 64))
    data = ray.data.from_items(rows, override_num_blocks=blocks)
    done = data.map(
        Worker,
        fn_constructor_args=(job, list(model_folders())),
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=min(most, blocks)),
        num_cpus=1,
        num_gpus=gpus,
    )
    try:
        yield from done.iter_rows()
    except ray.exceptions.RayError as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise StoreError(f"Ray gave up: {first}; run the same again, which makes what is missing") from error


def _in_order(found: Iterable[dict[str, Any]], count: int) -> Iterator[tuple[Receipt, bool]]:
    """Pass receipts on in the order of their numbers; one told twice counts once."""
    waiting: dict[int, tuple[Receipt, bool]] = {}
    following = 0
    for row in found:
        if row["error"]:
            raise StoreError(f"a worker cannot go on: {row['error']}")
        waiting[row["number"]] = Receipt(*(row[name] for name in Receipt._fields)), row["new"]
        while following in waiting:
            yield waiting.pop(following)
            following += 1
    if following != count:
        raise StoreError(
            f"Ray told of {following} of {count} batches; run the same again, which makes what is missing"
        )
