"""Draws how time, latency and disk grow with a corpus; needs matplotlib."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

_PANELS: Final = (
    ("milliseconds a search", ("fast_median_ms", "fast_p95_ms", "full_median_ms", "full_p95_ms")),
    ("seconds", ("rows_s", "publish_s", "first_answer_s")),
    ("megabytes", ("disk_mb", "vectors_mb", "words_mb", "publish_anonymous_mb", "resident_mb")),
)


def exponent(passages: Sequence[float], values: Sequence[float]) -> float:
    """Fit value = c * passages^b by least squares over the logarithms; give b."""
    slope, _ = np.polyfit(np.log(passages), np.log(values), 1)
    return float(slope)


def draw(sizes: Sequence[Mapping[str, float]], path: Path) -> None:
    """Draw the figures of several sizes into one SVG of three panels, both axes logarithmic.

    Args:
        sizes: Figures by name; `passages` is one.
        path: Where the picture goes.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12, 3.8), layout="constrained")
    for place, (label, names) in enumerate(_PANELS, start=1):
        axes = figure.add_subplot(1, len(_PANELS), place)
        for name in names:
            known = [one for one in sizes if name in one]
            if len(known) > 1:
                passages, values = [one["passages"] for one in known], [one[name] for one in known]
                plain = name.rsplit("_", 1)[0].replace("_", " ")
                axes.loglog(passages, values, marker="o", label=f"{plain} (n^{exponent(passages, values):.2f})")
        axes.set(xlabel="passages", ylabel=label)
        axes.grid(visible=True, which="major", alpha=0.3)
        axes.legend(fontsize="small")
    figure.savefig(path, metadata={"Date": None})
