"""Which questions may be tuned on, and which are held back."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from .model import Dataset


def development(query_id: str) -> bool:
    """Tell whether a question may be tuned on: the last byte of the SHA-256 of its id is even."""
    return sha256(query_id.encode()).digest()[-1] % 2 == 0


def half_of(dataset: Dataset, half: str, every: int = 1, *, unanswerable: bool = False) -> Dataset:
    """Keep the questions of one half, or each n-th of them.

    Args:
        dataset: All of them.
        half: `dev` or `held-back`.
        every: n.
        unanswerable: Whether those without an answer are kept too.
    """
    kept = [
        query
        for query in dataset.queries
        if (query.answerable or unanswerable) and development(query.id) == (half == "dev")
    ]
    return replace(dataset, queries=tuple(kept[::every]))


def half_options(usage: str | None, arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line of what is done with one half of a dataset: `dataset`, `index`, `half` and `every`.

    Args:
        usage: The command's own description.
        arguments: What was typed; None reads the process's.
    """
    parser = argparse.ArgumentParser(description=usage, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset")
    parser.add_argument("--index", required=True)
    parser.add_argument("--half", choices=("dev", "held-back"), default="dev")
    parser.add_argument("--every", type=int, default=1)
    return parser.parse_args(arguments)
