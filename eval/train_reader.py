"""Trains the reader of answers: the packaged cross-encoder, adapted to choose among units, or to choose none.

    python -m onrecord.eval.train_reader CORPORA --indexes FOLDER --out twothirds.npz [--gathered FILE] [--seed 2]
    python -m onrecord.eval.fit_answers  CORPORA --indexes FOLDER --reader twothirds.npz [--gathered FILE]
    python -m onrecord.eval.train_reader CORPORA --indexes FOLDER --every [--gathered FILE] [--seed 2]
    python -m onrecord.eval.train_reader ... --onto reader.npz --since 22

CORPORA, FOLDER and FILE are as `eval.fit_answers` takes them, and so are the questions. First a reader learns from
two thirds of them, by article; from the others `eval.fit_answers` learns the curves above, which so see a reader
as it is with questions that it does not know, and prints its figures. Then the reader that is shipped learns from
every question. With `--onto` a reader goes on from another: it learns from the written questions whose ids begin
with the number of `--since` or a later one, from as many others made by rule or judged (`answer_examples.LATER`),
and, so that it forgets nothing, from a third of the earlier ones and from all made by rule. It has one thread, and
all chance comes from the seed. Needs torch, transformers (the extra `models`) and onnx, over 5 GB of memory,
and for 7,000 questions an hour of one core that multiplies bfloat16 numbers.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from tokenizers import Encoding
from torch import Tensor

from onrecord.index import GRAPH, load_arrays, load_tokenizer, packaged_weights
from onrecord.search import ADAPTATION, DEFAULT_RERANKER, WINDOW

from .adapted_reader import AdaptedReader
from .answer_examples import MADE, gather_all
from .command import in_one_line, over_corpora, tell
from .descent import Descent, batches
from .examples import Example
from .graphs import adapted_graph

EPOCHS: Final = 1
"""More questions are worth more than a second look: read twice, 2,000 were known by heart (loss .41 after .94)."""

RATE: Final = 4e-4
RATE_ONTO: Final = 3e-4
"""Of a reader that goes on from another."""

TOGETHER: Final = 6
"""Questions a step."""

UNITS_A_STEP: Final = 8
"""Units of a question that a step sees: those that answer, likely ones and others."""

RIGHT_A_STEP: Final = 2
_TOLD: Final = 100
_AGAIN: Final = 3
"""Each n-th question is."""

_MOST_WRONG: Final = 15
"""How many of a question's units that do not answer are learnt from, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question to learn from: its units as the reader reads them, and which of them answer."""

    units: list[Encoding]
    right: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)


def lessons(examples: Sequence[Example]) -> list[Lesson]:
    """Prepare what is learnt from.

    Left out are questions that the corpus answers and none of their units does: some unit there may, unjudged.
    """
    tokenizer = load_tokenizer(packaged_weights(DEFAULT_RERANKER).tokenizer, window=WINDOW)
    learned = [
        Lesson(
            tokenizer.encode_batch([(one.question, text) for text in one.texts]),
            np.flatnonzero(one.right).tolist(),
            np.flatnonzero(~one.right & ~one.near)[:_MOST_WRONG].tolist(),
        )
        for one in examples
        if one.right.any() or not one.answerable
    ]
    return [one for one in learned if one.right or one.wrong]


