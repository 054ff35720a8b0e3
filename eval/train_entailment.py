"""Trains the reader of prose: the packaged cross-encoder, adapted to tell whether a quote says a sentence.

    python -m onrecord.eval.train_entailment CORPORA SAMPLE [--out FILE] [--epochs 3] [--seed 2]
        [--writers 1 2 3 4] [--onto FILE]

CORPORA holds multihoprag and polnear, SAMPLE is an index of the sample corpus. It learns from the part "learn" of
`data/prose/pairs.jsonl`, the tuning half of `data/prose/cases.jsonl` and near misses made of both, on one
thread; `fit_prose --fit` then chooses its cuts. Needs torch and transformers (the extra
`models`) and onnx.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding

from onrecord.index import Index, load_arrays, load_tokenizer, packaged_weights
from onrecord.search import DEFAULT_RERANKER, WINDOW
from onrecord.search.prose import ENTAILMENT, told_by

from .adapted_reader import AdaptedReader
from .command import command, in_one_line, tell
from .descent import Descent, batches
from .prose_cases import numbers_of, quotes_of, read_cases
from .prose_corruptions import corruptions
from .prose_pairs import premises, read_pairs
from .refusal import auroc
from .train_reader import save

KEPT: Final = 8
"""How many of the lower layers stay as they are."""

RATE: Final = 6e-4
TOGETHER: Final = 24
MADE: Final = 0.35
"""Share of the near misses that can be made of faithful sentences which is learnt from."""
_AT_ONCE: Final = 32
_SHORT: Final = 25
"""Letters of a name that may take another's place."""


class Lesson(NamedTuple):
    """The tokens of a sentence with its quotes, and whether these say so."""

    tokens: Encoding
    faithful: bool


class Told(NamedTuple):
    """A sentence, what it cites, and whether that says so."""

    sentence: str
    premise: str
    faithful: bool


def gathered(corpora: Path, sample: Path, writers: Collection[int]) -> dict[str, list[Told]]:
    """Gather sentences of some writers with their quotes, by part."""
    found: dict[str, list[Told]] = {"learn": [], "choose": [], "held-back": []}
    pairs = [one for one in read_pairs() if one.writer in writers]
    for one, premise in zip(pairs, premises(corpora, pairs), strict=True):
        found[one.part].append(Told(one.sentence, premise, one.faithful))
    plain = _plain([one for one in found["learn"] if one.faithful])
    sample_told: list[Told] = []
    index = Index.open(sample)
    try:
        for quotes, cases in quotes_of(index, [one for one in read_cases() if one.half == "tuning"]):
            for case in cases:
                cited = [one for one in quotes if one.n in numbers_of(quotes, case)]
                told = " ".join(told_by(one.speaker, one.cue, one.text) for one in cited)
                sample_told.append(Told(case.sentence, told, case.faithful))
    finally:
        index.close()
    names = sorted(
        {
            one.speaker
            for one in pairs
            if one.part != "held-back" and " " in one.speaker and len(one.speaker) < _SHORT
        }
    )
    made = _near_misses([*found["learn"], *sample_told], names)
    found["learn"] += [*plain, *sample_told, *made]
    return found


def _near_misses(told: Sequence[Told], names: Sequence[str]) -> list[Told]:
    """Change one thing in faithful sentences, so that inventions in a writer's own words are learnt, too."""
    chance = random.Random(5)  # noqa: S311 (no secret)
    faithful = (one for one in told if one.faithful)
    made = [
        Told(near, one.premise, faithful=False)
        for one in faithful
        for near in corruptions(one.sentence, names, chance)
    ]
    chance.shuffle(made)
    return made[: int(MADE * len(made))]


def _plain(told: Sequence[Told]) -> list[Told]:
    """Make what else is to be known: a quote says what it says word for word, and not what another quote says.

    Without it a reader learns that sentences in the quote's own words are invented, as near misses are.
    """
    again = {one.premise: one.premise.replace(":", " that", 1) + "." for one in told}
    own = [Told(sentence, premise, faithful=True) for premise, sentence in again.items()]
    other = [Told(one.sentence, told[n - 5].premise, faithful=False) for n, one in enumerate(told) if n % 2]
    return own + other


