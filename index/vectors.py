"""Nearest vectors by inner product. The one module that knows FAISS."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from .encoders import Vectors
from .errors import IndexCorrupt

if TYPE_CHECKING:
    import faiss

FILE: Final = "vectors.faiss"


class VectorIndex:
    """Exact search over unit vectors; the inner product is the cosine and the score."""

    def __init__(self, index: faiss.Index) -> None:
        """Wrap a FAISS index whose n-th vector belongs to the n-th passage of the generation."""
        self._index = index

    def __len__(self) -> int:
        """Number of vectors."""
        return int(self._index.ntotal)

    @classmethod
    def build(cls, blocks: Iterable[Vectors], dim: int) -> VectorIndex:
        """Build an index.

        Args:
            blocks: Unit rows in the order of the passages, each block of shape (n, dim).
            dim: Number of components.

        Returns:
            The index, in memory.
        """
        import faiss

        # fp16 codes are the stored vectors' own bytes: nothing is lost, and half the memory is used.
        index = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        for block in blocks:
            index.add(block)
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> VectorIndex:
        """Open the index that `save` wrote, memory-mapped.

        Args:
            folder: A generation's folder.

        Raises:
            IndexCorrupt: FAISS cannot read the file.
        """
        import faiss

        try:
            return cls(faiss.read_index(str(folder / FILE), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:
            raise IndexCorrupt(f"{folder / FILE}: FAISS cannot read it; run onrecord repair") from error

    def save(self, folder: Path) -> None:
        """Write the index into a generation's folder."""
        import faiss

        faiss.write_index(self._index, str(folder / FILE))

    def search(
        self, queries: Vectors, k: int, *, among: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Find the nearest vectors.

        Args:
            queries: Unit rows, shape (q, dim).
            k: How many to find for each.
            among: Which vectors may be found, shape (len(self),); None allows all.

        Returns:
            Scores and positions, each (q, min(k, number allowed)), best first.
        """
        import faiss

        k = min(k, len(self) if among is None else int(among.sum()))
        if k == 0:
            return np.empty((len(queries), 0), np.float32), np.empty((len(queries), 0), np.int64)
        if among is None:
            return self._index.search(queries, k)
        bits = np.packbits(among, bitorder="little")
        # FAISS rewrites these two constructors in Python; its stubs show the C++ ones.
        selector = faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]
        parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        return self._index.search(queries, k, params=parameters)

    def cosines(self, queries: Vectors, positions: NDArray[np.int64]) -> Vectors:
        """Compare chosen vectors with questions.

        Args:
            queries: Unit rows, shape (q, dim).
            positions: Which vectors, shape (n,).

        Returns:
            Inner products, shape (q, n).
        """
        products: Vectors = queries @ self.read(positions).T
        return products

    def read(self, positions: NDArray[np.int64]) -> Vectors:
        """Give chosen vectors, shape (len(positions), dim)."""
        if not len(positions):
            return np.empty((0, self._index.d), np.float32)
        return self._index.reconstruct_batch(positions)
