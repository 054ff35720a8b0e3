"""Runs the checks over a sentence, the cheap ones first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from ...retrieval.reranker import Reranker
from ..marks import Written
from ..model import Fault, ProseSentence, Quote
from .certainty import check_certainty
from .claim import Claim, Words
from .dates import check_dates
from .names import check_names
from .novelty import check_novelty, check_small_words
from .numbers import check_numbers
from .order import check_order
from .polarity import check_polarity
from .pronouns import check_pronouns
from .quotations import check_quotations
from .scope import check_scope
from .speakers import parts

CUT: Final = Path(__file__).with_name("support.json")
LONGEST: Final = 400
"""Characters of a sentence; a longer one is not read well enough to be vouched for."""

MARK: Final = "not supported by what it cites"

_CHECKS: Final[tuple[tuple[Fault, Callable[[Claim], str | None]], ...]] = (
    ("quotation", check_quotations),
    ("number", check_numbers),
    ("date", check_dates),
    ("name", check_names),
    ("name", check_pronouns),
    ("meaning", check_order),
    ("number", check_scope),
    ("negation", check_polarity),
    ("meaning", check_novelty),
    ("meaning", check_small_words),
    ("meaning", check_certainty),
)
_ADDRESS: Final = re.compile(r"https?://|www\.|@\w", re.IGNORECASE)


def load_cut(path: Path = CUT) -> float:
    """Read from which logit on the cross-encoder supports a sentence; `eval/fit_prose.py` fits it."""
    return float(json.loads(path.read_text("utf-8"))["cut"])


class Checker:
    """Tells whether quotes support sentences; safe to share between threads."""

    def __init__(self, reranker: Reranker, words: Words, cut: float | None = None) -> None:
        """Take what reads and what compares words.

        Args:
            reranker: The packaged cross-encoder.
            words: Stems the words of a text.
            cut: From which logit on it supports a sentence; None takes the fitted one.
        """
        self._reranker, self._words = reranker, words
        self._cut = load_cut() if cut is None else cut

    def check(self, one: Written, quotes: Sequence[Quote], before: str = "") -> ProseSentence:
        """Check a sentence.

        Args:
            one: The sentence, with what it cites.
            quotes: The quotes that it could cite.
            before: What is shown before it, for its pronouns.
        """
        known = {quote.n: quote for quote in quotes}
        cited = [known[n] for n in one.cites if n in known]
        cites = tuple(quote.n for quote in cited)
        fault, reason = self._fault(one, cited, before) or (None, None)
        return ProseSentence(one.text, cites, supported=fault is None, fault=fault, reason=reason)

    def _fault(self, one: Written, cited: Sequence[Quote], before: str) -> tuple[Fault, str] | None:
        if not one.cites:
            return "citation", "it cites nothing"
        if len(cited) < len(one.cites):
            return "citation", "it cites a quote that is not there"
        if len(one.text) > LONGEST or _ADDRESS.search(one.text):
            return "length", "it is too long, or holds an address"
        spoken = parts(before, one.text, cited)
        if isinstance(spoken, str):
            return "speaker", spoken
        claims = [Claim(part.text, part.quotes, self._words, part.said) for part in spoken]
        found = ((fault, check(claim)) for claim in claims for fault, check in _CHECKS)
        if failed := next(((fault, reason) for fault, reason in found if reason), None):
            return failed
        weak = any(self.support(part.text, part.quotes) < self._cut for part in spoken)
        return ("support", "what it cites does not say so") if weak else None

    def support(self, text: str, quotes: Sequence[Quote]) -> float:
        """Score how well quotes, one by one and together, support a text; a logit."""
        told = [f"{quote.speaker or ''} {quote.cue}: {quote.text}".strip(" :") for quote in quotes]
        scores = self._reranker.score(text, [*told, *([" ".join(told)] if len(told) > 1 else [])])
        return float(np.max(scores))
