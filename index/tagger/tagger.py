"""Finds cues in paragraphs and, for each, the words that name its source and the words of its content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from .features import TITLE_CASE
from .network import Ints, Network
from .weights import Floats, Stage

CUE_THRESHOLD = 0.45  # a word belongs to a cue if the network gives that at least this probability


_PARAGRAPHS_A_CALL: Final = 128


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with its arguments; words are counted in their paragraph.

    Attributes:
        cue: The words of the cue, in order.
        source: Probability of each word of the paragraph to name the source.
        content: Probability of each word of the paragraph to belong to the content.
        certainty: The cue's own probability.
        states: What the network makes of each word in its context, shape (words, size); None where it had no part.
        place: Where the cue begins in regard to quote marks: one of `features.PLACES`.
    """

    cue: tuple[int, ...]
    source: Floats
    content: Floats
    certainty: float
    states: Floats | None = None
    place: int = 0


class Tagger:
    """Applies the network of some stages to the paragraphs of an article."""

    def __init__(self, stages: Iterable[Stage]) -> None:
        self._network = Network(stages)

    def frames(self, rows: Sequence[Ints], comma: int) -> list[list[Frame]]:
        """Find the frames of paragraphs, none of which is empty, in the order of their cues.

        Args:
            rows: What the network sees of each paragraph's words.
            comma: The number of a comma in the vocabulary: a cue ends before one.
        """
        # Not all paragraphs of a long article at a time.
        calls = (rows[at : at + _PARAGRAPHS_A_CALL] for at in range(0, len(rows), _PARAGRAPHS_A_CALL))
        read = chain.from_iterable(map(self._network.encode, calls))
        return [self._framed(row, comma, *seen) for row, seen in zip(rows, read, strict=True)]

    def _framed(self, row: Ints, comma: int, encoded: Floats, chances: Floats) -> list[Frame]:
        cues = [_before_comma(cue, row, comma) for cue in cue_runs(chances) if not _is_of_name(cue, row)]
        rated = self._network.arguments(encoded, cues) if cues else ()
        return [
            Frame(cue, roles[:, 1], roles[:, 2], float(1 - least), encoded, int(row[cue[0], 3]))
            for cue, roles in zip(cues, rated, strict=True)
            for least in [min(chances[word, 0] for word in cue)]
        ]


def _is_of_name(cue: tuple[int, ...], row: Ints) -> bool:
    """Whether a cue is a word with a capital behind another, as the surname of "Omar Said" is."""
    first = cue[0]
    return len(cue) == 1 and first > 0 and bool((row[first - 1 : first + 1, 2] == TITLE_CASE).all())


def _before_comma(cue: tuple[int, ...], row: Ints, comma: int) -> tuple[int, ...]:
    """Cut off a cue what stands behind a comma: "has said, in one of the clearest endorsements of"."""
    cut = next((number for number, word in enumerate(cue) if number and row[word, 0] == comma), None)
    return cue[:cut]


def cue_runs(chances: Floats, least: float = CUE_THRESHOLD) -> list[tuple[int, ...]]:
    """Group the words of cues, in order: a word that begins one, and those that go on with it.

    Args:
        chances: Probabilities of each word to be no cue, the first word of one, and a further word; (words, 3).
        least: Least probability of a cue's words.
    """
    cues: list[list[int]] = []
    for word in (1 - chances[:, 0] >= least).nonzero()[0].tolist():
        begins = chances[word, 1] >= chances[word, 2]
        if cues and not begins and cues[-1][-1] == word - 1:
            cues[-1].append(word)
        else:
            cues.append([word])
    return [tuple(cue) for cue in cues]
