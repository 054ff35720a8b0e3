"""Trains the reader of answers: the packaged cross-encoder, adapted to choose among units, or to choose none.

    python -m onrecord.eval.train_reader CORPORA --indexes FOLDER --out FOLDER [--gathered FILE] [--seed 1]

CORPORA and FOLDER are as `eval.fit_answers` takes them, and so are the questions. `--out` takes `reader.npz`,
which learnt from all of them, and one file for each fold of cross-validation, which did not see its articles; with
these `eval.fit_answers` fits the curves above. It works on one thread, and all chance comes from the seed. Needs
torch, transformers (the extra `models`) and onnx.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from tokenizers import Encoding
from torch import Tensor

from onrecord.index import OnrecordError, load_tokenizer, packaged_weights
from onrecord.search import ADAPTATION, DEFAULT_RERANKER, GRAPH, WINDOW

from .adapted_reader import AdaptedReader, padded
from .answer_examples import FOLDS, Example, gather_all
from .graphs import adapted_graph

EPOCHS: Final = 3
RATE: Final = 4e-4
TOGETHER: Final = 6
"""Questions a step."""

UNITS_A_STEP: Final = 8
"""Units of a question that a step sees: those that answer, likely ones and others."""

RIGHT_A_STEP: Final = 2
_WARM: Final = 0.1
_DECAY: Final = 0.01
_AT_ONCE: Final = 48
_POOL: Final = 8 * TOGETHER
_MOST_WRONG: Final = 15
"""How many of a question's units that do not answer are learnt from, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question to learn from: what the lower layers made of its units, and which of them answer."""

    fold: int
    states: list[Tensor]
    right: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)


def lessons(reader: AdaptedReader, examples: Sequence[Example]) -> list[Lesson]:
    """Read every unit as far as nothing is adapted.

    Left out are questions that the corpus answers and none of their units does: some unit there may, unjudged.
    """
    tokenizer = load_tokenizer(packaged_weights(DEFAULT_RERANKER).tokenizer, window=WINDOW)
    chosen = [one for one in examples if len(one.right) and (one.right.any() or not one.answerable)]
    made = [
        Lesson(
            one.fold,
            [torch.empty(0)] * len(one.right),
            np.flatnonzero(one.right).tolist(),
            np.flatnonzero(~one.right)[:_MOST_WRONG].tolist(),
        )
        for one in chosen
    ]
    pairs = [(one.question, text) for one in chosen for text in one.texts]
    places = [(its, n) for its in made for n in range(len(its.states))]
    encodings: list[Encoding] = tokenizer.encode_batch(pairs)
    learnt = [n for n, (its, number) in enumerate(places) if number in {*its.right, *its.wrong}]
    order = sorted(learnt, key=lambda n: len(encodings[n].ids))
    for first in range(0, len(order), _AT_ONCE):
        some = order[first : first + _AT_ONCE]
        for n, states in zip(some, reader.lower([encodings[n] for n in some]), strict=True):
            its, number = places[n]
            its.states[number] = states
    return made


def train(reader: AdaptedReader, learned: Sequence[Lesson], epochs: int, chance: random.Random) -> Iterator[float]:
    """Minimise the cross-entropy of the unit that answers, among a question's units and a null that scores 0.

    Yields:
        The mean loss of each epoch.
    """
    scale, bias = torch.nn.Parameter(torch.tensor(0.4)), torch.nn.Parameter(torch.tensor(0.0))
    adapted = [one for one in reader.parameters() if one.requires_grad]
    groups: list[dict[str, Any]] = [{"params": adapted, "lr": RATE}, {"params": [scale, bias], "lr": RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=_DECAY)
    steps = epochs * -(-len(learned) // TOGETHER)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (_WARM * steps), (steps - step) / ((1 - _WARM) * steps))
    )
    for _ in range(epochs):
        losses = []
        for batch in _batches(learned, chance):
            drawn = [_drawn(one, chance) for one in batch]
            held = padded([one.states[n] for one, its in zip(batch, drawn, strict=True) for n in its])
            scores = reader(held.states, held.mask) * scale + bias
            parts = scores.split([len(its) for its in drawn])
            loss = torch.stack(
                [_loss(part, min(len(one.right), RIGHT_A_STEP)) for part, one in zip(parts, batch, strict=True)]
            ).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(adapted, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
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


def _batches(learned: Sequence[Lesson], chance: random.Random) -> list[list[Lesson]]:
    """Put questions with texts of like lengths together."""
    order = chance.sample(list(learned), len(learned))
    made = []
    for first in range(0, len(order), _POOL):
        some = sorted(order[first : first + _POOL], key=lambda one: sum(map(len, one.states)) / len(one.states))
        made += [some[n : n + TOGETHER] for n in range(0, len(some), TOGETHER)]
    chance.shuffle(made)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Gather, train for each fold and once on all, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--indexes", type=Path, required=True, help="where indexes are kept; built where missing")
    parser.add_argument("--out", type=Path, required=True, help="the folder that takes the weights")
    parser.add_argument("--gathered", type=Path, help="where what was gathered is kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[*map(str, range(FOLDS)), "all"], help="train this one alone")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    try:
        examples = gather_all(options.corpora, options.indexes, _tell, options.gathered)
    except OnrecordError as error:
        parser.exit(1, f"{parser.prog}: {error}\n")
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    learned = lessons(AdaptedReader(), examples)
    _tell(f"{len(learned)} questions to learn from")
    for fold in (options.only,) if options.only else [*map(str, range(FOLDS)), "all"]:
        torch.manual_seed(options.seed)
        reader = AdaptedReader()
        seen = [one for one in learned if str(one.fold) != fold]
        for loss in train(reader, seen, EPOCHS, random.Random(options.seed)):  # noqa: S311 (no secret)
            _tell(f"{fold}: loss {loss:.3f}")
        save(reader, options.out / (ADAPTATION.name if fold == "all" else f"reader-{fold}.npz"))
    return 0


def save(reader: AdaptedReader, path: Path) -> None:
    """Write what a reader learnt, with the graph that runs it."""
    weights = reader.adaptation()
    graph = np.frombuffer(adapted_graph({name: one.astype(np.float32) for name, one in weights.items()}), np.uint8)
    arrays: dict[str, Any] = weights | {GRAPH: graph}
    np.savez_compressed(path, **arrays)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
