"""The stretch of a passage that a question is about: a cross-encoder's time goes by tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final

from onrecord.index import Span, sentences

_ANSWER: Final = 0.5
"""What something that the question asks for counts for, beside one of the question's words on average."""


def best_window(
    text: str,
    wanted: Mapping[str, float],
    analyze: Callable[[str], Collection[str]],
    *,
    most_words: int,
    answer: re.Pattern[str] | None = None,
) -> Span:
    """Choose the run of sentences that holds the rarest words of a question.

    Args:
        text: A passage.
        wanted: The question's words, as the index compares words, and their rarities.
        analyze: Text to such words.
        most_words: Longest run; a single sentence may be longer.
        answer: What answers the question, where that is known: a run that holds such a thing is worth more.

    Returns:
        The run: the shortest one of those with the most.
    """
    if len(text.split()) <= most_words:
        return Span(0, len(text))
    spans = sentences(text)
    pieces = [text[span.start : span.end] for span in spans]
    lengths = [len(piece.split()) for piece in pieces]
    held = [set(analyze(piece)) & wanted.keys() for piece in pieces]
    answers = [answer is not None and answer.search(piece) is not None for piece in pieces]
    worth = _ANSWER * sum(wanted.values()) / max(len(wanted), 1)
    best, best_value = Span(0, len(text)), -1.0
    for first in range(len(spans)):
        length, covered = 0, set[str]()
        for last in range(first, len(spans)):
            length += lengths[last]
            if last > first and length > most_words:
                break
            covered |= held[last]
            value = sum(wanted[word] for word in covered) + worth * any(answers[first : last + 1]) - 1e-3 * length
            if value > best_value:
                best, best_value = Span(spans[first].start, spans[last].end), value
    return best
