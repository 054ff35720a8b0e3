"""Trains the statement tagger on annotated attributions and writes its weights.

    python -m eval.train_statements CORPUS [--out FILE] [--seed 1] [--epochs 9] [--validate]

CORPUS is a folder with PolNeAR's `articles.jsonl` and `attributions.jsonl`. Without flags the command writes the
packaged `index/statements/tagger.npz`, and the same bytes each time on one machine with one set of versions: all
chance comes from the seed, and it works on one thread. Articles that are held back (see
`eval.annotation.held_back`) are never read. Last, it scores what it wrote on the fifth of the others that
`eval.annotation.validation` names; with --validate these are left out of training first, and only then do the
figures say how good the recipe is. Needs torch (the extra `models`), and ten to twenty minutes of one core.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits
from torch import Tensor
from torch.nn import functional

from index import Article, Span, load_encoder, load_tokenizer, packaged_weights
from index.statements import (
    PACKAGED,
    TITLE_CASE,
    StatementFinder,
    features,
    normal,
    quotations,
    save_weights,
    windows,
)

from .annotation import Attribution, held_back, read_annotated, read_attributions, validation
from .attribution import score_statements
from .statement_network import WORD_SIZE, TrainedNetwork, pad_rows

BATCH = 24
RATE = 3e-3
"""Peak learning rate; it rises over the first 15% of the steps and falls to nothing (Smith, 2018)."""

DECAY = 1e-4
"""Weight decay, but for the words' vectors: that would wear off those that are not in the training articles."""

UNKNOWN = 0.04
UNKNOWN_NAME = 0.25
"""Shares of words that training hides, so that the network learns to do without; names change with the news."""


@dataclass(frozen=True, slots=True)
class Example:
    """A paragraph to learn from.

    Attributes:
        rows: The features of its words, shape (words, 4).
        frames: For every cue its words, and for every word 0, 1 (source) or 2 (content), shape (words,).
    """

    rows: NDArray[np.int64]
    frames: list[tuple[NDArray[np.int64], NDArray[np.int64]]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, write the weights, and score them."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.train_statements", description="Train the statement tagger."
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=PACKAGED)
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--validate", action="store_true")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    articles = [a for a in read_annotated(options.corpus / "articles.jsonl") if not held_back(a.id)]
    attributions = read_attributions(options.corpus / "attributions.jsonl")
    learned = [a for a in articles if not (options.validate and validation(a.id))]
    vocabulary = choose_vocabulary(learned)
    vectors = word_vectors(vocabulary)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    network = TrainedNetwork(vectors)
    train(network, list(examples(learned, attributions, vocabulary)), options.epochs)
    save_weights(options.out, vocabulary, network.export())
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


def examples(
    articles: Sequence[Article], attributions: Sequence[Attribution], vocabulary: Sequence[str]
) -> Iterator[Example]:
    """Label the words of every paragraph; attributions that share a cue are one."""
    numbers = {word: number for number, word in enumerate(vocabulary, 1)}
    cued = defaultdict(list)
    for attribution in attributions:
        if attribution.cue:
            cued[attribution.article_id].append(attribution)
    for article in articles:
        for _, paragraph, tokens in windows(article.text):
            frames: dict[tuple[Span, ...], tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
            for attribution in cued[article.id]:
                cue = np.flatnonzero(_under(tokens, attribution.cue))
                if not len(cue) or not tokens[0].start <= attribution.cue[0].start < tokens[-1].end:
                    continue
                _, roles = frames.setdefault(attribution.cue, (cue, np.zeros(len(tokens), dtype=np.int64)))
                roles[_under(tokens, attribution.source) & (roles == 0)] = 1
                roles[_under(tokens, attribution.content)] = 2
            rows = features(article.text, tokens, quotations(article.text, paragraph), numbers)
            yield Example(rows, list(frames.values()))


def _under(tokens: Sequence[Span], spans: Sequence[Span]) -> NDArray[np.bool_]:
    return np.array([any(t.start < end and start < t.end for start, end in spans) for t in tokens], dtype=bool)


def train(network: TrainedNetwork, learned: list[Example], epochs: int) -> None:
    """Minimise the cross-entropy of cues and of arguments."""
    others = [values for name, values in network.named_parameters() if not name.startswith("word.")]
    groups: list[dict[str, Any]] = [
        {"params": list(network.word.parameters()), "weight_decay": 0.0},
        {"params": others, "weight_decay": DECAY},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE, fused=True)
    steps = epochs * -(-len(learned) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=[RATE / 3, RATE], total_steps=steps, pct_start=0.15
    )
    network.train()
    for epoch in range(epochs):
        begun, total = time.monotonic(), 0.0
        for batch in batches(learned):
            loss = batch_loss(network, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        seconds = time.monotonic() - begun
        sys.stderr.write(f"epoch {epoch + 1}: loss {total / (steps / epochs):.3f}, {seconds:.0f} s\n")
    network.eval()


def batches(learned: list[Example]) -> list[list[Example]]:
    """Put paragraphs of about one length together, in random order."""
    ranked = sorted(learned, key=lambda example: len(example.rows) + random.random() * 6)  # noqa: S311
    cuts = [*range(0, len(ranked), BATCH), len(ranked)]
    grouped = [ranked[start:end] for start, end in pairwise(cuts)]
    random.shuffle(grouped)
    return grouped


def batch_loss(network: TrainedNetwork, batch: Sequence[Example]) -> Tensor:
    """Score some paragraphs against their labels; the cues' part counts three times."""
    rows, lengths, mask = pad_rows([example.rows for example in batch])
    hidden = torch.where(rows[..., 2] == TITLE_CASE, UNKNOWN_NAME, UNKNOWN)
    rows[..., 0][torch.rand(mask.shape) < hidden] = 0
    begins = torch.where(mask > 0, 0, -1)
    paragraph, cues, roles = [], [], []
    for number, example in enumerate(batch):
        for cue, labels in example.frames:
            begins[number, cue[1:]] = torch.where(begins[number, cue[1:]] == 1, 1, 2)
            begins[number, cue[0]] = 1
            paragraph.append(number)
            cues.append(torch.zeros(mask.shape[1]).index_fill(0, torch.from_numpy(cue), 1.0))
            roles.append(functional.pad(torch.from_numpy(labels), (0, mask.shape[1] - len(labels)), value=-1))
    encoded = network.encode(rows, lengths)
    loss = 3 * functional.cross_entropy(network.cue(encoded).flatten(0, 1), begins.flatten(), ignore_index=-1)
    if cues:
        scores = network.arguments(encoded, mask, torch.tensor(paragraph), torch.stack(cues))
        loss = loss + functional.cross_entropy(scores.flatten(0, 1), torch.stack(roles).flatten(), ignore_index=-1)
    return loss


if __name__ == "__main__":
    main()
