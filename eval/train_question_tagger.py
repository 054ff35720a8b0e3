"""Trains what reads questions: whose words each asks for, and on what.

    python -m onrecord.eval.train_question_tagger CORPORA [--out FILE] [--seed 1] [--without N]

It learns from the written questions of the half that may be learnt from and what was marked in them
(`eval/data/questions/asked.jsonl`), each in every epoch in another spelling and grammar, and of another speaker;
and from questions of `squad2` in the folder CORPORA, of its development half, that hold no word of saying: they
ask for nobody's words. With `--without` the N-th third of the written questions, by article, is left out and
asked after every epoch: so `eval.answer_examples` can see each question as read by a tagger that does not know it.
It works on one thread, and all chance comes from the seed. Needs torch, transformers (the extra `models`), onnx.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from tokenizers import Encoding, Tokenizer

from onrecord.index import DEFAULT_MODEL, GRAPH, load_tokenizer, packaged_weights
from onrecord.search.query.question_tagger import ASKS, WEIGHTS, Asking, asking

from .command import command, in_one_line, tell
from .dataset import load_dataset
from .descent import Descent
from .graphs import tagging_graph
from .halves import half_of
from .precision import products
from .question_labels import PARTS, LabelledQuestion, part_of, read_labels, speakers_of, varied
from .question_tagging import TaggingNetwork, laid_out
from .questions import read_questions

EPOCHS: Final = 8
RATE: Final = 6e-4
TOGETHER: Final = 16
"""Questions a step."""

_AS_TYPED: Final = 0.3
"""Share of the questions that are read as they are typed."""

_EVERY: Final = 5
"""Of the development half of squad2 each fifth question is learnt from."""

_SAYING: Final = re.compile(
    r"\b(?:accord|argu|assert|believ|claim|comment|criti|describ|explain|express|opinion|opini|quot|said|say|state|stance"
    r"|suggest|support|think|thought|told|tell|view|want|warn|wrote)\w*",
    re.IGNORECASE,
)
_TAG: Final = {"-": 0, "S": 1, "s": 2, "T": 3, "t": 4}


class Agreement(NamedTuple):
    """How a tagger agrees with what people marked.

    Attributes:
        asks: Share of the questions of which it tells what they ask.
        speakers: F1 of the spans of speakers, exactly as marked.
        topics: F1 of the characters of topics.
    """

    asks: float
    speakers: float
    topics: float


def tag_tokens(tokens: Encoding, letters: str) -> list[int]:
    """Give each token its tag; -1 where none is learnt."""
    tags, before = [], "-"
    for (start, end), special in zip(tokens.offsets, tokens.special_tokens_mask, strict=True):
        if special or start == end:
            tags.append(-1)
            continue
        own = letters[start:end]
        mark = next((one for one in own if one != "-"), "-")
        begins = mark.isupper() or (mark != "-" and before.lower() != mark)
        tags.append(_TAG[mark.upper() if begins else mark])
        before = mark
    return tags


def train(
    network: TaggingNetwork, tokenizer: Tokenizer, learned: Sequence[LabelledQuestion], chance: random.Random
) -> Iterator[float]:
    """Learn; yields the mean loss of each epoch."""
    speakers = speakers_of({str(n): one for n, one in enumerate(learned)})
    learning = [one for one in network.parameters() if one.requires_grad]
    descent = Descent(learning, RATE, EPOCHS * -(-len(learned) // TOGETHER))
    loss_of = torch.nn.CrossEntropyLoss(ignore_index=-1)
    for _ in range(EPOCHS):
        order, losses = chance.sample(list(learned), len(learned)), []
        network.dropout.train()
        for first in range(0, len(order), TOGETHER):
            some = order[first : first + TOGETHER]
            texts = [
                (one.text, one.letters)
                if chance.random() < _AS_TYPED
                else varied(one.text, one.letters, speakers, chance)
                for one in some
            ]
            encoded = tokenizer.encode_batch([text for text, _ in texts])
            ids, mask = laid_out([one.ids for one in encoded])
            aims = torch.full(ids.shape, -1)
            for row, (one, (_, letters)) in enumerate(zip(encoded, texts, strict=True)):
                if "?" not in letters:
                    aims[row, : len(one.ids)] = torch.tensor(tag_tokens(one, letters))
            with products():
                tags, asks = network(ids, mask)
            loss = loss_of(tags.float().flatten(0, 1), aims.flatten()) + loss_of(
                asks.float(), torch.tensor([ASKS.index(one.asks) for one in some])
            )
            losses.append(descent.step([loss]))
        network.dropout.eval()
        yield float(np.mean(losses))


@torch.no_grad()
def read(network: TaggingNetwork, tokenizer: Tokenizer, text: str) -> Asking:
    """Read a question with a network that is being trained."""
    tokens = tokenizer.encode(text)
    tags, asks = network(*laid_out([tokens.ids]))
    return asking(tokens, tags[0].float().numpy(), asks[0].float().numpy())


def agreement(pairs: Sequence[tuple[LabelledQuestion, Asking]]) -> Agreement:
    """Compare what was read with what people marked."""
    asks = [one.asks == max(zip((*read[:2], 1 - sum(read[:2])), ASKS, strict=True))[1] for one, read in pairs]
    hit, told, held = 0, 0, 0
    for one, read in pairs:
        hit += len(set(one.speaker) & set(read.speakers))
        told, held = told + len(read.speakers), held + len(one.speaker)
    both, read_so, marked = 0, 0, 0
    for one, read in pairs:
        own = {n for start, end in one.topic for n in range(start, end)}
        its = {n for start, end in read.topics for n in range(start, end)}
        both, read_so, marked = both + len(own & its), read_so + len(its), marked + len(own)
    return Agreement(float(np.mean(asks)), 2 * hit / max(1, told + held), 2 * both / max(1, read_so + marked))


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, and write the weights."""
    parser = command(__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights are written to")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", type=int, choices=range(PARTS), help="leave a third out, and judge by it")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    with in_one_line(parser):
        questions = read_questions("learn")
        labels = read_labels(questions)
        tokenizer = load_tokenizer(packaged_weights(DEFAULT_MODEL).tokenizer, window=128)
        network = TaggingNetwork()
        learned = _facts(options.corpora)
    judged: list[LabelledQuestion] = []
    for one in questions:
        if one.id in labels:
            (judged if part_of(one) == options.without else learned).append(labels[one.id])
    tell(f"{len(learned)} questions to learn from")
    for loss in train(network, tokenizer, learned, random.Random(options.seed)):  # noqa: S311 (no secret)
        tell(f"loss {loss:.3f}")
        if judged:
            found = agreement([(one, read(network, tokenizer, one.text)) for one in judged])
            tell("  ".join(f"{name} {value:.3f}" for name, value in found._asdict().items()))
    save(network, options.out)
    return 0


def _facts(corpora: Path) -> list[LabelledQuestion]:
    """Give questions that ask for nobody's words; in these nothing else was marked."""
    dataset = half_of(load_dataset(corpora / "squad2"), "dev", _EVERY, unanswerable=True)
    texts = [one.text for one in dataset.queries if not _SAYING.search(one.text)]
    return [LabelledQuestion(text, "other", (), (), marked=False) for text in texts]


def save(network: TaggingNetwork, path: Path) -> None:
    """Write what a network learnt, with the graph that runs it."""
    matrices, heads = network.learnt()
    graph = tagging_graph({name: one.astype(np.float32) for name, one in matrices.items()})
    arrays: dict[str, Any] = matrices | heads | {GRAPH: np.frombuffer(graph, np.uint8)}
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    sys.exit(main())
