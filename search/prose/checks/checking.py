"""Runs the checks over a sentence, the cheap ones first."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ...answers.unit_reader import UnitReader
from ..marks import Written
from ..model import Fault, Grade, ProseSentence, Quote
from .certainty import check_certainty
from .claim import Claim, Words
from .dates import check_dates
from .deeds import check_deeds, check_sequence
from .names import check_names, check_near_names
from .novelty import check_novelty, check_small_words
from .opposites import check_alternatives, check_opposites
from .polarity import check_not_only, check_polarity
from .pronouns import check_pronouns
from .quantities import check_numbers
from .quotations import check_quotations
from .scope import check_scope
from .speakers import parts

CUT: Final = Path(__file__).with_name("support.json")
ENTAILMENT: Final = Path(__file__).with_name("entailment.npz")
"""The cross-encoder, adapted by `eval/train_entailment.py` to tell whether quotes say what a sentence says."""

LONGEST: Final = 400
"""Characters of a sentence; a longer one is not read well enough to be vouched for."""

Check = Callable[[Claim], str | None]
Found = tuple[Fault, str]
"""What is wrong with a sentence, and why."""

_CHECKS: Final[tuple[tuple[Fault, Check], ...]] = (
    ("quotation", check_quotations),
    ("number", check_numbers),
    ("date", check_dates),
    ("name", check_names),
    ("name", check_pronouns),
    ("number", check_scope),
    ("negation", check_polarity),
    ("negation", check_not_only),
    ("meaning", check_opposites),
    ("meaning", check_alternatives),
    ("meaning", check_small_words),
    ("meaning", check_certainty),
    ("meaning", check_deeds),
    ("meaning", check_sequence),
    ("meaning", check_novelty),
)
_LASTING: Final[Mapping[Check, Check]] = {
    check_quotations: check_quotations,
    check_numbers: check_numbers,
    check_dates: check_dates,
    check_names: check_near_names,
    check_pronouns: check_pronouns,
}
"""What nothing makes up for; what the other checks find, by comparing words, the learnt reader may let be shown
with a mark. It lifts nothing over them: to it a quote whose words have changed places is nearly a copy."""
_ADDRESS: Final = re.compile(r"https?://|www\.|@\w", re.IGNORECASE)


class Cut(NamedTuple):
    """Logits of the learnt reader; `eval/fit_prose.py` fits them.

    Attributes:
        least: Above it a sentence is shown, with a mark unless it is supported.
        told: Above it a sentence is supported in which no check finds anything.
    """

    least: float
    told: float


def load_cut(path: Path = CUT) -> Cut:
    """Read the fitted logits."""
    return Cut(**json.loads(path.read_text("utf-8")))


class Finding(NamedTuple):
    """What the checks and the learnt reader find of a sentence.

    Attributes:
        lasting: What is wrong with it for good.
        fault: What else a check finds, by comparing words.
        logit: How sure the learnt reader is that what it cites says so; -inf where something is wrong for good.
    """

    lasting: Found | None
    fault: Found | None = None
    logit: float = -math.inf

    def graded(self, cut: Cut) -> tuple[Grade, Found | None]:
        """Grade the sentence, and tell what keeps it from being supported."""
        if self.lasting:
            return "unsupported", self.lasting
        if self.logit <= cut.least:
            return "unsupported", self.fault or ("support", "what it cites does not say so")
        if self.fault is None and self.logit > cut.told:
            return "supported", None
        return "free", self.fault or ("meaning", "a learnt reader is not sure that what it cites says so")


class Checker:
    """Tells whether quotes support sentences; safe to share between threads."""

    def __init__(self, words: Words, cut: Cut | None = None) -> None:
        """Take what compares words.

        Args:
            words: Stems the words of a text.
            cut: From which logits on a sentence is supported; None takes the fitted ones.
        """
        self._words = words
        self._cut = load_cut() if cut is None else cut
        self._reader = UnitReader(ENTAILMENT)

    def check(self, one: Written, quotes: Sequence[Quote], before: str = "") -> ProseSentence:
        """Check a sentence.

        Args:
            one: The sentence, with what it cites.
            quotes: The quotes that it could cite.
            before: What is shown before it, for its pronouns.

        Raises:
            ModelError: The learnt reader's file is missing or altered.
        """
        cited = _cited(one, quotes)
        grade, found = self._found(one, cited, before).graded(self._cut)
        fault, reason = found or (None, None)
        return ProseSentence(one.text, tuple(quote.n for quote in cited), grade, fault, reason, tuple(cited))

    def find(self, one: Written, quotes: Sequence[Quote]) -> Finding:
        """Give what the checks find of a sentence, before any cut; see `check`."""
        return self._found(one, _cited(one, quotes), "")

    def _found(self, one: Written, cited: Sequence[Quote], before: str) -> Finding:
        if wrong := _wrong(one, cited):
            return Finding(wrong)
        spoken = parts(before, one.text, cited)
        if isinstance(spoken, str):
            return Finding(("speaker", spoken))
        found = [_compared(Claim(part.text, part.quotes, self._words, part.said)) for part in spoken]
        lasting, fault = (next(filter(None, kind), None) for kind in zip(*found, strict=True))
        if lasting:
            return Finding(lasting)
        if not all(part.sure for part in spoken):
            fault = fault or ("speaker", "it does not say that these are the words of whom it names")
        told = " ".join(told_by(quote.speaker, quote.cue, quote.text) for quote in cited)
        return Finding(None, fault, float(self._reader.read([(one.text, told)])[0]))


def _compared(claim: Claim) -> tuple[Found | None, Found | None]:
    """Hold a claim against its quotes; see `Finding`."""
    fault: Found | None = None
    for kind, check in _CHECKS:
        if reason := check(claim):
            lasting = _LASTING.get(check)
            if lasting is not None and (wrong := lasting(claim)):
                return (kind, wrong), None
            fault = fault or (kind, reason)
    return None, fault


def told_by(speaker: str | None, cue: str, text: str) -> str:
    """Give a quote with who says it, as the learnt reader reads it."""
    return f"{speaker or ''} {cue}: {text}".strip(" :")


def _cited(one: Written, quotes: Sequence[Quote]) -> list[Quote]:
    known = {quote.n: quote for quote in quotes}
    return [known[n] for n in one.cites if n in known]


def _wrong(one: Written, cited: Sequence[Quote]) -> Found | None:
    """Find what is wrong with a sentence whatever it says."""
    if not one.cites:
        return "citation", "it cites nothing"
    if len(cited) < len(one.cites):
        return "citation", "it cites a quote that is not there"
    if len(one.text) > LONGEST or _ADDRESS.search(one.text):
        return "length", "it is too long, or holds an address"
    return None
