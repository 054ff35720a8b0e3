"""A question with what the engine reads for it: what the reader learns from, and answers are fitted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from onrecord.index import StoreError

FOLDS: Final = 5
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A question with what was read for it.

    Attributes:
        source: Where the question is from.
        group: What it stands or falls with: an article, or itself.
        answerable: Whether the corpus answers it.
        question: The question, as the reader reads it.
        texts: Its units, as the reader reads them.
        cheap: Their figures that nothing is read for.
        right: Which of them answer, shape (units,).
        near: Which of the others answer in part: from these nothing is learnt.
        whole: The figures of the question; those of its best units are yet to be filled in.
        series: Who wrote it, in the order of writing; 0 where it was not written.
    """

    source: str
    group: str
    answerable: bool
    question: str
    texts: tuple[str, ...]
    cheap: NDArray[np.float64]
    right: NDArray[np.bool_]
    near: NDArray[np.bool_]
    whole: NDArray[np.float64]
    series: int = 0

    @property
    def fold(self) -> int:
        """The part in which cross-validation asks it."""
        return _number(self.group) // (7 * _PARTS) % FOLDS

    @property
    def taught(self) -> bool:
        """Whether the reader learns from it: two thirds are; the curves above it learn from the others."""
        return is_taught(self.group)


def is_taught(group: str) -> bool:
    """Tell whether a group of questions is among the two thirds that models learn from."""
    return _number(group) // 7 % _PARTS != 0


def _number(group: str) -> int:
    return int(sha256(group.encode()).hexdigest(), 16)


def save_examples(path: Path, examples: Sequence[Example]) -> None:
    """Write examples to one .npz file."""
    told: dict[str, Any] = {
        "source": np.array([one.source for one in examples]),
        "group": np.array([one.group for one in examples]),
        "answerable": np.array([one.answerable for one in examples]),
        "sizes": np.array([len(one.right) for one in examples]),
        "cheap": np.concatenate([one.cheap for one in examples]),
        "question": np.array([one.question for one in examples]),
        "texts": np.array([text for one in examples for text in one.texts]),
        "right": np.concatenate([one.right for one in examples]),
        "near": np.concatenate([one.near for one in examples]),
        "whole": np.array([one.whole for one in examples]),
        "series": np.array([one.series for one in examples]),
    }
    np.savez_compressed(path, **told)


def load_examples(path: Path) -> list[Example]:
    """Read what `save_examples` wrote.

    Raises:
        StoreError: The file cannot be read.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            told = {name: held[name] for name in held.files}
    except (OSError, ValueError, BadZipFile) as error:
        raise StoreError(f"{path}: cannot be read ({error})") from error
    ends = np.cumsum(told["sizes"])
    return [
        Example(
            str(told["source"][n]),
            str(told["group"][n]),
            bool(told["answerable"][n]),
            str(told["question"][n]),
            tuple(told["texts"][first:end].tolist()),
            told["cheap"][first:end],
            told["right"][first:end],
            told["near"][first:end],
            told["whole"][n],
            int(told["series"][n]),
        )
        for n, (first, end) in enumerate(zip((ends - told["sizes"]).tolist(), ends.tolist(), strict=True))
    ]
