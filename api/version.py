"""The version of the installed distribution."""

from __future__ import annotations

from functools import cache


@cache
def version() -> str:
    """Give the version, or "unknown" where the source was never installed; files are looked up for it once."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("onrecord")
    except PackageNotFoundError:
        return "unknown"
