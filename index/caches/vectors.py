"""Nearest vectors by inner product. This module and `clusters` are all that knows FAISS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from ..encoders import Vectors
from ..errors import IndexCorrupt
from ..numpyfiles import load_array
from .clusters import EXACT, FILE, Earlier, write_clusters

if TYPE_CHECKING:
    import faiss

FLAT_MOST: Final = 65_536
"""Up to so many vectors every one is compared (4 ms); beyond, those of the nearest clusters."""

# Measured at 1 and 5 million passages: docs/performance.md.
_PROBED: Final = 192  # clusters looked at
_PROBED_FILTERED: Final = 768  # the same under a filter, which should lose nothing; where it leaves little, more:
_SPREAD: Final = 0.75  # the clusters grow with this power of how few a filter leaves
_CANDIDATES: Final = 4  # compared exactly for each that is wanted, and at least so many:
_FEWEST_CANDIDATES: Final = 400
_FILTERED: Final = 4  # times as many candidates where a filter is
_ALIKE: Final = 1_000_000  # of so many vectors and more, more have bits that are alike
_COMPARED: Final = 200  # where a filter leaves less than one in so many, all of these are compared
_BLOCK: Final = 32_768


class VectorIndex:
    """Search over unit vectors; the inner product is the cosine and the score.

    A small one is searched exactly: the file holds float16 codes, the stored vectors' own bytes. A large one is
    cut into clusters (Jégou et al. 2011) that hold a bit a component (RaBitQ: Gao and Long 2024,
    arXiv:2405.12497); what those bits bring up is compared exactly, with the float16 vectors in a file beside.
    """

    def __init__(self, index: faiss.Index, exact: NDArray[np.float16] | None = None) -> None:
        """Wrap a FAISS index whose n-th vector belongs to the n-th passage of the generation.

        Args:
            index: Flat, or of clusters.
            exact: The vectors themselves if the index is of clusters, shape (n, dim).
        """
        self._index = index
        self._exact = exact

    def __len__(self) -> int:
        """Number of vectors."""
        return int(self._index.ntotal)

    @classmethod
    def load(cls, folder: Path) -> VectorIndex:
        """Open the index that `write_vectors` wrote, memory-mapped.

        Args:
            folder: A generation's folder.

        Raises:
            IndexCorrupt: A file cannot be read.
        """
        import faiss

        try:
            exact = (folder / EXACT).exists()
            rows = load_array(folder / EXACT, "r") if exact else None
            return cls(faiss.read_index(str(folder / FILE), faiss.IO_FLAG_MMAP_IFC), rows)
        except (RuntimeError, OSError, ValueError) as error:
            raise IndexCorrupt(f"{folder / FILE}: FAISS cannot read it; run onrecord repair") from error

    def search(
        self, query: Vectors, k: int, *, among: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Find the nearest vectors.

        Args:
            query: A unit vector, shape (dim,).
            k: How many to find.
            among: Which vectors may be found, shape (len(self),); None allows all.

        Returns:
            Scores and positions, each min(k, number allowed) long, best first.
        """
        import faiss

        allowed = len(self) if among is None else int(among.sum())
        k = min(k, allowed)
        if k == 0:
            return np.empty(0, np.float32), np.empty(0, np.int64)
        if self._exact is None:
            with _one_thread():
                scores, places = self._index.search(query[None], k, params=_selecting(among))
            return scores[0], places[0]
        wanted = self._candidates(k, filtered=among is not None)
        if among is not None and allowed <= max(wanted, len(self) // _COMPARED):
            return self._compared(query, np.flatnonzero(among), k)
        clusters = int(faiss.extract_index_ivf(self._index).nlist)
        # The neighbours that a filter leaves lie further away, in more clusters.
        probed = _PROBED if among is None else round(_PROBED_FILTERED * (len(self) / allowed) ** _SPREAD)
        while True:
            with _one_thread():
                _, found = self._index.search(query[None], wanted, params=_selecting(among, probed))
            places = found[0][found[0] >= 0]
            if len(places) >= min(wanted, allowed) or probed >= clusters:
                return self._compared(query, np.sort(places), k)
            probed = min(4 * probed, clusters)

    def _candidates(self, k: int, *, filtered: bool) -> int:
        """Say how many vectors are compared exactly to find k."""
        fewest = max(_CANDIDATES * k, _FEWEST_CANDIDATES) * (_FILTERED if filtered else 1)
        return round(fewest * sqrt(max(1, len(self) / _ALIKE)))

    def _compared(
        self, query: Vectors, places: NDArray[np.int64], k: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        scores: NDArray[np.float32] = np.concatenate(
            [self.read(places[at : at + _BLOCK]) @ query for at in range(0, len(places), _BLOCK)]
        )
        order = np.argsort(-scores, kind="stable")[:k]
        return scores[order], places[order]

    def cosines(self, queries: Vectors, positions: NDArray[np.int64]) -> Vectors:
        """Compare chosen vectors with questions.

        Args:
            queries: Unit rows, shape (q, dim).
            positions: Which vectors, shape (n,).

        Returns:
            Inner products, shape (q, n).
        """
        # A BLAS that shares so little among threads has them spin for longer than it takes alone.
        products: Vectors = np.einsum("qd,nd->qn", queries, self.read(positions))
        return products

    def read(self, positions: NDArray[np.int64]) -> Vectors:
        """Give chosen vectors, shape (len(positions), dim)."""
        if self._exact is not None:
            rows: Vectors = self._exact[positions].astype(np.float32)
            return rows
        if not len(positions):
            return np.empty((0, self._index.d), np.float32)
        return self._index.reconstruct_batch(positions)


def write_vectors(
    blocks: Iterable[Vectors], count: int, dim: int, folder: Path, *, before: Callable[[], Earlier] | None = None
) -> int:
    """Write an index into a generation's folder; a large one is never in memory as a whole.

    Args:
        blocks: Unit rows in the order of the passages, each block of shape (n, dim).
        count: How many rows there are to be.
        dim: Number of components.
        folder: Where the files go.
        before: Tells, when the blocks are read, of an index to go on from: it keeps its clusters as long as their
            number suits, and only new vectors are put into them.

    Returns:
        How many rows there were.
    """
    if count <= FLAT_MOST:
        return _write_flat(blocks, dim, folder)
    return write_clusters(blocks, count, dim, folder, before)


def _write_flat(blocks: Iterable[Vectors], dim: int, folder: Path) -> int:
    import faiss

    index = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    for block in blocks:
        index.add(block)
    faiss.write_index(index, str(folder / FILE))
    return int(index.ntotal)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep FAISS to the caller's thread: it shares no question out, and OpenMP's idle threads spin."""
    import faiss

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _selecting(among: NDArray[np.bool_] | None, probed: int | None = None) -> faiss.SearchParameters | None:
    """Say which vectors may be found, and for an index of clusters how many of these are looked at."""
    import faiss

    # FAISS rewrites these constructors in Python; its stubs show the C++ ones.
    chosen = {}
    if among is not None:
        chosen["sel"] = faiss.IDSelectorBitmap(np.packbits(among, bitorder="little"))  # type: ignore[call-arg, arg-type]
    if probed is not None:
        return faiss.IVFRaBitQSearchParameters(nprobe=probed, **chosen)  # type: ignore[call-arg]
    return faiss.SearchParameters(**chosen) if chosen else None
