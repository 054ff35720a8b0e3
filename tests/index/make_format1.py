"""Makes the index of format 1 in `data/format1`, which every later version must open.

Run once for a released format: `python -m tests.index.make_format1`
"""

from __future__ import annotations

import shutil
from pathlib import Path

from onrecord.index import open_writer

from .bag import BagOfWords
from .format1 import ARTICLES, FOLDER


def main() -> None:
    """Write the index anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    with open_writer(FOLDER, load=BagOfWords()) as writer:
        list(writer.add(ARTICLES))
        writer.publish()
    for passing in ("lock", "onrecord.db-shm", "onrecord.db-wal"):
        Path(FOLDER / passing).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
