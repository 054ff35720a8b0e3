"""Vectors for recombined news: the real encoder's for the first, mixtures of those for the others.

The encoder needs hours for a million passages, so only the first some hundred thousand are encoded. Any other
passage gets .75 of the vector of an encoded one whose first sentence is of the same real article, .25 of another's
of the article that its second sentence is of, and a random vector of length .2, brought to unit length: it has the
neighbours that passages on the same matters have, none of them equal.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.index import DEFAULT_MODEL, load_encoder

from .recombined import Recombined, Recombiner

_BLOCK: Final = 1024
_REMEMBERED: Final = 10_000  # more than the writer reads ahead
_MAIN, _OTHER, _NOISE = 0.75, 0.25, 0.2

Vectors = NDArray[np.float32]


def paragraphs(recombiner: Recombiner) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the passages of recombined news, with the numbers of the real articles they come from."""
    for made in recombiner.articles():
        yield from zip(made.article.text.split("\n\n"), made.sources, strict=True)


def encode_pool(recombiner: Recombiner, folder: Path, count: int) -> None:
    """Encode the first passages; what is there already is not encoded again.

    Args:
        recombiner: The news.
        folder: Where the vectors go: `pool.f16`, rows of 384 float16, and `titles.npy`.
        count: How many.
    """
    encoder = load_encoder(DEFAULT_MODEL)
    if not (folder / "titles.npy").exists():
        np.save(folder / "titles.npy", encoder.encode_passages(recombiner.titles))
    path = folder / "pool.f16"
    done = path.stat().st_size // (2 * encoder.dim) if path.exists() else 0
    texts = islice((text for text, _ in paragraphs(recombiner)), done, count)
    with path.open("r+b" if path.exists() else "wb") as file:
        file.truncate(done * 2 * encoder.dim)
        file.seek(0, 2)
        while block := list(islice(texts, _BLOCK)):
            file.write(encoder.encode_passages(block).astype("<f2").tobytes())
            file.flush()
            done += len(block)
            print(f"\r{done:,} of {count:,} passages are encoded", end="", flush=True)
    print()


class PoolEncoder:
    """Stands in for the encoder while recombined news is indexed; questions need the real one."""

    def __init__(self, recombiner: Recombiner, folder: Path) -> None:
        """Open what `encode_pool` wrote."""
        self._real = load_encoder(DEFAULT_MODEL)
        self._titles = np.load(folder / "titles.npy")
        self._pool = np.memmap(folder / "pool.f16", "<f2", "r").reshape(-1, self._real.dim)
        self._by_source = _by_source(recombiner, len(self._pool))
        self._known: dict[str, Vectors] = {}
        self._met = 0

    @property
    def name(self) -> str:
        """The default encoder's name."""
        return self._real.name

    @property
    def dim(self) -> int:
        """Number of components of a vector."""
        return self._real.dim

    def meet(self, made: Recombined) -> None:
        """Look up the vectors of an article that is about to be indexed."""
        self._remember(made.article.title, self._titles[made.origin])
        for text, sources in zip(made.article.text.split("\n\n"), made.sources, strict=True):
            encoded = self._met < len(self._pool)
            vector = self._pool[self._met].astype(np.float32) if encoded else self._mixed(text, sources)
            self._remember(text, vector)
            self._met += 1

    def _remember(self, text: str, vector: Vectors) -> None:
        self._known.pop(text, None)
        self._known[text] = vector
        if len(self._known) > _REMEMBERED:
            del self._known[next(iter(self._known))]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Give the vectors of texts that were met."""
        return np.stack([self._known[text] for text in texts])

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode questions; see `Encoder`."""
        return self._real.encode_queries(texts)

    def _mixed(self, text: str, sources: tuple[int, int]) -> Vectors:
        dice = np.random.default_rng(zlib.crc32(text.encode()))
        main, other = (self._pool[dice.choice(self._by_source[source])].astype(np.float32) for source in sources)
        noise = dice.standard_normal(self.dim, dtype=np.float32)
        mixed: Vectors = _MAIN * main + _OTHER * other + _NOISE / np.linalg.norm(noise) * noise
        return mixed / np.float32(np.linalg.norm(mixed))


def _by_source(recombiner: Recombiner, count: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in recombiner.titles]
    for number, (_, (first, _)) in enumerate(islice(paragraphs(recombiner), count)):
        found[first].append(number)
    everything = list(range(count))
    return [numbers or everything for numbers in found]
