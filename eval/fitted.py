"""The sets that weights are fitted on, each with its index."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from onrecord.index import CorpusError, Index, open_writer, read_articles

from .dataset import load_dataset
from .model import Dataset

DATASETS: Final = ("squad2", "multihoprag")


def fitted_on(corpora: Path, indexes: Path | None) -> Iterator[tuple[str, Dataset, Index]]:
    """Yield the sets that are fitted on, each with its index, which is closed when the next is asked for.

    Args:
        corpora: The folder of the datasets.
        indexes: Where their indexes are kept; None keeps none.
    """
    with tempfile.TemporaryDirectory() as temporary:
        for name in DATASETS:
            dataset = load_dataset(corpora / name)
            index = index_of(dataset, (indexes or Path(temporary)) / name)
            yield name, dataset, index
            index.close()


def index_of(dataset: Dataset, folder: Path) -> Index:
    """Open a dataset's index; build it first where there is none."""

    def refuse(error: CorpusError) -> None:
        raise error

    if not folder.exists():
        with open_writer(folder) as writer:
            for _ in writer.add(read_articles(list(dataset.articles), on_skip=refuse)):
                pass
            writer.publish()
    return Index.open(folder)
