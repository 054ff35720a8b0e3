"""How fast passages become vectors: beside sentence-transformers, and beside the most that the processor can do.

    python -m onrecord.eval.bench.encoding CORPORA [--passages 300] [--rounds 5] [--json]

CORPORA is a folder with `multihoprag`. The comparison model is the same bge-small-en-v1.5: the packaged int8
weights, each multiplied by its scale, as a float32 `BertModel` with [CLS] pooling and normalisation, saved into a
temporary folder as models on the hub are, loaded by `SentenceTransformer`, and run by `encode` with its defaults.
Both encode the same passages, as `index.split` makes them, every n-th of the corpus, on all processors, in turns.

The share of the processor is that of a loop of AVX-512 VNNI instructions on as many threads, for sequences of
exactly 128 tokens: once for the multiply-adds of all twelve layers (what a plain forward pass needs), once for
those that are done.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from onrecord.index import DEFAULT_MODEL, PackagedModel, Vectors, load_encoder, read_articles
from onrecord.index.onnx.sessions import processors
from onrecord.index.text.split import split

from ..command import command
from ..float_encoder import save_float_encoder
from .processor import Processor

_LAYERS: Final = 12
_WIDTH: Final = 384
_TOKENS: Final = 128
_LONG: Final = 64  # sequences of 128 tokens


@dataclass(frozen=True, slots=True)
class Encoding:
    """What was measured.

    Attributes:
        processors: How many there are for each of the two.
        passages: How many were encoded in a round.
        ours: Passages a second, round by round.
        theirs: Passages a second of sentence-transformers, round by round.
        cosine: Mean and least cosine between the two's vectors.
        long: Sequences of 128 tokens a second, the median of the rounds.
        peak: Most int8 multiply-adds a second that the processors do; None where that cannot be measured.
        needed: Int8 multiply-adds of a sequence of 128 tokens in all twelve layers.
        done: Those that are computed; the last layer's are for [CLS] alone, but for keys and values.
    """

    processors: int
    passages: int
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    cosine: tuple[float, float]
    long: float
    peak: float | None
    needed: int
    done: int

    @property
    def ratios(self) -> list[float]:
        """How many times faster ours is, round by round."""
        return [ours / theirs for ours, theirs in zip(self.ours, self.theirs, strict=True)]


def load_encode(folder: Path) -> Callable[[Sequence[str]], Vectors]:
    """Load what `save_float_encoder` saved, and give its `encode` with the defaults, on all processors."""
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(processors())
    model = SentenceTransformer(str(folder), device="cpu")
    return lambda texts: np.asarray(model.encode(list(texts), show_progress_bar=False))


def measure(corpora: Path, *, passages: int, rounds: int) -> Encoding:
    """Measure.

    Args:
        corpora: A folder with `multihoprag`.
        passages: How many to encode in a round.
        rounds: How many rounds, after one that is not counted.

    Raises:
        CorpusError: There is no such corpus.
        ImportError: sentence-transformers is not installed.
    """
    everything = [
        passage.text
        for article in read_articles([corpora / "multihoprag" / "articles.jsonl"], on_skip=lambda _: None)
        for passage in split(article)
    ]
    texts = everything[:: max(1, len(everything) // passages)][:passages]
    encode = load_encoder().encode_passages
    reader = PackagedModel(DEFAULT_MODEL, window=_TOKENS)
    long = reader.tokens([" ".join(everything[n : n + 20]) for n in range(0, 20 * _LONG, 20)])
    processor = _processor()
    ours, theirs, longs, peaks = [], [], [], []
    with TemporaryDirectory() as folder:
        save_float_encoder(Path(folder))
        encode_theirs = load_encode(Path(folder))
        for _ in range(rounds + 1):
            own, seconds = _timed(lambda: encode(texts))
            ours.append(len(texts) / seconds)
            other, seconds = _timed(lambda: encode_theirs(texts))
            theirs.append(len(texts) / seconds)
            _, seconds = _timed(lambda: list(reader.read(long)))
            longs.append(len(long) / seconds)
            if processor is not None:
                peaks.append(processor.peak(processors()))
    cosines = (own * other).sum(axis=1)
    layer = 4 * _WIDTH * _WIDTH + 2 * _WIDTH * 4 * _WIDTH
    return Encoding(
        processors(),
        len(texts),
        tuple(ours[1:]),
        tuple(theirs[1:]),
        (float(cosines.mean()), float(cosines.min())),
        statistics.median(longs[1:]),
        max(peaks, default=None),
        _TOKENS * _LAYERS * layer,
        _TOKENS * ((_LAYERS - 1) * layer + 2 * _WIDTH * _WIDTH) + layer - 2 * _WIDTH * _WIDTH,
    )


def render(found: Encoding) -> str:
    """Write what was measured in a few lines."""
    lines = [
        f"{found.passages} passages of MultiHop-RAG, {found.processors} processors, {len(found.ours)} rounds",
        f"onrecord: {statistics.median(found.ours):.0f} passages a second",
        f"sentence-transformers, float32, same weights: {statistics.median(found.theirs):.0f}",
        f"ratio: {statistics.median(found.ratios):.1f} ({min(found.ratios):.1f} to {max(found.ratios):.1f})",
        f"cosine between the two's vectors: mean {found.cosine[0]:.4f}, least {found.cosine[1]:.4f}",
        f"sequences of {_TOKENS} tokens: {found.long:.0f} a second",
    ]
    if found.peak is None:
        lines.append("the processor's int8 peak cannot be measured here: it takes cc and AVX-512 VNNI")
    else:
        needed, done = (found.long * count for count in (found.needed, found.done))
        lines.append(
            f"int8 multiply-adds a second, in billions: {needed / 1e9:.0f} for all layers, "
            f"{needed / found.peak:.0%} of the processors' {found.peak / 1e9:.0f} (AVX-512 VNNI); "
            f"{done / 1e9:.0f} done, {done / found.peak:.0%}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was measured."""
    parser = command(__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--passages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = measure(options.corpora, passages=options.passages, rounds=options.rounds)
    told = json.dumps({**asdict(found), "ratios": found.ratios}, indent=2) if options.json else render(found)
    sys.stdout.write(f"{told}\n")
    return 0


def _processor() -> Processor | None:
    try:
        return Processor()
    except OSError:
        return None


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    done = work()
    return done, time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
