"""Trains what encodes the clauses of a question: six layers that make the vectors that the question encoder makes.

    python -m onrecord.eval.train_clause_encoder CORPORA --indexes FOLDER [--out FILE] [--texts 110000] [--seed 1]

CORPORA and FOLDER are as `eval.train_ranker` takes them. Learnt from are the written questions that may be
learnt from, the clauses of the searches of `eval/ranker_pairs.py`, and sentences of the corpora, each once. A
text is given without the words that the question encoder puts before it. Its vector is to be the question
encoder's, and its states those of every second layer. Printed is, of texts that are not learnt from, the cosine
of both vectors. Needs torch, transformers (the extra `models`) and onnx, and a quarter of an hour of two cores
that multiply bfloat16 numbers. Run it after `eval.train_query_encoder`.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding
from torch import Tensor

from onrecord.index import DEFAULT_MODEL, GRAPH, load_arrays, packaged_weights
from onrecord.index.encoders.onnx import CLAUSES, QUERIES, QUERY_PREFIX

from .command import in_one_line, over_corpora, tell
from .descent import Descent, batches, told_ahead
from .float_encoder import float_weights
from .graphs import clause_graph
from .halved_bert import TAUGHT_BY, Arrays, HalvedBert
from .packed_layers import HIDDEN
from .ranker_pairs import gather_pairs, sentences_of
from .teaching_model import teaching_model

RATE: Final = 4e-4
TOGETHER: Final = 128
"""Texts a step."""

ASIDE: Final = 1000
"""Texts that are not learnt from: they tell how well it has learnt."""

_TELLS: Final = 50
_WINDOW: Final = 512
_STATES: Final = 0.3
"""What the states of the layers count for, in units of how they vary, beside the vector."""

_APART: Final = 20.0
"""What a unit of the squared distance of two vectors counts for."""

Floats = NDArray[np.float32]


class ClauseNetwork(HalvedBert):
    """Half of the question encoder's layers."""

    def __init__(self) -> None:
        """Begin with every second layer of the question encoder, its adaptation added in."""
        from transformers import BertConfig, BertModel

        config = BertConfig(hidden_size=HIDDEN, num_hidden_layers=12, intermediate_size=4 * HIDDEN)
        bert: Any = BertModel(config, add_pooling_layer=False)
        weights = float_weights(packaged_weights(DEFAULT_MODEL).model)
        adapted = load_arrays(QUERIES)
        for name, one in adapted.items():
            if name.endswith(".down"):
                path = name.removesuffix(".down")
                up = adapted[f"{path}.up"].astype(np.float32)
                weights[f"{path}.weight"] = weights[f"{path}.weight"] + (one.astype(np.float32) @ up).T
        left = bert.load_state_dict({name: torch.from_numpy(one) for name, one in weights.items()}, strict=False)
        if left.missing_keys:
            raise RuntimeError(f"the packaged weights lack {left.missing_keys}")
        super().__init__(bert)

    def weights(self) -> Arrays:
        """Give what was learnt, by the names that `eval/graphs` takes."""
        return self.layer_weights("encoder.")


