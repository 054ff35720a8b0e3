"""How the parts of retrieval count."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Weights:
    """How the parts of retrieval count, found on the development halves.

    `python -m onrecord.eval.ablate` and eval/REPORT.md have the figures.

    Attributes:
        dense: Share of the cosines in the fusion with BM25.
        facet: Share of a facet's own scores beside the whole question's.
        outlet: Added for an outlet that is named.
        day: Added for a day that is named.
        reranked: Share of the reranker's word on the passages that it reads.
        temperature: By which its logits are divided before they become probabilities.
        order: How much of what its hidden states say is added to them; see `search/retrieval/probe.py`.
        alone: How many passages it reads for a question of one facet.
        answering: How many of these where what stands in them is read anew, to answer.
        pairs: How many it reads for all facets of any other.
        window: Longest stretch of a passage that it reads, in words.
        facets: Whether a question is cut into facets at all.
        compound: Added for a word that is one with its parts, "F-16", and is held so.
    """

    dense: float = 0.7
    facet: float = 0.6
    outlet: float = 0.35
    day: float = 0.35
    reranked: float = 0.6
    temperature: float = 8.0
    order: float = 0.4
    alone: int = 12
    answering: int = 8
    pairs: int = 6
    window: int = 40
    facets: bool = True
    compound: float = 0.25

    @property
    def to_answer(self) -> Weights:
        """The same for a search whose passages are cut into what may answer."""
        return replace(self, alone=min(self.alone, self.answering))

    def each(self, facets: int) -> int:
        """Give how many passages the reranker reads for each of some facets."""
        return self.alone if facets == 1 else max(1, self.pairs // max(facets, 1))


DEFAULT_WEIGHTS: Final = Weights()
