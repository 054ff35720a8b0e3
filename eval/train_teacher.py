"""Trains the statement tagger's teacher on annotated attributions.

    python -m onrecord.eval.train_teacher CORPUS --out FILE [--seed 1] [--epochs 4]

CORPUS is a folder with PolNeAR's `articles.jsonl` and `attributions.jsonl`. The teacher reads neither the articles
that are held back nor those to choose by (see `eval.annotation`), and is judged on the latter, in the tagger's
place under the finder's rules. It works on one thread, and all chance comes from the seed. Needs torch and
transformers (the extra `models`), and half an hour of one core that multiplies bfloat16 numbers.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import torch
from safetensors.torch import save_model
from torch import Tensor

from onrecord.index import Article
from onrecord.index.attribution import StatementFinder
from onrecord.index.attribution.statement_classifier import StatementClassifier
from onrecord.index.tagger.tagger import CUE_THRESHOLD, Frame, Tagger

from .annotation import Attribution, held_back, read_annotated, read_attributions, validation
from .judging.contents import ContentReport, score_statements
from .tagging.examples import Example, batches, descend, examples, labels_loss
from .tagging.teacher import Teacher, label

BATCH = 16
RATE = 1e-4
"""Of the encoder's last layer; each one below learns a tenth slower (Howard and Ruder, 2018)."""

SLOWER = 0.9
HEADS_RATE = 2e-3
WARM = 0.1
"""Share of the steps in which the rates rise; then they fall to nothing."""

SILENT = 3
"""Of the paragraphs without cue or quote mark each third is read in an epoch, by chance."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write the weights, and judge them."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.train_teacher", description="Train the teacher."
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    articles = [a for a in read_annotated(options.corpus / "articles.jsonl") if not held_back(a.id)]
    attributions = read_attributions(options.corpus / "attributions.jsonl")
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    teacher = Teacher()
    learned = [article for article in articles if not validation(article.id)]
    train(teacher, list(examples(learned, attributions, {})), options.epochs)
    save_model(teacher, str(options.out))
    others = [article for article in articles if validation(article.id)]
    for name, value in judge(teacher, others, attributions).as_dict().items():
        sys.stdout.write(f"{value:.3f}  {name}\n")


def train(teacher: Teacher, learned: list[Example], epochs: int) -> None:
    """Minimise the cross-entropy of cues and of arguments."""
    telling = [example for example in learned if example.frames or example.rows[:, 3].any()]
    silent = [example for example in learned if not (example.frames or example.rows[:, 3].any())]
    layers = reversed(list(teacher.bert.encoder.layer))
    groups: list[dict[str, Any]] = [
        {"params": list(layer.parameters()), "lr": RATE * SLOWER**above, "weight_decay": 0.01}
        for above, layer in enumerate(layers)
    ]
    heads = [values for name, values in teacher.named_parameters() if not name.startswith("bert.")]
    optimizer = torch.optim.AdamW([*groups, {"params": heads, "lr": HEADS_RATE, "weight_decay": 1e-4}], fused=True)
    steps = epochs * -(-(len(telling) + len(silent) // SILENT) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM * steps), (steps - step) / ((1 - WARM) * steps))
    )

    def drawn() -> list[list[Example]]:
        random.shuffle(silent)
        return batches(telling + silent[: len(silent) // SILENT], BATCH)

    def loss(batch: Sequence[Example]) -> Tensor:
        encoded, mask = teacher.encode(batch)
        return labels_loss(teacher.heads, encoded, mask, batch)

    descend(teacher, optimizer, schedule, epochs=epochs, drawn=drawn, loss_of=loss)


class _Given:
    """Stands in the tagger's place with frames that were found before, article by article."""

    def __init__(self, frames: Iterator[list[Frame]]) -> None:
        self._frames = frames

    def frames(self, rows: Sequence[object]) -> list[list[Frame]]:
        return [next(self._frames) for _ in rows]


def judge(teacher: Teacher, articles: Sequence[Article], attributions: Sequence[Attribution]) -> ContentReport:
    """Score what the finder's rules make of the teacher's labels."""
    labelled = label(teacher, list(examples(articles, [], {})), least=CUE_THRESHOLD)
    given = _Given(_frames(example) for example in labelled)
    finder = StatementFinder(cast(Tagger, given), {}, StatementClassifier.load())
    return score_statements(articles, [s for a in articles for s in finder.find(a)], attributions)


def _frames(example: Example) -> list[Frame]:
    return [
        Frame(tuple(cue.tolist()), roles[:, 1].copy(), roles[:, 2].copy(), float(1 - example.begins[cue, 0].min()))
        for cue, roles in example.frames
    ]


if __name__ == "__main__":
    main()
