"""What each system costs: time and memory of building an index, of opening it and of asking it, run after run."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any, Final

import numpy as np

from .environments import Installed, SkippedError
from .jobs import ask, build
from .prepared import WARM_UP, Prepared
from .quality import Ready, Tell, ensure_index, index_of
from .systems import System

ANSWERS: Final = 10
"""Results a timed question."""


def time_builds(ready: Ready, data: Prepared, folder: Path, *, repeats: int, tell: Tell) -> None:
    """Build every index some times over, the systems taking turns; keep what it took."""
    builders = {system.index: (system, installed) for system, installed in reversed(ready)}
    found: dict[str, list[dict[str, Any]]] = {}
    for repeat in range(1, repeats + 1):
        for system, installed in list(builders.values())[::-1]:
            tell(f"{data.dataset.name}: {system.index} builds its index ({repeat} of {repeats})")
            try:
                built = build(system, installed, data, index_of(system, data))
            except SkippedError as error:
                tell(f"skipped {system.name}: {error}")
                del builders[system.index]
                continue
            found.setdefault(system.index, []).append(asdict(built))
            _keep(_builds(system, folder), found[system.index])


def time_questions(ready: Ready, data: Prepared, folder: Path, *, repeats: int, tell: Tell) -> None:
    """Ask every index the timed questions some times over, the systems taking turns; keep what it took."""
    found: dict[str, list[dict[str, Any]]] = {system.slug: [] for system, _ in ready}
    for repeat in range(1, repeats + 1):
        for system, installed in ready:
            if system.slug not in found:
                continue
            tell(f"{data.dataset.name}: {system.name} is timed ({repeat} of {repeats})")
            try:
                index = ensure_index(system, installed, data)
                run = folder / "timed" / f"{system.slug}.run"
                asked = ask(system, installed, data, index, run, timed=True, k=ANSWERS)
            except SkippedError as error:
                tell(f"skipped {system.name}: {error}")
                del found[system.slug]
                continue
            found[system.slug].append(asdict(asked))
            _keep(_questions(system, folder), found[system.slug])


def costs(system: System, installed: Installed, folder: Path) -> dict[str, Any]:
    """Sum up what was kept of a system, as JSON has it; what was not measured is left out.

    Returns:
        Each as `median` and `min` over the repeats: `index_s`, `cold_s`, `query_ms`, `query_p95_ms`, and the
        peaks `index_peak_mb` and `query_peak_mb`; besides, `index_mb`, `install_mb`, `builds` and `repeats`.
    """
    told: dict[str, Any] = {"install_mb": installed.size / 1e6}
    if _builds(system, folder).is_file():
        builds = json.loads(_builds(system, folder).read_bytes())
        told["builds"] = len(builds)
        told["index_s"] = _over([one["seconds"] for one in builds])
        told["index_peak_mb"] = _over([one["peak_bytes"] / 1e6 for one in builds])
        told["index_mb"] = builds[-1]["index_bytes"] / 1e6
    if _questions(system, folder).is_file():
        asked = json.loads(_questions(system, folder).read_bytes())
        warm = [np.array(one["seconds"][WARM_UP:]) * 1000 for one in asked]
        told["repeats"], told["timed"] = len(asked), len(warm[0])
        told["cold_s"] = _over([one["cold"] for one in asked])
        told["query_ms"] = _over([float(np.median(one)) for one in warm])
        told["query_p95_ms"] = _over([float(np.quantile(one, 0.95)) for one in warm])
        told["query_peak_mb"] = _over([one["peak_bytes"] / 1e6 for one in asked])
    return told


def _over(values: list[float]) -> dict[str, float]:
    return {"median": median(values), "min": min(values)}


def _builds(system: System, folder: Path) -> Path:
    return folder / "costs" / f"{system.index}.builds.json"


def _questions(system: System, folder: Path) -> Path:
    return folder / "costs" / f"{system.slug}.questions.json"


def _keep(path: Path, values: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values), encoding="utf-8")
