"""Folders in which models are looked for, beside the installed packages: those that the user names alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_NAMED: Final[list[Path]] = []


def look_for_models_in(folder: Path | str) -> None:
    """Look for models in a folder too: it holds folders of models, or is one.

    Args:
        folder: The folder; what is named first is looked into first.
    """
    if (path := Path(folder)) not in _NAMED:
        _NAMED.append(path)


def model_folders() -> tuple[Path, ...]:
    """Give the folders that were named."""
    return tuple(_NAMED)
