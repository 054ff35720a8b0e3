"""Trains the ranker: six layers that order passages for a search as the cross-encoder's twelve do.

    python -m onrecord.eval.train_ranker CORPORA --indexes FOLDER [--out FILE] [--searches 19100] [--seed 1]

CORPORA holds `multihoprag`, `polnear` and `squad2`, FOLDER their indexes, built where missing. Learnt from are the
searches of `eval/ranker_pairs.py`, each once. The ranker's layers are to make the states of every second layer of
the cross-encoder (Sanh et al. 2019, "DistilBERT", arXiv:1910.01108; Jiao et al. 2020, "TinyBERT",
arXiv:1909.10351), and the last is to tell its logit and the log-odds that a search orders by. Printed is, of
searches that are not learnt from, how its order agrees with the cross-encoder's. Run it after `eval/ordering.py`.
Needs torch, transformers (the extra `models`) and onnx, and for 19,100 searches 45 minutes of two cores that
multiply bfloat16 numbers.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding
from torch import Tensor

from onrecord.index import GRAPH
from onrecord.search import RANKER, Weights

from .command import in_one_line, over_corpora, tell
from .descent import Descent, batches, told_ahead
from .graphs import ranker_graph
from .ranker_network import RankerNetwork
from .ranker_pairs import Pair, gather_pairs
from .ranker_teacher import Teacher, Told

RATE: Final = 3e-4
TOGETHER: Final = 8
"""Searches a step."""

PAIRS: Final = 8
"""Of a search so many pairs at most are learnt from, drawn by chance."""

ASIDE: Final = 200
"""Searches that are not learnt from: they tell how well it has learnt."""

_LIST: Final = 3
"""Of at least so many texts an order is compared by its correlation."""

_TELLS: Final = 50
"""Steps between two lines."""

_SAYS: Final = (0.5, 1.0)
"""What the logit and the log-odds count for, beside the states of the layers, all in units of how they vary."""


class Lesson(NamedTuple):
    """Some pairs of one search, as the networks read them."""

    texts: list[Encoding]


class Scales(NamedTuple):
    """How much what the cross-encoder tells varies.

    Attributes:
        states: After each layer but the last, each of shape (384,).
        first: Of [CLS] after the last, shape (384,).
        told: Shape (2,).
    """

    states: list[Tensor]
    first: Tensor
    told: Tensor


def scales_of(told: Told) -> Scales:
    """Measure how what is told of some pairs varies."""
    return Scales([_varies(one) for one in told.states], _varies(told.first), _varies(told.told))


def _varies(values: NDArray[np.float32]) -> Tensor:
    return torch.from_numpy(values.std(axis=0) + 1e-3)


def train(
    network: RankerNetwork,
    teacher: Teacher,
    lessons: Sequence[Lesson],
    chance: random.Random,
    *,
    rate: float = RATE,
    tell: Callable[[str], object] = lambda _: None,
) -> Iterator[float]:
    """Learn from each search once.

    The loss is the mean square of what is missed, in units of how much it varies.

    Args:
        network: What learns.
        teacher: What tells.
        lessons: What from.
        chance: Draws the order.
        rate: At its full height.
        tell: Takes a line now and then.

    Yields:
        The loss of every step.
    """
    learning = [one for one in network.parameters() if one.requires_grad]
    drawn = batches(lessons, TOGETHER, lambda one: max(len(text.ids) for text in one.texts), chance)
    steps = [[text for one in step for text in one.texts] for step in drawn]
    descent = Descent(learning, rate, len(steps))
    scales: Scales | None = None
    losses: list[float] = []
    for texts, told in told_ahead(steps, teacher.read):
        scales = scales or scales_of(told)
        losses.append(descent.step([_loss(network, texts, told, scales)]))
        if len(losses) % _TELLS == 0:
            tell(f"{len(losses)} of {len(steps)} steps, loss {np.mean(losses[-_TELLS:]):.3f}")
        yield losses[-1]


def _loss(network: RankerNetwork, texts: Sequence[Encoding], told: Told, scales: Scales) -> Tensor:
    made = network(texts)
    pairs = zip(
        [*made.states, made.first], [*told.states, told.first], [*scales.states, scales.first], strict=True
    )
    states = torch.stack([_missed(one, aim, scale).mean() for one, aim, scale in pairs]).mean()
    says = (_missed(made.told, told.told, scales.told).mean(dim=0) * torch.tensor(_SAYS)).sum()
    return states + says


def _missed(made: Tensor, aim: NDArray[np.float32], scale: Tensor) -> Tensor:
    return ((made - torch.from_numpy(aim)) / scale) ** 2


@torch.no_grad()
def agreement(network: RankerNetwork, teacher: Teacher, searches: Sequence[Sequence[Pair]]) -> dict[str, float]:
    """Compare the ranker's order with the cross-encoder's, search by search.

    Returns:
        Correlation of all log-odds, mean correlation inside a search, and how often the same text is first.
    """
    made, aims = [], []
    for pairs in searches:
        texts = teacher.tokens(pairs)
        made.append(network(texts).told[:, 1].numpy())
        aims.append(teacher.read(texts).told[:, 1])
    within = [np.corrcoef(one, aim)[0, 1] for one, aim in zip(made, aims, strict=True) if len(one) >= _LIST]
    first = [one.argmax() == aim.argmax() for one, aim in zip(made, aims, strict=True)]
    return {
        "correlation": float(np.corrcoef(np.concatenate(made), np.concatenate(aims))[0, 1]),
        "within a search": float(np.mean(within)),
        "the same first": float(np.mean(first)),
    }


def save(network: RankerNetwork, path: Path) -> None:
    """Write what was learnt, with the graph that runs it."""
    arrays: dict[str, Any] = network.weights()
    arrays[GRAPH] = np.frombuffer(ranker_graph(arrays), np.uint8)
    np.savez(path, **arrays)


def main(arguments: Sequence[str] | None = None) -> int:
    """Search, train, and write the weights."""
    parser = over_corpora(__doc__)
    parser.add_argument("--out", type=Path, default=RANKER, help="where the weights are written to")
    parser.add_argument("--searches", type=int, default=19_100, help="how many are learnt from at most")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311 (no secret)
    with in_one_line(parser):
        searches = gather_pairs(options.corpora, options.indexes, tell, chance)
    learn(searches, options.out, options.searches, chance, tell)
    return 0


def learn(
    searches: Sequence[Sequence[Pair]], out: Path, most: int, chance: random.Random, tell: Callable[[str], object]
) -> None:
    """Train on searches, and write the weights."""
    torch.manual_seed(0)
    drawn = chance.sample(list(searches), min(len(searches), most + ASIDE))
    aside, taught = drawn[:ASIDE], drawn[ASIDE:]
    teacher, network = Teacher(Weights()), RankerNetwork(Weights().temperature)
    lessons = [Lesson(teacher.tokens(chance.sample(list(one), min(len(one), PAIRS)))) for one in taught]
    tell(f"{len(lessons)} searches to learn from; before, {_shown(agreement(network, teacher, aside))}")
    for step, _ in enumerate(train(network, teacher, lessons, chance, tell=tell), 1):
        if step % (10 * _TELLS) == 0:
            tell(_shown(agreement(network, teacher, aside)))
            save(network, out)
    tell(_shown(agreement(network, teacher, aside)))
    save(network, out)


def _shown(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in figures.items())


if __name__ == "__main__":
    sys.exit(main())
