"""What speaks for it that the passages found answer a question; see docs/refusal.md."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from onrecord.index import Hit, Store

from .. import stages
from ..query.idf import word_shares, words_held
from ..query.query_parser import Question
from ..retrieval.facet_reader import in_context
from ..retrieval.probe import Probe
from ..retrieval.reranker import Reranker
from ..retrieval.retriever import Best, Retrieval
from .confidence import Evidence, sigmoid

_NAME: Final = re.compile(r"\b[A-Z][\w’'\-]*|\b\d[\d,.]*\b")
_OUTLET: Final = r"(?:The )?[A-Z][\w.&’'\-]*(?: (?:of |the )?[A-Z][\w.&’'\-]*){0,3}"
_PUBLICATION: Final = "(?:article|report|piece|story|stories|review)s?"
_CITED: Final = re.compile(
    rf"\b(?i:according to|(?:reported|published) (?:by|in)|(?:{_PUBLICATION}|another) (?:by|in|from))"
    rf"\s+(?:an? |the |both )?[\"'‘“]?(?P<before>{_OUTLET})"
    rf"|(?P<after>{_OUTLET})[\"'’”]?\s+(?:{_PUBLICATION}|coverage)\b"
)
_BEST: Final = 10
_MOST_FACETS: Final = 4
_ENOUGH_OUTLETS: Final = 2
_TEMPERATURE: Final = 4.0


@stages.CROSS_ENCODER
def look_again(index: Store, reranker: Reranker, found: Retrieval) -> Retrieval:
    """Read the best passage of each facet in full, where the reranker saw a stretch of it to find it.

    The stretch is chosen by the question's words, and may leave out the sentence that answers in others.

    Args:
        index: The corpus.
        reranker: Reads them.
        found: What the search found.

    Returns:
        The same with two readings of each best passage, and the better logit of the two.
    """
    best, logits = [], dict(found.logits)
    for one in found.best:
        again = one if one.whole else _in_full(index, reranker, one)
        states = np.concatenate([one.states, again.states])
        best.append(again._replace(logit=max(one.logit, again.logit), states=states))
        logits[one.row] = max(logits[one.row], again.logit)
    return found._replace(best=tuple(best), logits=logits)


def _in_full(index: Store, reranker: Reranker, one: Best) -> Best:
    [passage] = index.passages([one.row])
    reading = reranker.read([(one.facet.text, in_context(passage))])
    return one._replace(whole=True, logit=float(reading.logits[0]), states=reading.states)


def gather(
    index: Store,
    probe: Probe,
    question: Question,
    hits: Sequence[Hit],
    found: Retrieval,
    *,
    writers: Sequence[str] = (),
) -> Evidence:
    """Gather the figures that a probability is made of; nothing is read again.

    Args:
        index: The corpus.
        probe: Reads the cross-encoder's states; several readings of one passage count by their mean.
        question: The question, understood.
        hits: The passages found, best first, at least one.
        found: What the reranker read in them.
        writers: Names of the question that stand in bylines, and so in no text.

    Returns:
        The evidence.
    """
    probes = np.array([probe.score(one.states).mean() for one in found.best])
    met = sum(sigmoid(one.logit / _TEMPERATURE) for one in found.best if one.facet.sources)
    bylined = {word for name in writers for word in index.words(name)}
    names = [word for word in named(index, question) if word not in bylined]
    there = words_held(index, question, [hit.row for hit in hits[:_BEST]])
    held = {word: bool(its.any()) for word, its in zip(question.words, there.T, strict=True)}
    return Evidence(
        float(probes.mean()),
        float(probes.max()),
        found.cosine,
        float(word_shares(index, names) @ np.array([held[word] for word in names])) if names else 1.0,
        len(found.best) / _MOST_FACETS,
        min(met, _ENOUGH_OUTLETS) / _ENOUGH_OUTLETS,
        float(not all(held[word] for word in cited(index, question))),
    )


def named(index: Store, question: Question) -> list[str]:
    """Give the words that a question writes as names, and its numbers, without outlets of the corpus and dates.

    Args:
        index: The corpus.
        question: The question, understood.

    Returns:
        Words as the index compares them, each once.
    """
    written = {word for match in _NAME.finditer(question.text) for word in index.words(match.group())}
    return [word for word in question.words if word in written]


def cited(index: Store, question: Question) -> list[str]:
    """Give the words of the outlets that a question cites and that are none of the corpus's.

    Args:
        index: The corpus.
        question: The question, understood; the corpus's own outlets are not among its words.

    Returns:
        Words as the index compares them, each once. Who is cited may be a person as well.
    """
    names = (match["before"] or match["after"] for match in _CITED.finditer(question.text))
    written = {word for name in names for word in index.words(name)}
    return [word for word in question.words if word in written]
