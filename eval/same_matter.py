"""Whether two statements of one speaker are on the same matter: what `Engine.compare` tells, and what was read.

    python -m onrecord.eval.same_matter sample=INDEX multihoprag=INDEX

scores the pairs of `data/same_matter.jsonl` whose corpus is given, and fits the weights anew on the development
half (the last byte of the SHA-256 of a pair's spans is even).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Article, Index
from onrecord.search import SAME_MATTER, matter_figures, matter_probabilities

from .halves import development

PAIRS: Final = Path(__file__).parent / "data" / "same_matter.jsonl"
_USAGE: Final = "usage: python -m onrecord.eval.same_matter CORPUS=INDEX ..."


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements as somebody read them.

    Attributes:
        features: From `matter_figures`, shape (3,).
        same: Whether they are on the same matter.
        held_back: Whether the pair is in the half that nothing is fitted on.
    """

    features: NDArray[np.float64]
    same: bool
    held_back: bool


def pairs(indexes: Mapping[str, Index]) -> Iterator[Pair]:
    """Read the pairs of some corpora.

    Args:
        indexes: By the corpus's name.
    """
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        index = indexes.get(read["corpus"])
        if index is None:
            continue
        ends = [_found(index, read[name]) for name in ("a", "b")]
        features = matter_figures(index, [text for text, _ in ends], [row for _, row in ends]).features[0, 1]
        yield Pair(features, read["same"], not development(json.dumps(read["a"] + read["b"])))


def _found(index: Index, span: Sequence[Any]) -> tuple[str, int]:
    """Give a statement's words, and the row of the passage that it begins in."""
    id_, start, end = span
    article = index.article(id_)
    if article is None:
        raise SystemExit(f"no article {id_!r}: this is not the index of its corpus")
    return article.text[start:end], _row(index, article, start)


def _row(index: Index, article: Article, start: int) -> int:
    rows = index.rows_of(article).tolist()
    before = [row for row, one in zip(rows, index.passages(rows), strict=True) if one.start <= start]
    return int(before[-1] if before else rows[0])


def scores(some: Sequence[Pair]) -> dict[str, float]:
    """Score pairs: how many there are, how many are taken, and the shares that are rightly taken and found."""
    taken = np.array([matter_probabilities(one.features) >= SAME_MATTER for one in some])
    same = np.array([one.same for one in some])
    return {
        "pairs": len(some),
        "taken": int(taken.sum()),
        "precision": float(same[taken].mean()) if taken.any() else 0.0,
        "recall": float(taken[same].mean()) if same.any() else 0.0,
    }


def main(arguments: Sequence[str]) -> None:
    """Score, and fit."""
    from sklearn.linear_model import LogisticRegression

    if not arguments or not all("=" in one for one in arguments):
        raise SystemExit(_USAGE)
    indexes = {name: Index.open(folder) for name, folder in (one.split("=", 1) for one in arguments)}
    found = list(pairs(indexes))
    learn = [one for one in found if not one.held_back]
    for name, some in (("development", learn), ("held back", [one for one in found if one.held_back])):
        told = ", ".join(f"{key} {value:.3g}" for key, value in scores(some).items())
        sys.stdout.write(f"{name}: {told}\n")
    fitted = LogisticRegression(C=10).fit(np.stack([one.features for one in learn]), [one.same for one in learn])
    sys.stdout.write(f"fitted anew: weights {fitted.coef_[0].round(2)}, bias {fitted.intercept_[0]:.2f}\n")
    for index in indexes.values():
        index.close()


if __name__ == "__main__":
    main(sys.argv[1:])
