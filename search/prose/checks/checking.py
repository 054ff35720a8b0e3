"""Runs the checks over a sentence, the cheap ones first."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from ...answers.unit_reader import UnitReader
from ...retrieval.reranker import Reranker
from ..marks import Written
from ..model import Fault, Grade, ProseSentence, Quote
from .certainty import check_certainty
from .claim import Claim, Words
from .dates import check_dates
from .deeds import check_deeds, check_done, check_sequence
from .names import check_free_names, check_names, check_near_names
from .novelty import check_novelty, check_small_words
from .order import check_order
from .polarity import check_polarity
from .pronouns import check_pronouns
from .quantities import check_numbers
from .quotations import check_quotations
from .rendering import check_free_denials, check_free_small_words, check_free_words
from .scope import check_scope
from .speakers import Part, parts

CUT: Final = Path(__file__).with_name("support.json")
ENTAILMENT: Final = Path(__file__).with_name("entailment.npz")
"""The cross-encoder, adapted by `eval/train_entailment.py` to tell whether quotes say what a sentence says."""

LONGEST: Final = 400
"""Characters of a sentence; a longer one is not read well enough to be vouched for."""

Check = Callable[[Claim], str | None]

_CHECKS: Final[tuple[tuple[Fault, Check], ...]] = (
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
    ("meaning", check_done),
    ("meaning", check_deeds),
    ("meaning", check_sequence),
)
_FREE: Final[Mapping[Check, Check | None]] = {
    check_names: check_free_names,
    check_polarity: check_free_denials,
    check_novelty: check_free_words,
    check_small_words: check_free_small_words,
    check_deeds: None,
    check_sequence: None,
}
"""What must still hold of a sentence that fails a check, so that it may be shown as put freely; None: no more."""
_FINAL: Final[Mapping[Check, Check]] = {
    check_quotations: check_quotations,
    check_numbers: check_numbers,
    check_dates: check_dates,
    check_names: check_near_names,
    check_pronouns: check_pronouns,
}
"""What nothing makes up for; what the other checks find, by comparing words, the learnt reader may overrule."""
_TURNING: Final = frozenset((check_deeds, check_sequence, check_polarity))
"""What the learnt reader lifts nothing over: to it a quote whose words have changed places is nearly a copy."""
_ADDRESS: Final = re.compile(r"https?://|www\.|@\w", re.IGNORECASE)


class Cut(NamedTuple):
    """From which logits on a sentence is supported; `eval/fit_prose.py` and `eval/fit_entailment.py` fit them.

    Attributes:
        supported: The cross-encoder's, where every other check holds.
        free: The cross-encoder's, where it is put freely.
        least: The adapted one's, above which a sentence is marked that comparing words finds free or wrong.
        told: The adapted one's, above which a sentence is supported where every other check holds.
        entailed: The adapted one's, above which a sentence that is put freely is supported.
    """

    supported: float
    free: float
    least: float
    told: float
    entailed: float


def load_cut(path: Path = CUT) -> Cut:
    """Read the fitted logits."""
    return Cut(**json.loads(path.read_text("utf-8")))


class Checker:
    """Tells whether quotes support sentences; safe to share between threads."""

    def __init__(self, reranker: Reranker, words: Words, cut: Cut | None = None) -> None:
        """Take what reads and what compares words.

        Args:
            reranker: The packaged cross-encoder.
            words: Stems the words of a text.
            cut: From which logits on it supports a sentence; None takes the fitted ones.
        """
        self._reranker, self._words = reranker, words
        self._cut = load_cut() if cut is None else cut
        self._reader = UnitReader(ENTAILMENT)

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
        grade, fault, reason = self._found(one, cited, before)
        return ProseSentence(one.text, cites, grade, fault, reason, tuple(cited))

    def _found(self, one: Written, cited: Sequence[Quote], before: str) -> tuple[Grade, Fault | None, str | None]:
        if wrong := _wrong(one, cited):
            return "unsupported", *wrong
        spoken = parts(before, one.text, cited)
        if isinstance(spoken, str):
            return "unsupported", "speaker", spoken
        found = [_compared(Claim(part.text, part.quotes, self._words, part.said)) for part in spoken]
        if final := next(filter(None, (each.final for each in found)), None):
            return "unsupported", *final
        return self._graded(one.text, cited, spoken, found)

    def _graded(
        self, text: str, cited: Sequence[Quote], spoken: Sequence[Part], found: Sequence[_Compared]
    ) -> tuple[Grade, Fault | None, str | None]:
        """Grade a sentence in which nothing is wrong for good."""
        read = self.entailment(text, cited)
        if against := next(filter(None, (each.against for each in found)), None):
            return ("free" if read > self._cut.least else "unsupported"), *against
        freely = next(filter(None, (each.freely for each in found)), None)
        if freely is None and not all(part.sure for part in spoken):
            freely = "speaker", "it does not say that these are the words of whom it names"
        cut = self._cut.supported if freely is None else self._cut.free
        if any(self.support(part.text, part.quotes) < cut for part in spoken) or (
            freely and read <= self._cut.least
        ):
            return "unsupported", "support", "what it cites does not say so"
        turned = any(each.turned for each in found)
        if read > (self._cut.told if freely is None else self._cut.entailed) and not turned:
            return "supported", None, None
        return "free", *(freely or ("meaning", "a learnt reader is not sure that what it cites says so"))

    def support(self, text: str, quotes: Sequence[Quote]) -> float:
        """Score how well quotes, one by one and together, support a text; a logit."""
        told = _told(quotes)
        scores = self._reranker.score(text, [*told, *([" ".join(told)] if len(told) > 1 else [])])
        return float(np.max(scores))

    def entailment(self, text: str, quotes: Sequence[Quote]) -> float:
        """Score whether quotes together say what a text says; a logit of the adapted cross-encoder's.

        Raises:
            ModelError: Its packaged file is missing or altered.
        """
        return float(self._reader.read([(text, " ".join(_told(quotes)))])[0])


class _Compared(NamedTuple):
    """The first fault of each kind: one for good, one that may be overruled, one of what is put freely.

    `turned` tells whether words stand in another order than in the quotes, or deny otherwise.
    """

    final: tuple[Fault, str] | None = None
    against: tuple[Fault, str] | None = None
    freely: tuple[Fault, str] | None = None
    turned: bool = False


def _compared(claim: Claim) -> _Compared:
    """Hold a claim against its quotes."""
    against: tuple[Fault, str] | None = None
    freely: tuple[Fault, str] | None = None
    turned = False
    for fault, check in _CHECKS:
        if loosely := check(claim):
            if (final := _FINAL.get(check)) is not None and (wrongly := final(claim)):
                return _Compared(final=(fault, wrongly))
            other = _FREE.get(check, check)
            if other is not None and (wrongly := other(claim)):
                against = against or (fault, wrongly)
            freely = freely or (fault, loosely)
            turned = turned or check in _TURNING
    return _Compared(None, against, freely, turned)


def told_by(speaker: str | None, cue: str, text: str) -> str:
    """Give a quote with who says it, as both cross-encoders read it."""
    return f"{speaker or ''} {cue}: {text}".strip(" :")


def _told(quotes: Sequence[Quote]) -> list[str]:
    return [told_by(quote.speaker, quote.cue, quote.text) for quote in quotes]


def _wrong(one: Written, cited: Sequence[Quote]) -> tuple[Fault, str] | None:
    """Find what is wrong with a sentence whatever it says."""
    if not one.cites:
        return "citation", "it cites nothing"
    if len(cited) < len(one.cites):
        return "citation", "it cites a quote that is not there"
    if len(one.text) > LONGEST or _ADDRESS.search(one.text):
        return "length", "it is too long, or holds an address"
    return None