def lessons(told: Sequence[Told]) -> list[Lesson]:
    """Cut sentences and their quotes into tokens."""
    tokenizer = load_tokenizer(packaged_weights(DEFAULT_RERANKER).tokenizer, window=WINDOW)
    encodings = tokenizer.encode_batch([(one.sentence, one.premise) for one in told])
    return [Lesson(tokens, one.faithful) for tokens, one in zip(encodings, told, strict=True)]


def train(reader: AdaptedReader, learned: Sequence[Lesson], epochs: int, chance: random.Random) -> Iterator[float]:
    """Minimise the binary cross-entropy, faithful sentences and others weighing the same in all.

    Yields:
        The mean loss of each epoch.
    """
    scale, bias = torch.nn.Parameter(torch.tensor(0.4)), torch.nn.Parameter(torch.tensor(-2.0))
    adapted = [one for one in reader.parameters() if one.requires_grad]
    descent = Descent(adapted, RATE, epochs * -(-len(learned) // TOGETHER), beside=[scale, bias])
    right = sum(one.faithful for one in learned)
    weight = torch.tensor((len(learned) - right) / right)
    for _ in range(epochs):
        losses = []
        for some in batches(learned, TOGETHER, lambda one: len(one.tokens.ids), chance):
            wanted = torch.tensor([float(one.faithful) for one in some])
            scores = reader([one.tokens for one in some]) * scale + bias
            loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, wanted, pos_weight=weight)
            losses.append(descent.step([loss]))
        yield float(np.mean(losses))


@torch.no_grad()
def logits(reader: AdaptedReader, read: Sequence[Lesson]) -> NDArray[np.float32]:
    """Give a reader's logits, shape (len(read),)."""
    made = np.empty(len(read), dtype=np.float32)
    order = sorted(range(len(read)), key=lambda n: len(read[n].tokens.ids))
    for first in range(0, len(order), _AT_ONCE):
        some = order[first : first + _AT_ONCE]
        made[some] = reader([read[n].tokens for n in some]).float().numpy()
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather, train, and write the weights."""
    parser = command(__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("sample", type=Path)
    parser.add_argument("--out", type=Path, default=ENTAILMENT, help="where the weights are written to")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--writers", type=int, nargs="+", default=(1, 2, 3, 4), help="whose pairs it learns from")
    parser.add_argument("--onto", type=Path, help="what an earlier run wrote, to go on from")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    with in_one_line(parser):
        told = gathered(options.corpora, options.sample, options.writers)
    torch.manual_seed(options.seed)
    reader = AdaptedReader(kept=KEPT, remembers=True)
    if options.onto is not None:
        reader.go_on_from(load_arrays(options.onto))
    learned, choosing = (lessons(told[part]) for part in ("learn", "choose"))
    faithful = np.array([one.faithful for one in choosing])
    tell(f"{len(learned)} to learn from; before: {_measured(logits(reader, choosing), faithful)}")
    for loss in train(reader, learned, options.epochs, random.Random(options.seed)):  # noqa: S311 (no secret)
        tell(f"loss {loss:.3f}; {_measured(logits(reader, choosing), faithful)}")
    save(reader, options.out)
    return 0


def _measured(scores: NDArray[np.float32], faithful: NDArray[np.bool_]) -> str:
    kept = []
    for share in (0.01, 0.05, 0.1):
        cut = np.quantile(scores[~faithful], 1 - share)
        kept.append(f"{(scores[faithful] > cut).mean():.2f} at {share:.0%}")
    area = auroc(scores.tolist(), faithful.tolist()) or 0
    return f"AUROC {area:.3f}, faithful kept {', '.join(kept)} of inventions let through"


if __name__ == "__main__":
    sys.exit(main())
