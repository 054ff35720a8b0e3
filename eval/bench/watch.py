"""What a process takes: memory, files and sockets, looked at again and again."""

from __future__ import annotations

import statistics
import threading
import time
from typing import Final

from .running import Process

_SETTLED: Final = 300
"""Seconds after which memory must stay as it is."""
_LOOKS: Final = 12
"""How many looks at the process are taken together."""


class Watch:
    """Looks at a process again and again."""

    def __init__(self, process: Process) -> None:
        """Begin with a process."""
        self.process = process
        self.looks: list[tuple[float, float, float, int, int]] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(2.5):
            process = self.process
            try:
                now = process.memory(), process.memory("RssAnon"), *process.descriptors()
            except (OSError, IndexError):
                continue  # it was killed, or a file was closed while its name was read
            self.looks.append((time.perf_counter() - process.started, *now))

    def figures(self) -> dict[str, float]:
        """Compare the last process after five minutes, or half its time, with the end: memory, files, sockets."""
        begin = max((n for n, one in enumerate(self.looks) if n and one[0] < self.looks[n - 1][0]), default=0)
        looks = self.looks[begin:]
        if len(looks) < 2:  # noqa: PLR2004
            return {}
        settled = min(_SETTLED, looks[-1][0] / 2)
        after = [one for one in looks if one[0] >= settled][:_LOOKS]
        found: dict[str, float] = {"settled_s": settled}
        for place, name in enumerate(("resident_mb", "of_it_in_no_file_mb", "files", "sockets"), 1):
            early, late = (statistics.median(one[place] for one in some) for some in (after, looks[-_LOOKS:]))
            found |= {
                f"{name}_settled": early,
                f"{name}_end": late,
                f"{name}_most": max(one[place] for one in looks),
            }
            found[f"{name}_grown_%"] = 100 * (late / early - 1) if early else 0.0
        return found
