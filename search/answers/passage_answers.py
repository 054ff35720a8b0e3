"""Answers any other question with the sentences of the best passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from onrecord.index import Hit, Index, Span, sentences

from ..model import Citation, Refusal
from ..query.query_parser import Question
from ..retrieval.probe import Probe
from ..retrieval.reranker import Reranker
from ..retrieval.retriever import Retrieval
from .confidence import ENOUGH_PASSAGE, passage_probability, sigmoid
from .evidence import gather, look_again

MAX_CITATIONS: Final = 3
_PASSAGES: Final = 4


class Quoted(NamedTuple):
    """What passages say to a question; the fields are those of `Answer`."""

    citations: tuple[Citation, ...]
    confidence: float
    refusal: Refusal | None = None
    reason: str | None = None
    others: tuple[Citation, ...] = ()
    instead: tuple[Citation, ...] = ()


class PassageAnswers:
    """Answers from the passages of one index."""

    def __init__(self, index: Index, reranker: Reranker) -> None:
        """Wire the parts."""
        self._index = index
        self._reranker = reranker
        self._probe = Probe.load()

    def answer(self, question: Question, hits: Sequence[Hit], found: Retrieval) -> Quoted:
        """Answer from the best passages, or refuse.

        Args:
            question: The question, understood.
            hits: Best first.
            found: What the reranker read to find them.

        Returns:
            At most three sentences; or why there is none.
        """
        if not hits:
            return Quoted((), 0.0, "below_threshold", "No passage of this corpus matches the question.")
        found = look_again(self._index, self._reranker, found)
        confidence = passage_probability(gather(self._index, self._probe, question, hits, found))
        if confidence >= ENOUGH_PASSAGE:
            return Quoted(self._cite(question, hits[:_PASSAGES], found), confidence)
        reason = "Nothing in this corpus answers the question; the nearest passages are listed."
        return Quoted((), confidence, "below_threshold", reason)

    def _cite(self, question: Question, hits: Sequence[Hit], found: Retrieval) -> tuple[Citation, ...]:
        """Choose the sentences that answer best.

        A sentence counts by its own logit and by its passage's: alone it may not say whom it is about.
        """
        passages = [hit.passage for hit in hits]
        spans = [
            (number, span) for number, passage in enumerate(passages) for span in whole_sentences(passage.text)
        ]
        unread = [number for number, hit in enumerate(hits) if hit.row not in found.logits]
        texts = [passages[number].text[span.start : span.end] for number, span in spans]
        texts += [passages[number].text for number in unread]
        scores = self._reranker.score(question.text, texts).tolist()
        around = {n: found.logits[hit.row] for n, hit in enumerate(hits) if hit.row in found.logits}
        around |= zip(unread, scores[len(spans) :], strict=True)
        logits = [0.5 * scores[n] + 0.5 * around[number] for n, (number, _) in enumerate(spans)]
        order = sorted(range(len(spans)), key=lambda n: -logits[n])[:MAX_CITATIONS]
        return tuple(
            Citation(
                passages[number].article,
                passages[number].start + span.start,
                passages[number].start + span.end,
                passages[number].paragraph,
                sigmoid(logits[n]),
            )
            for n in order
            for number, span in [spans[n]]
        )


def whole_sentences(text: str) -> list[Span]:
    """Find sentences, and join those that a quotation runs through: half a quotation is no quote.

    Args:
        text: A passage.

    Returns:
        Spans in order.
    """
    joined: list[Span] = []
    for span in sentences(text):
        if joined and _open(text[joined[-1].start : joined[-1].end]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _open(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def quotes(citations: Sequence[Citation]) -> str:
    """Put sentences into a row, each with its mark."""
    return " ".join(f"{citation.quote} [{n}]" for n, citation in enumerate(citations, start=1))
