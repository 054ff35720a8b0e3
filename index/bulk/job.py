"""Embedding on this machine; a batch whose file is there already is not embedded again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..encoders import Encoder, load_encoder
from ..errors import StoreError
from ..model import Article, Statement
from .batches import Batch, Maker, embedded
from .manifest import Receipt, file_of
from .parquet import receipt, write_batch


class Job(NamedTuple):
    """What is embedded with, and where to.

    Attributes:
        folder: Where the files go; all workers see it.
        model: The encoder, as a user names it.
        device: Where a sentence-transformers model runs.
        maker: What the files are made with.
    """

    folder: Path
    model: str
    device: str | None
    maker: Maker


class Embedder:
    """Makes the files of batches, one after the other; the models are loaded for the first that is to be made."""

    def __init__(
        self,
        job: Job,
        load: Callable[..., Encoder] = load_encoder,
        find: Callable[[Article], Sequence[Statement]] | None = None,
    ) -> None:
        """Prepare.

        Args:
            job: What is embedded with, and where to.
            load: Loads an encoder by name.
            find: Finds statements; None loads what comes with the project.
        """
        self._job, self._load, self._find = job, load, find
        self._encoder: Encoder | None = None

    def receipt(self, batch: Batch) -> tuple[Receipt, bool]:
        """Make the file of a batch where it is missing or damaged.

        Returns:
            Its receipt, and whether it was made.

        Raises:
            OnrecordError: The model is not here or another one, or pyarrow is not installed.
            OSError: The file cannot be written.
        """
        path = self._job.folder / file_of(batch.key)
        if path.exists():
            try:
                return receipt(path, batch.key), False
            except StoreError:
                path.unlink()
        encoder, find = self._loaded()
        return write_batch(self._job.folder, batch.key, embedded(batch, encoder, find), encoder.dim), True

    def _loaded(self) -> tuple[Encoder, Callable[[Article], Sequence[Statement]]]:
        if self._encoder is None:
            self._encoder = self._load(self._job.model, device=self._job.device)
            if self._encoder.name != self._job.maker.model:
                raise StoreError(f"{self._job.model}: is {self._encoder.name} here, not {self._job.maker.model}")
        if self._find is None:
            from ..attribution import StatementFinder

            self._find = StatementFinder.load().find
        return self._encoder, self._find


def embed(batches: Iterable[Batch], embedder: Embedder) -> Iterator[tuple[Receipt, bool]]:
    """Make the files of batches here.

    Yields:
        The receipt of each, and whether its file was made or was there.
    """
    return map(embedder.receipt, batches)
