"""Writes an index of clusters whose vectors, codes and lists are never in memory as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from ..arrays.grouping import grouped
from ..arrays.listfile import Entries, end_of_empty, write_lists
from ..arrays.vectorfile import read_rows, write_rows
from ..encoders import Vectors

if TYPE_CHECKING:
    import faiss

FILE: Final = "vectors.faiss"
EXACT: Final = "vectors.npy"
_CODES: Final = "codes.new"

# Measured at 1 and 5 million passages: docs/performance.md.
_CLUSTERS: Final = 2  # times the square root of the number of vectors
_OUTGROWN: Final = 1.25  # so many times more clusters or fewer are worth training anew
_SAMPLE: Final = 40  # vectors a cluster is trained on
_ROUNDS: Final = 8


class Earlier(NamedTuple):
    """An index of some of the same vectors.

    Attributes:
        folder: The generation's.
        places: For each of its vectors the place it has now, ascending; -1 if it is gone.
    """

    folder: Path
    places: NDArray[Any]


def write_clusters(
    blocks: Iterable[Vectors], count: int, dim: int, folder: Path, before: Callable[[], Earlier] | None
) -> int:
    """Write an index of clusters, and the vectors themselves beside it.

    Args:
        blocks: Unit rows in the order of the passages, each block of shape (n, dim).
        count: How many rows there are to be.
        dim: Number of components.
        folder: Where the files go.
        before: Tells, when the blocks are read, of an index to go on from.

    Returns:
        How many rows there were.
    """
    clusters = round(_CLUSTERS * sqrt(count))
    dice = np.random.default_rng(0)  # the same vectors make the same index
    chosen = np.sort(dice.choice(count, min(count, _SAMPLE * clusters), replace=False))
    done, sample = write_rows(blocks, count, dim, folder / EXACT, chosen)
    if done != count:
        return done
    fresh = np.ones(count, dtype=bool)
    old = before and _suitable(before(), dim, clusters)
    if old:
        fresh[old.places[old.places >= 0]] = False
        index = _empty(old.centroids())
    else:
        index = _empty(_trained(sample, clusters))
    del sample, chosen
    new = _encoded(index, folder / EXACT, fresh, folder / _CODES)
    _write(index, old, new, folder / FILE)
    new.codes.unlink()
    return done


class _Old:
    """An index to go on from, mapped."""

    def __init__(self, index: faiss.IndexIVFRaBitQ, lists: faiss.InvertedLists, places: NDArray[Any]) -> None:
        self.places = places
        self._index = index
        self._lists = lists

    def centroids(self) -> Vectors:
        found: Vectors = self._index.quantizer.reconstruct_n(0, self._index.nlist)
        return found

    def sizes(self) -> NDArray[np.int64]:
        """Count what is left of each list."""
        return np.array([len(self.entries(number)[1]) for number in range(self._index.nlist)], dtype=np.int64)

    def entries(self, number: int) -> Entries:
        """Give what is left of a list, with the places that it has now."""
        import faiss

        size, width = self._lists.list_size(number), self._index.code_size
        if not size:
            return np.empty((0, width), np.uint8), np.empty(0, np.int64)
        places = self.places[faiss.rev_swig_ptr(self._lists.get_ids(number), size)].astype(np.int64)
        codes = faiss.rev_swig_ptr(self._lists.get_codes(number), size * width).reshape(size, width)
        return codes[places >= 0], places[places >= 0]


class _New(NamedTuple):
    """What is put into clusters.

    Attributes:
        places: Of new vectors, ascending.
        lists: The cluster of each.
        codes: A file of their codes, one after the other.
    """

    places: NDArray[np.int32]
    lists: NDArray[np.int32]
    codes: Path

    def entries(self, sizes: NDArray[np.int64], width: int) -> Iterator[Entries]:
        """Yield what goes into each list."""
        empty = np.empty((0, width), np.uint8)
        codes = np.memmap(self.codes, np.uint8, "r").reshape(-1, width) if len(self.lists) else empty
        for group in grouped(self.lists, sizes):
            some, at = codes[group.places], 0
            for size in sizes[group.first : group.end].tolist():
                yield some[at : at + size], self.places[group.places[at : at + size]].astype(np.int64)
                at += size


def _suitable(earlier: Earlier, dim: int, clusters: int) -> _Old | None:
    """Open the index of an earlier generation; None if its clusters do not suit."""
    import faiss

    if not (earlier.folder / EXACT).exists():
        return None
    index = faiss.read_index(str(earlier.folder / FILE), faiss.IO_FLAG_MMAP_IFC)
    if not isinstance(index, faiss.IndexIVFRaBitQ) or index.d != dim or index.invlists is None:
        return None
    if not 1 / _OUTGROWN <= index.nlist / clusters <= _OUTGROWN:
        return None
    return _Old(index, index.invlists, earlier.places)


def _trained(sample: NDArray[np.float16], clusters: int) -> Vectors:
    """Find the middles of clusters by k-means; the sample stays in float16."""
    import faiss

    dim = sample.shape[1]
    middles = faiss.IndexFlatIP(dim)
    halves = faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    settings = faiss.ClusteringParameters()
    settings.spherical = True
    settings.niter = _ROUNDS
    settings.max_points_per_centroid = _SAMPLE
    faiss.Clustering(dim, clusters, settings).train_encoded(sample.view(np.uint8), halves, middles)
    found: Vectors = middles.reconstruct_n(0, clusters)
    return found


def _empty(centroids: Vectors) -> faiss.IndexIVFRaBitQ:
    """Make an index of clusters with nothing in them."""
    import faiss

    count, dim = centroids.shape
    middles = faiss.IndexFlatIP(dim)
    middles.add(centroids)
    index = faiss.IndexIVFRaBitQ(middles, dim, count, faiss.METRIC_INNER_PRODUCT)
    index.is_trained = True
    return index


def _encoded(index: faiss.IndexIVFRaBitQ, vectors: Path, fresh: NDArray[np.bool_], codes: Path) -> _New:
    """Encode new vectors into a file."""
    import faiss

    found = [np.empty(0, np.int32)]
    with codes.open("wb") as file:
        for places, rows in read_rows(vectors, fresh):
            lists = np.ascontiguousarray(index.quantizer.search(rows, 1)[1][:, 0])
            some = np.zeros((len(places), index.code_size), np.uint8)
            pointers = [faiss.swig_ptr(one) for one in (rows, lists, some)]
            index.encode_vectors(len(places), *pointers)
            file.write(some.tobytes())
            found.append(lists.astype(np.int32))
    return _New(np.flatnonzero(fresh).astype(np.int32), np.concatenate(found), codes)


def _write(index: faiss.IndexIVFRaBitQ, old: _Old | None, new: _New, path: Path) -> None:
    """Write an index whose lists hold what is left of the old ones, and after it what is new."""
    import faiss

    sizes = np.bincount(new.lists[new.lists >= 0], minlength=index.nlist)
    left = old.sizes() if old else np.zeros(index.nlist, np.int64)
    index.ntotal = int(left.sum()) + len(new.places)
    entries = new.entries(sizes, index.code_size)
    if old:
        entries = (_both(old.entries(number), more) for number, more in enumerate(entries))
    start, end = faiss.serialize_index(index).tobytes(), end_of_empty(index.nlist, index.code_size)
    if not start.endswith(end):  # a release of FAISS that writes lists in another way must hold them all
        lists = cast("faiss.InvertedLists", index.invlists)
        for number, (codes, ids) in enumerate(entries):
            lists.add_entries(number, len(ids), faiss.swig_ptr(ids), faiss.swig_ptr(codes))
        faiss.write_index(index, str(path))
        return
    with path.open("wb") as file:
        file.write(start.removesuffix(end))
        write_lists(file, index.code_size, left + sizes, entries)


def _both(one: Entries, other: Entries) -> Entries:
    return np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]])
