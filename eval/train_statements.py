"""Trains the statement tagger on annotated attributions and writes its weights.

    python -m onrecord.eval.train_statements CORPUS --teacher FILE --news NEWS [--out FILE]
        [--seed 1] [--epochs 10]

CORPUS is a folder with PolNeAR's `articles.jsonl` and `attributions.jsonl`. NEWS is a file of articles that nobody
has annotated; the teacher, which `eval.train_teacher` makes, labels their paragraphs, and the tagger learns from
as many of these as from annotated ones. Without --teacher it learns from the annotation alone. The command writes
the packaged `index/statements/tagging/tagger.npz`, and the same bytes each time on one machine with one set of
versions: all chance comes from the seed, and it works on one thread.

Articles that are held back (see `eval.annotation.held_back`) are never read. Last, it scores what it wrote on the
fifth of the others that `eval.annotation.validation` names; with --validate these are left out of training first,
and only then do the figures say how good the recipe is. Needs torch and transformers (the extra `models`), and
half an hour of one core, a third of it to label.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from torch import Tensor

from onrecord.eval.graphs.tagger_weights import save_tagger
from onrecord.index import Article, load_encoder, load_tokenizer, packaged_weights
from onrecord.index.attribution import StatementFinder
from onrecord.index.tagger.features import TITLE_CASE, normal
from onrecord.index.tagger.weights import PACKAGED
from onrecord.index.text.tokens import windows

from .annotation import held_back, read_annotated, read_attributions, validation
from .graphs import stages
from .judging.contents import score_statements
from .tagging.examples import Example, batches, descend, examples, labels_loss
from .tagging.network import WORD_SIZE, TrainedNetwork, pad_rows
from .tagging.teacher import Teacher, label

BATCH = 24
RATE = 3e-3
"""Peak learning rate; it rises over the first 15% of the steps and falls to nothing (Smith, 2018)."""

DECAY = 1e-4
"""Weight decay, but for the words' vectors: that would wear off those that are not in the training articles."""

UNKNOWN = 0.04
UNKNOWN_NAME = 0.25
"""Shares of words that training hides, so that the network learns to do without; names change with the news."""

SILENT = 4
"""Of the news' paragraphs without quote marks each fourth is labelled."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write the weights, and score them."""
    parser = argparse.ArgumentParser(
        prog="python -m onrecord.eval.train_statements", description="Train the statement tagger."
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--out", type=Path, default=PACKAGED)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--validate", action="store_true")
    options = parser.parse_args(arguments)
    if (options.teacher is None) != (options.news is None):
        parser.error("--teacher and --news go together")
    torch.set_num_threads(1)
    articles = [a for a in read_annotated(options.corpus / "articles.jsonl") if not held_back(a.id)]
    attributions = read_attributions(options.corpus / "attributions.jsonl")
    learned = [a for a in articles if not (options.validate and validation(a.id))]
    vocabulary = choose_vocabulary(learned)
    vectors = word_vectors(vocabulary)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    network = TrainedNetwork(vectors)
    numbers = {word: number for number, word in enumerate(vocabulary, 1)}
    labelled = label_news(options.teacher, options.news, numbers) if options.teacher else []
    train(network, list(examples(learned, attributions, numbers)), labelled, options.epochs)
    save_tagger(options.out, vocabulary, stages(network.export()))
    sys.stderr.write(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB\n")
    others = [a for a in articles if validation(a.id)]
    finder = StatementFinder.load(options.out)
    report = score_statements(others, [s for a in others for s in finder.find(a)], attributions)
    sys.stdout.write(f"{len(others)} articles{'' if options.validate else ', all among those it learned from'}:\n")
    for name, value in report.as_dict().items():
        sys.stdout.write(f"{value:.3f}  {name}\n")


def choose_vocabulary(articles: Sequence[Article], *, least: int = 4) -> list[str]:
    """Take the whole words that the packaged encoder knows, and those that are frequent in the articles."""
    tokenizer = load_tokenizer(packaged_weights("bge-small-en-v1.5-int8").tokenizer, window=512)
    ranked = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    known = [word for word, _ in ranked if word.isascii() and word.isalpha() and (len(word) > 1 or word in "ai")]
    counts = Counter(
        normal(article.text[token.start : token.end])
        for article in articles
        for window in windows(article.text)
        for token in window.tokens
    )
    return list(dict.fromkeys(known + [word for word, count in counts.most_common() if count >= least]))


def word_vectors(vocabulary: Sequence[str]) -> NDArray[np.float32]:
    """Begin with what the packaged encoder makes of each word alone, in its `WORD_SIZE` main directions."""
    vectors = np.asarray(load_encoder().encode_passages(list(vocabulary)))
    with threadpool_limits(1, user_api="blas"):
        centred = vectors - vectors.mean(axis=0)
        _, axes = np.linalg.eigh(centred.T @ centred)
        reduced = centred @ axes[:, -WORD_SIZE:]
    scaled = 0.3 * reduced / reduced.std()
    return np.concatenate([np.zeros((1, WORD_SIZE)), scaled]).astype(np.float32)


def label_news(teacher: Path, news: Path, numbers: Mapping[str, int]) -> list[Example]:
    """Let the teacher label paragraphs: all that have quote marks, and each `SILENT`-th of the others."""
    found = list(examples(read_annotated(news), [], numbers))
    quoted = [example for example in found if example.rows[:, 3].any()]
    others = [example for example in found if not example.rows[:, 3].any()]
    return label(Teacher.load(teacher), quoted + others[::SILENT])


def train(network: TrainedNetwork, learned: list[Example], labelled: list[Example], epochs: int) -> None:
    """Minimise the cross-entropy of cues and of arguments.

    Args:
        network: What is trained.
        learned: Annotated paragraphs, which are read once an epoch.
        labelled: Paragraphs that the teacher labelled; as many of them are drawn for each epoch.
        epochs: How often.
    """
    drawn = min(len(labelled), len(learned))
    others = [values for name, values in network.named_parameters() if not name.startswith("word.")]
    groups: list[dict[str, Any]] = [
        {"params": list(network.word.parameters()), "weight_decay": 0.0},
        {"params": others, "weight_decay": DECAY},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE, fused=True)
    steps = epochs * -(-(len(learned) + drawn) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=[RATE / 3, RATE], total_steps=steps, pct_start=0.15
    )
    descend(
        network,
        optimizer,
        schedule,
        epochs=epochs,
        drawn=lambda: batches(learned + random.sample(labelled, drawn), BATCH),
        loss_of=lambda batch: batch_loss(network, batch),
    )


def batch_loss(network: TrainedNetwork, batch: Sequence[Example]) -> Tensor:
    """Score some paragraphs against their labels, with some words hidden."""
    rows, lengths, mask = pad_rows([example.rows for example in batch])
    hidden = torch.where(rows[..., 2] == TITLE_CASE, UNKNOWN_NAME, UNKNOWN)
    rows[..., 0][torch.rand(mask.shape) < hidden] = 0
    return labels_loss(network.heads, network.encode(rows, lengths), mask, batch)


if __name__ == "__main__":
    main()
