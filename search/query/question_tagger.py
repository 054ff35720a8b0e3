"""Reads what a question asks for: whose words, and on what. Trained by `eval/train_question_tagger.py`.

The packaged encoder's lower layers, adapted, read the question; a linear head gives each token a tag, and the
likeliest run of tags that fits together is taken (Viterbi 1967, doi:10.1109/TIT.1967.1054010). Neither case nor
word order nor spelling is relied upon.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.index import DEFAULT_MODEL, AdaptedModel

if TYPE_CHECKING:
    from tokenizers import Encoding

Floats = NDArray[np.float32]

WEIGHTS: Final = Path(__file__).with_name("question.npz")
TAGS: Final = ("O", "B-speaker", "I-speaker", "B-topic", "I-topic")
ASKS: Final = ("words", "who", "other")
"""What a question asks: the words of somebody, who said something, or what anybody may tell."""

HEADS: Final = ("tags_weight", "tags_bias", "asks_weight", "asks_bias")
_WINDOW: Final = 512
_KEPT: Final = 512
_NEVER: Final = -1e4


class Asking(NamedTuple):
    """What a question asks for.

    Attributes:
        words: Probability that it asks for words of somebody.
        who: Probability that it asks who said something.
        speakers: Spans of the question that name whose words are asked for.
        topics: Spans that tell what they are about.
    """

    words: float
    who: float
    speakers: tuple[tuple[int, int], ...]
    topics: tuple[tuple[int, int], ...]


class QuestionTagger:
    """Reads questions. Opened aside; safe to share between threads."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        """Take the file of the weights."""
        self._model = AdaptedModel(path, DEFAULT_MODEL, window=_WINDOW, heads=HEADS)
        self._known = lru_cache(_KEPT)(self._read)

    def prepare(self) -> None:
        """Begin to open the model, unless that was done before."""
        self._model.prepare()

    def read(self, question: str) -> Asking:
        """Read a question.

        Raises:
            ModelError: The packaged files or the weights are missing or altered.
        """
        return self._known(question)

    def _read(self, question: str) -> Asking:
        model, heads = self._model.opened()
        (tokens,) = model.tokens([question], offsets=True)
        ((_, (states, *_)),) = model.read([tokens])
        tags = states @ heads["tags_weight"] + heads["tags_bias"]
        return asking(tokens, tags, states[0] @ heads["asks_weight"] + heads["asks_bias"])


_IN_USE: Final = [QuestionTagger()]


def question_tagger() -> QuestionTagger:
    """Give the tagger that reads questions: the packaged one, one for all."""
    return _IN_USE[-1]


@contextmanager
def reading_with(tagger: QuestionTagger) -> Iterator[None]:
    """Read questions with another tagger, as whoever compares taggers does; in all threads."""
    _IN_USE.append(tagger)
    try:
        yield
    finally:
        _IN_USE.remove(tagger)


def asking(tokens: Encoding, tags: Floats, asks: Floats) -> Asking:
    """Turn logits into what is asked for.

    Args:
        tokens: The question's, with their offsets.
        tags: Logits of `TAGS`, shape (tokens, 5).
        asks: Logits of `ASKS`, shape (3,).
    """
    likely = np.exp(asks - asks.max())
    likely /= likely.sum()
    spans: dict[str, list[tuple[int, int]]] = {"speaker": [], "topic": []}
    ids = tokens.word_ids
    words = sorted({word for word in ids if word is not None})
    # The tag of its first token is a word's.
    first = [ids.index(word) for word in words]
    for word, tag in zip(words, best_path(tags[first]), strict=True):
        start, end = tokens.word_to_chars(word) or (0, 0)  # None of no word alone
        begins, _, kind = TAGS[tag].partition("-")
        if begins == "B":
            spans[kind].append((start, end))
        elif begins == "I":
            spans[kind][-1] = (spans[kind][-1][0], end)
    return Asking(float(likely[0]), float(likely[1]), tuple(spans["speaker"]), tuple(spans["topic"]))


def best_path(logits: Floats) -> list[int]:
    """Find the likeliest run of tags in which what goes on was begun.

    Args:
        logits: Of each token's tags, shape (tokens, 5).
    """
    step = np.zeros((len(TAGS), len(TAGS)), np.float32)
    for number, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            step[[n for n, before in enumerate(TAGS) if before[2:] != tag[2:]], number] = _NEVER
    scores = np.array([_NEVER if tag.startswith("I-") else 0.0 for tag in TAGS], np.float32)
    came = []
    for number, row in enumerate(logits):
        if number:
            every = scores[:, None] + step
            came.append(every.argmax(axis=0))
            scores = every.max(axis=0)
        scores = scores + row
    path = [int(scores.argmax())] if len(logits) else []
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]
