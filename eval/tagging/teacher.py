"""The statement tagger's teacher: a pretrained encoder that reads a paragraph, with the tagger's own second stage.

What the teacher makes of articles that nobody has annotated is what the light tagger learns from beside the
annotation (Hinton, Vinyals and Dean, 2015). `eval.train_teacher` trains it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load_model
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from onrecord.index import DEFAULT_MODEL, ModelError, load_tokenizer, packaged_weights
from onrecord.index.tagger.features import PLACES, SHAPES
from onrecord.index.tagger.tagger import cue_runs

from ..float_encoder import float_weights
from ..precision import products
from .examples import Example
from .network import PLACE_SIZE, SHAPE_SIZE, Context, Heads, pad_rows

Floats: TypeAlias = NDArray[np.float32]
Pieces: TypeAlias = list[tuple[int, int]]

WIDTH: Final = 384
HIDDEN: Final = 128
LONGEST: Final = 510
"""Pieces of words that are read at a time; the words behind them are known by the last one."""

PIECES: Final = 6
"""Pieces that are read of a word."""

DOUBTFUL: Final = 0.2
"""What has at least this probability to be a cue is labelled as one, so that doubt is learnt too."""

_PAD, _UNKNOWN, _CLS, _SEP = 0, 100, 101, 102  # in BERT's vocabulary


class Teacher(nn.Module):
    """The packaged bge-small-en-v1.5 as floats, told shapes and quote marks, under a bidirectional LSTM.

    The encoder folds case; so the words' shapes and places (see `index.statements.features`) are added to its
    pieces' vectors, from nothing, and joined to the words' states, which are those of their first pieces.

    Args:
        dropout: Share of values above the encoder set to zero in training.

    Raises:
        ModelError: The packaged encoder is not installed.
    """

    def __init__(self, *, dropout: float = 0.3) -> None:
        super().__init__()
        packaged = packaged_weights(DEFAULT_MODEL)
        self.bert = BertModel(BertConfig(hidden_size=WIDTH, intermediate_size=4 * WIDTH), add_pooling_layer=False)
        weights = {name: torch.from_numpy(weight) for name, weight in float_weights(packaged.model).items()}
        self.bert.load_state_dict(weights)
        self.bert.embeddings.requires_grad_(requires_grad=False)
        self.outline = nn.Embedding(SHAPES, WIDTH)
        self.inside = nn.Embedding(PLACES, WIDTH)
        for table in (self.outline, self.inside):
            nn.init.zeros_(table.weight)
        self.shape = nn.Embedding(SHAPES, SHAPE_SIZE)
        self.place = nn.Embedding(PLACES, PLACE_SIZE)
        self.dropout = nn.Dropout(dropout)
        self.context = Context(WIDTH + SHAPE_SIZE + PLACE_SIZE, HIDDEN, 1, dropout)
        self.heads = Heads(2 * HIDDEN, dropout)
        self._tokenizer = load_tokenizer(packaged.tokenizer, window=LONGEST + 2)
        self._known: dict[str, list[int]] = {}

    @classmethod
    def load(cls, path: Path) -> Teacher:
        """Load what `eval.train_teacher` wrote.

        Raises:
            ModelError: The file is missing or no teacher's.
        """
        teacher = cls()
        try:
            load_model(teacher, path)
        except (OSError, RuntimeError, SafetensorError) as error:
            raise ModelError(f"{path}: not a teacher ({error}); make one: eval.train_teacher") from error
        return teacher.eval()

    def encode(self, batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
        """Read paragraphs.

        Returns:
            Words in their context (paragraphs, longest, 2 * `HIDDEN`), and the mask (paragraphs, longest).
        """
        rows, lengths, mask = pad_rows([example.rows for example in batch])
        pieces = [self.cut(example.words) for example in batch]
        most = max(map(len, pieces))
        numbers = torch.full((len(batch), most + 2), _PAD)
        owners = torch.full((len(batch), most + 2), -1)
        firsts = torch.zeros(mask.shape, dtype=torch.long)
        for line, found in enumerate(pieces):
            numbers[line, 0], numbers[line, len(found) + 1] = _CLS, _SEP
            numbers[line, 1 : len(found) + 1] = torch.tensor([piece for piece, _ in found])
            owners[line, 1 : len(found) + 1] = torch.tensor([owner for _, owner in found])
            first = torch.searchsorted(owners[line, : len(found) + 1].contiguous(), torch.arange(mask.shape[1]))
            firsts[line] = first.clamp(max=len(found))
        words = owners.clamp(min=0)
        shape, place = (rows[..., part].take_along_dim(words, 1) for part in (2, 3))
        told = (owners >= 0)[..., None] * (self.outline(shape) + self.inside(place))
        inputs = self.bert.embeddings.word_embeddings(numbers) + told
        with products():
            states = self.bert(inputs_embeds=inputs, attention_mask=(numbers != _PAD).long()).last_hidden_state
        states = states.float().take_along_dim(firsts[..., None], 1)
        states = self.dropout(torch.cat([states, self.shape(rows[..., 2]), self.place(rows[..., 3])], dim=-1))
        encoded: Tensor = self.context(states, lengths)
        return encoded, mask

    def cut(self, words: Sequence[str]) -> Pieces:
        """Cut words into pieces; each comes with the place of its word."""
        found: Pieces = []
        for place, word in enumerate(words):
            if word not in self._known:
                pieces = self._tokenizer.encode(word, add_special_tokens=False).ids[:PIECES]
                self._known[word] = pieces or [_UNKNOWN]
            found += [(piece, place) for piece in self._known[word]]
        return found[:LONGEST]


def label(
    teacher: Teacher, examples: Sequence[Example], *, least: float = DOUBTFUL, size: int = 16
) -> list[Example]:
    """Label paragraphs by what the teacher makes of them.

    Args:
        teacher: The teacher.
        examples: Paragraphs; their own labels are passed over.
        least: Least probability of the words of a cue.
        size: Paragraphs that are read together.

    Returns:
        The same paragraphs, in order, with the teacher's probabilities for labels.
    """
    order = sorted(range(len(examples)), key=lambda number: len(examples[number].words))
    found: dict[int, Example] = {}
    with torch.inference_mode():
        for start in range(0, len(order), size):
            chosen = order[start : start + size]
            encoded, _ = teacher.encode([examples[number] for number in chosen])
            chances = torch.softmax(teacher.heads.cue(encoded), dim=-1).numpy()
            for line, number in enumerate(chosen):
                many = len(examples[number].words)
                begins = chances[line, :many]
                frames = _frames(teacher.heads, encoded[line, :many], cue_runs(begins, least))
                found[number] = replace(examples[number], begins=begins, frames=frames)
    return [found[number] for number in range(len(examples))]


def _frames(
    heads: Heads, encoded: Tensor, cues: Sequence[tuple[int, ...]]
) -> list[tuple[NDArray[np.int64], Floats]]:
    """Rate the words of a paragraph, shape (words, size), for its cues."""
    if not cues:
        return []
    marked = torch.zeros(len(cues), len(encoded))
    for line, cue in enumerate(cues):
        marked[line, list(cue)] = 1
    alone = torch.zeros(len(cues), dtype=torch.long)
    scores = heads.arguments(encoded[None], torch.ones(1, len(encoded)), alone, marked)
    roles = torch.softmax(scores, dim=-1).numpy()
    return [(np.array(cue), shares) for cue, shares in zip(cues, roles, strict=True)]
