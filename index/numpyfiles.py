"""Arrays of NumPy's files, read by one thread at a time.

NumPy parses the head of a file with `ast.literal_eval`, and before CPython 3.11.8 two threads that parse at the
same time may both fail with a SystemError (CPython's issue 106905).
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Literal

import numpy as np

_ONE = threading.Lock()


def load_array(path: Path, mode: Literal["r"] | None = None) -> Any:
    """Read an array of a .npy file.

    Args:
        path: The file; one with Python objects in it is refused.
        mode: "r" leaves it on the disk and maps it.

    Raises:
        OSError: The file cannot be read.
        ValueError: It holds no array, or less than it says.
    """
    # A head may say any size.
    with _ONE, np.errstate(over="ignore"):
        try:
            return np.load(path, mmap_mode=mode, allow_pickle=False)
        except (EOFError, OverflowError, TypeError, MemoryError) as error:
            raise ValueError(f"{path.name} holds no array ({error})") from error


def load_arrays(path: Path) -> dict[str, Any]:
    """Read all arrays of a .npz file by their names; one with Python objects in it is refused."""
    with _ONE, path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}
