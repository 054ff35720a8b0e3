"""What the statement tagger and its teacher learn from: paragraphs with labelled words, and the loss."""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.index import Article, Span
from onrecord.index.tagger.features import features, numbering
from onrecord.index.text.quotations import quotations
from onrecord.index.text.tokens import windows

from ..annotation import Attribution
from .network import Heads

Floats: TypeAlias = NDArray[np.float32]

CUES = 3
"""How many times the cues' part of the loss counts."""


@dataclass(frozen=True, slots=True)
class Example:
    """A paragraph to learn from.

    Attributes:
        words: Its words and marks.
        rows: Their features, shape (words, 4).
        begins: For every word the shares of no cue, first word of one, further word of one; shape (words, 3).
        frames: For every cue its words, and for every word the shares of neither, source, content; (words, 3).
    """

    words: list[str]
    rows: NDArray[np.int64]
    begins: Floats
    frames: list[tuple[NDArray[np.int64], Floats]]


def examples(
    articles: Sequence[Article], attributions: Sequence[Attribution], vocabulary: Mapping[str, int]
) -> Iterator[Example]:
    """Label the words of every paragraph; attributions that share a cue are one.

    Args:
        articles: Articles.
        attributions: All that is annotated in them.
        vocabulary: The number of each word.
    """
    cued, numbers = defaultdict(list), numbering(vocabulary)
    for attribution in attributions:
        if attribution.cue:
            cued[attribution.article_id].append(attribution)
    for article in articles:
        for _, paragraph, tokens in windows(article.text):
            frames: dict[tuple[Span, ...], tuple[NDArray[np.int64], NDArray[np.int64]]] = {}
            begins = np.zeros(len(tokens), dtype=np.int64)
            for attribution in cued[article.id]:
                cue = np.flatnonzero(_under(tokens, attribution.cue))
                if not len(cue) or not tokens[0].start <= attribution.cue[0].start < tokens[-1].end:
                    continue
                _, roles = frames.setdefault(attribution.cue, (cue, np.zeros(len(tokens), dtype=np.int64)))
                roles[_under(tokens, attribution.source) & (roles == 0)] = 1
                roles[_under(tokens, attribution.content)] = 2
            for cue, _ in frames.values():
                begins[cue[1:]] = np.where(begins[cue[1:]] == 1, 1, 2)
                begins[cue[0]] = 1
            yield Example(
                [article.text[start:end] for start, end in tokens],
                features(article.text, tokens, quotations(article.text, paragraph), numbers),
                _shares(begins),
                [(cue, _shares(roles)) for cue, roles in frames.values()],
            )


def _under(tokens: Sequence[Span], spans: Sequence[Span]) -> NDArray[np.bool_]:
    return np.array([any(t.start < end and start < t.end for start, end in spans) for t in tokens], dtype=bool)


def _shares(labels: NDArray[np.int64]) -> Floats:
    return np.eye(3, dtype=np.float32)[labels]


def batches(learned: Sequence[Example], size: int) -> list[list[Example]]:
    """Put paragraphs of about one length together, in random order."""
    ranked = sorted(learned, key=lambda example: len(example.rows) + random.random() * 6)  # noqa: S311
    cuts = [*range(0, len(ranked), size), len(ranked)]
    grouped = [ranked[start:end] for start, end in pairwise(cuts)]
    random.shuffle(grouped)
    return grouped


def labels_loss(heads: Heads, encoded: Tensor, mask: Tensor, batch: Sequence[Example]) -> Tensor:
    """Score some paragraphs' words against their labels: the cross-entropy of cues and of arguments.

    Args:
        heads: What rates the words.
        encoded: The words in their context, shape (paragraphs, longest, size).
        mask: 1 for a word and 0 for padding, shape (paragraphs, longest).
        batch: The paragraphs.
    """
    longest = mask.shape[1]
    begins = torch.stack([_padded(example.begins, longest) for example in batch])
    loss = CUES * _cross_entropy(heads.cue(encoded), begins, mask)
    framed = [(number, cue, roles) for number, example in enumerate(batch) for cue, roles in example.frames]
    if framed:
        paragraph = torch.tensor([number for number, _, _ in framed])
        cues = torch.stack([torch.zeros(longest).index_fill(0, torch.from_numpy(c), 1.0) for _, c, _ in framed])
        scores = heads.arguments(encoded, mask, paragraph, cues)
        roles = torch.stack([_padded(roles, longest) for _, _, roles in framed])
        loss = loss + _cross_entropy(scores, roles, mask[paragraph])
    return loss


def _padded(shares: Floats, longest: int) -> Tensor:
    return functional.pad(torch.from_numpy(shares), (0, 0, 0, longest - len(shares)))


def _cross_entropy(scores: Tensor, shares: Tensor, mask: Tensor) -> Tensor:
    return -(shares * functional.log_softmax(scores, dim=-1)).sum() / mask.sum()


def descend(
    network: nn.Module,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    *,
    epochs: int,
    drawn: Callable[[], list[list[Example]]],
    loss_of: Callable[[Sequence[Example]], Tensor],
) -> None:
    """Train by gradient descent, gradients clipped to length 1, and tell the mean loss of each epoch.

    Args:
        network: What is trained.
        optimizer: Over its parameters.
        schedule: Of the learning rates, stepped after each batch.
        epochs: How often `drawn` is asked for batches.
        drawn: Draws an epoch's batches.
        loss_of: Scores a batch.
    """
    network.train()
    for epoch in range(epochs):
        begun, total, batched = time.monotonic(), 0.0, drawn()
        for batch in batched:
            loss = loss_of(batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        seconds = time.monotonic() - begun
        sys.stderr.write(f"epoch {epoch + 1}: loss {total / len(batched):.3f}, {seconds:.0f} s\n")
    network.eval()
