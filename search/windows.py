"""The stretch of a passage that a question is about: a cross-encoder's time goes by tokens."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from index import Span, sentences


def best_window(
    text: str,
    wanted: Mapping[str, float],
    analyze: Callable[[str], Collection[str]],
    *,
    most_words: int,
) -> Span:
    """Choose the run of sentences that holds the rarest words of a question.

    Args:
        text: A passage.
        wanted: The question's words, as the index compares words, and their rarities.
        analyze: Text to such words.
        most_words: Longest run; a single sentence may be longer.

    Returns:
        The run: the shortest one of those with the most.
    """
    if len(text.split()) <= most_words:
        return Span(0, len(text))
    spans = sentences(text)
    lengths = [len(text[span.start : span.end].split()) for span in spans]
    held = [set(analyze(text[span.start : span.end])) & wanted.keys() for span in spans]
    best, best_value = Span(0, len(text)), -1.0
    for first in range(len(spans)):
        length, covered = 0, set[str]()
        for last in range(first, len(spans)):
            length += lengths[last]
            if last > first and length > most_words:
                break
            covered |= held[last]
            value = sum(wanted[word] for word in covered) - 1e-3 * length
            if value > best_value:
                best, best_value = Span(spans[first].start, spans[last].end), value
    return best