def train(
    reader: AdaptedReader,
    learned: Sequence[Lesson],
    epochs: int,
    chance: random.Random,
    *,
    rate: float = RATE,
    tell: Callable[[str], object] = lambda _: None,
) -> Iterator[float]:
    """Minimise the cross-entropy of the unit that answers, among a question's units and a null that scores 0.

    Args:
        reader: What learns.
        learned: What from.
        epochs: How many times.
        chance: Draws the order, and the units of a step.
        rate: At its full height.
        tell: Takes a line every hundred steps.

    Yields:
        The mean loss of each epoch.
    """
    scale, bias = torch.nn.Parameter(torch.tensor(0.4)), torch.nn.Parameter(torch.tensor(0.0))
    adapted = [one for one in reader.parameters() if one.requires_grad]
    descent = Descent(adapted, rate, epochs * -(-len(learned) // TOGETHER), beside=[scale, bias])

    def loss(one: Lesson, its: Sequence[int]) -> Tensor:
        return _loss(reader([one.units[n] for n in its]) * scale + bias, min(len(one.right), RIGHT_A_STEP))

    for _ in range(epochs):
        losses = []
        for batch in batches(learned, TOGETHER, _length, chance):
            drawn = [(one, _drawn(one, chance)) for one in batch]
            losses.append(descent.step(loss(one, its) / len(batch) for one, its in drawn))
            if len(losses) % _TOLD == 0:
                tell(f"{len(losses) * TOGETHER} of {len(learned)} questions, loss {np.mean(losses[-_TOLD:]):.3f}")
        yield float(np.mean(losses))


def _loss(scores: Tensor, right: int) -> Tensor:
    """Of one question; the first scores are of units that answer."""
    every = torch.cat([scores.new_zeros(1), scores]).logsumexp(0)
    return every - scores[:right].logsumexp(0) if right else every


def _drawn(one: Lesson, chance: random.Random) -> list[int]:
    """Choose units: some that answer, of the others half the likeliest, which come first, and half any."""
    right = chance.sample(one.right, min(len(one.right), RIGHT_A_STEP))
    room = UNITS_A_STEP - len(right)
    likely = chance.sample(one.wrong[:room], min(room // 2, len(one.wrong)))
    others = [n for n in one.wrong if n not in likely]
    return [*right, *likely, *chance.sample(others, min(room - len(likely), len(others)))]


def _length(one: Lesson) -> float:
    return sum(map(len, one.units)) / len(one.units)


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather, train, and write the weights."""
    parser = over_corpora(__doc__)
    parser.add_argument("--gathered", type=Path, help="where what was gathered is kept")
    parser.add_argument("--taggers", type=Path, help="a folder of question taggers, see `answer_examples`")
    parser.add_argument("--out", type=Path, default=ADAPTATION, help="where the weights are written to")
    parser.add_argument("--every", action="store_true", help="learn from every question, not from two thirds")
    parser.add_argument("--onto", type=Path, metavar="FILE", help="a reader to go on from")
    parser.add_argument("--since", type=int, default=0, metavar="N", help="what it has not seen; see above")
    parser.add_argument("--seed", type=int, default=2)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    with in_one_line(parser):
        examples = gather_all(options.corpora, options.indexes, tell, options.gathered, options.taggers)
    torch.manual_seed(options.seed)
    reader = AdaptedReader()
    examples = [one for one in examples if one.taught or options.every]
    if options.onto:
        reader.go_on_from(load_arrays(options.onto))
        examples = [one for one in examples if one.series >= options.since > 0 or is_seen_again(one)]
    learned = lessons(examples)
    tell(f"{len(learned)} questions to learn from")
    rate = RATE_ONTO if options.onto else RATE
    chance = random.Random(options.seed)  # noqa: S311 (no secret)
    for loss in train(reader, learned, EPOCHS, chance, rate=rate, tell=tell):
        tell(f"loss {loss:.3f}")
    save(reader, options.out)
    return 0


def is_seen_again(one: Example) -> bool:
    """Tell whether a reader that goes on from another learns again from what that one learnt from."""
    return one.source == MADE or int(sha256(one.question.encode()).hexdigest(), 16) % _AGAIN == 0


def save(reader: AdaptedReader, path: Path) -> None:
    """Write what a reader learnt, with the graph that runs it."""
    weights = reader.adaptation()
    graph = np.frombuffer(adapted_graph({name: one.astype(np.float32) for name, one in weights.items()}), np.uint8)
    arrays: dict[str, Any] = weights | {GRAPH: graph}
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    sys.exit(main())
