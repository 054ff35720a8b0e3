"""Trains what reads questions for search by meaning: the packaged encoder, adapted; passages' vectors stay.

    python -m onrecord.eval.train_query_encoder CORPORA --indexes FOLDER [--out FILE] [--only NAME ...] [--seed 1]

CORPORA and FOLDER are as `eval.fit_answers` takes them. Learnt from are the written questions that may be learnt
from, each with the passages that answer it, and the development halves of `multihoprag` and `squad2`: of all these
two thirds, by article. A question is to be nearer to what answers it than to every other passage of its corpus.
Printed is, of the third that is not learnt from, how often an answer is among the first few passages by vectors.
With `--only` nothing but the questions of the named corpora is learnt from, and all are asked: so is seen what one
corpus teaches for others. It works on one thread, some ten minutes for 8,000 questions, and all chance comes from
the seed. Needs torch, transformers (the extra `models`) and onnx. Train the reader after it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.index import DEFAULT_MODEL, GRAPH, load_tokenizer, packaged_weights
from onrecord.index.encoders.onnx import QUERIES, QUERY_PREFIX

from .adapted_reader import adapt, adapted_parts, matrices
from .command import in_one_line, over_corpora, tell
from .descent import Descent
from .float_encoder import float_weights
from .graphs import query_graph
from .packed_layers import HIDDEN
from .precision import products
from .query_pairs import Corpus, Pair, gather_pairs
from .question_tagging import laid_out

EPOCHS: Final = 2
RATE: Final = 2e-4
TOGETHER: Final = 64
"""Questions a step, all on one corpus."""

TEMPERATURE: Final = 0.02
"""By which cosines are divided. With .05 and a rate of 5e-4 what is learnt on one corpus harms another."""

FIRST: Final = (1, 5, 12, 50, 200)
_RANK: Final = 16
_LAYERS: Final = 12
_NEVER: Final = -1e4


class QueryNetwork(nn.Module):
    """The packaged encoder, of which thin matrices beside its layers learn."""

    def __init__(self, rank: int = _RANK) -> None:
        """Load the packaged weights; what is adapted begins as they are."""
        from transformers import BertConfig, BertModel

        super().__init__()
        config = BertConfig(hidden_size=HIDDEN, num_hidden_layers=_LAYERS, intermediate_size=4 * HIDDEN)
        bert: Any = BertModel(config, add_pooling_layer=False)
        packaged = packaged_weights(DEFAULT_MODEL)
        weights = float_weights(packaged.model)
        bert.load_state_dict({name: torch.from_numpy(weights[name]) for name in bert.state_dict()}, strict=True)
        bert.requires_grad_(requires_grad=False)
        for layer in bert.encoder.layer:
            adapt(layer, rank)
        self.bert = bert.eval()
        self._tokenizer = load_tokenizer(packaged.tokenizer, window=512)

    def forward(self, texts: Sequence[str]) -> Tensor:
        """Give the vectors of questions, shape (questions, 384)."""
        encoded = self._tokenizer.encode_batch([QUERY_PREFIX + one for one in texts])
        ids, mask = laid_out([one.ids for one in encoded])
        with products():
            states = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state[:, 0]
        return nn.functional.normalize(states.float(), dim=-1)

    def save(self, path: Path) -> None:
        """Write what was learnt, with the graph that runs it."""
        parts: dict[str, Any] = {}
        for number, layer in enumerate(self.bert.encoder.layer):
            parts |= adapted_parts(f"encoder.layer.{number}", layer)
        learnt = matrices(parts)
        graph = query_graph({name: one.astype(np.float32) for name, one in learnt.items()})
        arrays: dict[str, Any] = learnt | {GRAPH: np.frombuffer(graph, np.uint8)}
        np.savez_compressed(path, **arrays)


def train(
    network: QueryNetwork, learned: Sequence[tuple[Tensor, Sequence[Pair]]], chance: random.Random
) -> Iterator[float]:
    """Minimise the cross-entropy of the passages that answer, among all of their corpus.

    Args:
        network: What learns.
        learned: For each corpus its vectors and its pairs.
        chance: Draws the order, and which wording is read.

    Yields:
        The mean loss of each epoch.
    """
    steps = EPOCHS * sum(-(-len(pairs) // TOGETHER) for _, pairs in learned)
    descent = Descent([one for one in network.parameters() if one.requires_grad], RATE, steps)
    for _ in range(EPOCHS):
        batches: list[tuple[Tensor, list[Pair]]] = []
        for vectors, pairs in learned:
            order = chance.sample(list(pairs), len(pairs))
            batches += [(vectors, order[n : n + TOGETHER]) for n in range(0, len(order), TOGETHER)]
        chance.shuffle(batches)
        losses = []
        for vectors, pairs in batches:
            scores = network([chance.choice(one.texts) for one in pairs]) @ vectors.T / TEMPERATURE
            losses.append(descent.step([_loss(scores, pairs)]))
        yield float(np.mean(losses))


def _loss(scores: Tensor, pairs: Sequence[Pair]) -> Tensor:
    right = torch.zeros_like(scores, dtype=torch.bool)
    near = torch.zeros_like(right)
    for row, pair in enumerate(pairs):
        right[row, list(pair.right)] = True
        near[row, list(pair.near)] = True
    told = scores.masked_fill(~right, _NEVER).logsumexp(1)
    return (scores.masked_fill(near, _NEVER).logsumexp(1) - told).mean()


@torch.no_grad()
def places(network: QueryNetwork, corpus: Corpus) -> list[int]:
    """Give, for each pair of a corpus that is not learnt from, how many passages are nearer than its answer."""
    vectors, asked, found = torch.from_numpy(corpus.vectors), [one for one in corpus.pairs if not one.taught], []
    for first in range(0, len(asked), TOGETHER):
        some = asked[first : first + TOGETHER]
        for pair, scores in zip(some, network([one.texts[0] for one in some]) @ vectors.T, strict=True):
            found.append(int((scores > scores[list(pair.right)].max()).sum()))
    return found


def _tell_places(network: QueryNetwork, corpora: Sequence[Corpus]) -> None:
    for one in corpora:
        if found := places(network, one):
            among = ", ".join(f"the first {n} {np.mean(np.array(found) < n):.3f}" for n in FIRST)
            tell(f"  {one.name}: {len(found)} questions, an answer among {among}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather, train, and write the weights."""
    parser = over_corpora(__doc__)
    parser.add_argument("--out", type=Path, default=QUERIES, help="where the weights are written to")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="corpora whose questions are learnt from")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    with in_one_line(parser):
        corpora = gather_pairs(options.corpora, options.indexes, tell)
    torch.manual_seed(options.seed)
    network = QueryNetwork()
    learned = [
        (torch.from_numpy(one.vectors), [pair for pair in one.pairs if pair.taught])
        for one in corpora
        if not options.only or one.name in options.only
    ]
    _tell_places(network, corpora)
    for loss in train(network, learned, random.Random(options.seed)):  # noqa: S311 (no secret)
        tell(f"loss {loss:.3f}")
        _tell_places(network, corpora)
    network.save(options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