class Teacher:
    """The question encoder, as it runs."""

    def __init__(self) -> None:
        """Open it."""
        held = load_arrays(QUERIES)
        held.pop(GRAPH)
        adaptation = {name: one.astype(np.float32) for name, one in held.items()}
        self._model = teaching_model(DEFAULT_MODEL, "", TAUGHT_BY[:-1], window=_WINDOW, adaptation=adaptation)
        self._before = len(self.tokens([QUERY_PREFIX])[0].ids) - 2

    def tokens(self, texts: Sequence[str]) -> list[Encoding]:
        """Cut texts into tokens."""
        return self._model.tokens(texts)

    def read(self, texts: Sequence[str]) -> tuple[list[Floats], Floats]:
        """Give the states of the texts' own tokens, and their unit vectors."""
        read = dict(self._model.read(self.tokens([f"{QUERY_PREFIX}{text}" for text in texts])))
        vectors = np.concatenate([read[n][0] for n in range(len(texts))])
        before = range(1, self._before + 1)
        states = [
            np.concatenate([np.delete(read[n][layer], before, axis=0) for n in range(len(texts))])
            for layer in range(1, len(TAUGHT_BY))
        ]
        return states, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def train(
    network: ClauseNetwork,
    teacher: Teacher,
    texts: Sequence[str],
    chance: random.Random,
    *,
    rate: float = RATE,
    tell: Callable[[str], object] = lambda _: None,
) -> Iterator[float]:
    """Learn from each text once.

    Args:
        network: What learns.
        teacher: What tells.
        texts: What from.
        chance: Draws the order.
        rate: At its full height.
        tell: Takes a line now and then.

    Yields:
        The loss of every step.
    """
    steps = batches(texts, TOGETHER, len, chance)
    descent = Descent([one for one in network.parameters() if one.requires_grad], rate, len(steps))
    scales: list[Tensor] = []
    losses: list[float] = []
    for some, (states, vectors) in told_ahead(steps, teacher.read):
        scales = scales or [torch.from_numpy(one.std(axis=0) + 1e-3) for one in states]
        made, first = network.read(teacher.tokens(some))
        missed = [
            (((one - torch.from_numpy(aim)) / scale) ** 2).mean()
            for one, aim, scale in zip(made, states, scales, strict=True)
        ]
        apart = ((_unit(first) - torch.from_numpy(vectors)) ** 2).sum(dim=1).mean()
        losses.append(descent.step([_STATES * torch.stack(missed).mean() + _APART * apart]))
        if len(losses) % _TELLS == 0:
            tell(f"{len(losses)} of {len(steps)} steps, loss {np.mean(losses[-_TELLS:]):.3f}")
        yield losses[-1]


def _unit(first: Tensor) -> Tensor:
    return torch.nn.functional.normalize(first, dim=1)


@torch.no_grad()
def cosine(network: ClauseNetwork, teacher: Teacher, texts: Sequence[str]) -> float:
    """Give the mean cosine of both vectors of texts."""
    made = _unit(network.read(teacher.tokens(texts))[1]).numpy()
    return float((made * teacher.read(texts)[1]).sum(axis=1).mean())


def save(network: ClauseNetwork, path: Path) -> None:
    """Write what was learnt, with the graph that runs it."""
    arrays: dict[str, Any] = network.weights()
    arrays[GRAPH] = np.frombuffer(clause_graph(arrays), np.uint8)
    np.savez(path, **arrays)


def learn(
    texts: Sequence[str], out: Path, most: int, chance: random.Random, tell: Callable[[str], object]
) -> None:
    """Train on texts, and write the weights."""
    drawn = chance.sample(list(texts), min(len(texts), most + ASIDE))
    aside, taught = drawn[:ASIDE], drawn[ASIDE:]
    teacher, network = Teacher(), ClauseNetwork()
    tell(f"{len(taught)} texts to learn from; before, cosine {cosine(network, teacher, aside):.4f}")
    for step, _ in enumerate(train(network, teacher, taught, chance, tell=tell), 1):
        if step % (4 * _TELLS) == 0:
            tell(f"cosine {cosine(network, teacher, aside):.4f}")
            save(network, out)
    tell(f"cosine {cosine(network, teacher, aside):.4f}")
    save(network, out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather, train, and write the weights."""
    parser = over_corpora(__doc__)
    parser.add_argument("--out", type=Path, default=CLAUSES, help="where the weights are written to")
    parser.add_argument("--texts", type=int, default=110_000, help="how many are learnt from at most")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)  # noqa: S311 (no secret)
    with in_one_line(parser):
        searches = gather_pairs(options.corpora, options.indexes, tell, chance)
        texts = {text for pairs in searches for text, _ in pairs} | set(sentences_of(options.corpora))
    learn(sorted(texts), options.out, options.texts, chance, tell)
    return 0


if __name__ == "__main__":
    sys.exit(main())
