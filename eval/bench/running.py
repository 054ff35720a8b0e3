"""What several benchmarks need: the command as users start it, questions to ask, and what a process holds."""

from __future__ import annotations

import json
import re
import sys
from itertools import islice
from pathlib import Path
from typing import Final

ONRECORD: Final = (
    sys.executable, "-c", "import sys; from onrecord.api.cli import main; sys.argv[0] = 'onrecord'; main()",
)  # fmt: skip
"""The command `onrecord` of this environment, installed or not."""


def questions_of(corpora: Path, count: int) -> list[str]:
    """Read questions to ask: the first of MultiHop-RAG's."""
    with (corpora / "multihoprag" / "queries.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, count)]


def memory(process: int | str = "self", name: str = "VmRSS") -> float:
    """Give what a process holds in memory (`VmRSS`), or has held at most (`VmHWM`), in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(re.findall(rf"{name}:\s+(\d+)", status)[0]) / 1024
