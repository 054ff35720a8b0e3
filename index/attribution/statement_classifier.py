"""Whether what the tagger found is a statement: somebody's words, or what somebody is said to believe.

The tagger learnt from annotated political news, whose annotators also took what people do, want and show for
attributions, and it is sure of itself on pages that are nothing like it. What it says of a report is therefore one
piece of evidence among others.
"""

from __future__ import annotations

import math
import re
from typing import Final

from ..lexicon.word_classes import head_word, is_attitude, is_body, names_nobody, plain
from ..model import Span
from .cue_classes import Sense, reports, sense
from .factuality import is_told_as_fact
from .span_decoder import Draft

SHORT: Final = 5
CERTAIN: Final = 0.8
"""A direct statement of fewer words than `SHORT` needs a cue of at least this probability."""

BRIEF: Final = 4
"""A report of fewer words needs a cue of at least the probability `CERTAIN`."""

SURE: Final = 0.85
"""What no word of saying or thinking brings, and is not all in quote marks, needs a cue of this probability."""

ANYBODY: Final = frozenset({"you", "we", "it", "this", "that", "these", "those", "which"})
"""Who "wants", "knows" or "sees" something and is nobody: the reader, the writers, a thing."""

# Log-odds: of a cue's and a content's probability, of a content's words, of what the cue speaks of.
_OF_CUE: Final = 0.5
_OF_CONTENT: Final = 0.4
_OF_LENGTH: Final = 0.6
_OF_SENSE: Final[dict[Sense, float]] = {"saying": -1.9, "either": -2.9, "other": -4.3, "perceiving": -5.4}
_NOT_SAID: Final = -3.5
_NOT_YET_SAID: Final = -1.5
_MOST: Final = 0.995
_LEAST: Final = 0.01

_DENIAL: Final = re.compile(
    r"\b(?:not|never|no|nor|neither|hardly|yet to|declin\w+|unable|refus\w+)\b|n[’']t\b", re.IGNORECASE
)
_UNREAL: Final = re.compile(
    r"^(?:(?:may|might|could|would|can|will|should|must|to)\b|[’']ll\b)|\b(?:due|expected|scheduled|set) to\b",
    re.IGNORECASE,
)
_HEARSAY: Final = re.compile(r"(?:is|are|was|were|has|have|had)?\s?reportedly", re.IGNORECASE)
_AUXILIARIES: Final = re.compile(r"\s[a-z’'\s]+\s")
_NEAR: Final = 20
_DOCUMENTS: Final = re.compile(
    r"\b(?:poll|survey|study|analysis|report|data|research|figures|document|record|filing|letter|memo|result)s?\b",
    re.IGNORECASE,
)
_FINDING: Final = frozenset("find finds found finding show shows showed showing discovered".split())
_ITSELF: Final = re.compile(r"(?:it|them|him|her)sel(?:f|ves)\b")
_ASKS: Final = re.compile(
    r"(?:am|are|can|could|did|do|does|had|has|have|is|should|was|were|will|would)\b", re.IGNORECASE
)
_ASKED: Final = re.compile(r"[^.!?“”\"\n]*\?")
_FULL_NAME: Final = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}")
_INSIDE: Final = re.compile(r"[\w,’'”)\]] $")


def is_statement(text: str, d: Draft) -> bool:
    """Tell whether a draft with a content gives somebody's words.

    A few words in quote marks at an uncertain cue are a scare quote or the title of something. A report, which has
    no quote marks to show for itself, needs `credit`. Headlines say nothing: "PASTOR SHARES HIS FAITH".

    Args:
        text: The article's text.
        d: The draft; it has a content.
    """
    return _is_told(text, d) and (d.kind != "indirect" or credit(text, d) >= 0)


def is_stance(text: str, d: Draft) -> bool:
    """Tell whether a draft with a content is a report that has too little credit to give somebody's words.

    Args:
        text: The article's text.
        d: The draft; it has a content.
    """
    return d.kind == "indirect" and _is_told(text, d) and credit(text, d) < 0


def _is_told(text: str, d: Draft) -> bool:
    cue = text[d.cue.start : d.cue.end]
    if (cue.isupper() and len(cue) > 1) or not is_told_as_fact(text, d.cue):
        return False
    if d.kind == "direct":
        return d.certainty >= CERTAIN or d.words(text) >= SHORT
    if d.certainty < SURE and not reports(cue) and not _is_signature(text, cue, d.source):
        return False
    if _HEARSAY.fullmatch(cue):
        return False
    if d.source is not None and is_attitude(cue) and plain(text[d.source.start : d.source.end]) in ANYBODY:
        return False
    return d.kind == "mixed" or _is_report(text, d)


def _is_report(text: str, d: Draft) -> bool:
    if d.certainty < CERTAIN and d.words(text) < BRIEF:
        return False
    return not (_is_asked(text, d) or _is_heading(text, d) or all(names_nobody(text[a:b]) for a, b in d.content))


def credit(text: str, d: Draft) -> float:
    """Weigh whether a report gives somebody's words or beliefs.

    The more probable its cue and its content are to the tagger, the longer it is, and the plainer its cue is one
    of saying, the better; one that is denied ("did not say") or yet to come ("could talk about") gives no words.
    The weights are those of a logistic regression on reports of news read by hand and on annotated ones.

    Args:
        text: The article's text.
        d: The draft of a report.

    Returns:
        Positive for a statement, negative for none.
    """
    cue = _with_auxiliaries(text, d)
    means = sense(cue)
    if means == "perceiving" and _is_finding(text, cue, d):
        means = "either"
    elif _is_signature(text, cue, d.source):
        means = "saying"
    weight = _OF_SENSE[means]
    if _DENIAL.search(cue) and not is_attitude(cue):
        weight += _NOT_SAID
    if _UNREAL.search(cue):
        weight += _NOT_YET_SAID
    return (
        weight
        + _OF_CUE * _odds(d.certainty)
        + _OF_CONTENT * _odds(d.support)
        + _OF_LENGTH * math.log(max(1, d.words(text)))
    )


def _with_auxiliaries(text: str, d: Draft) -> str:
    """Give a cue with the words between source and cue, if they are few: "Roe can", with the cue "call"."""
    if d.source is not None and 0 < d.cue.start - d.source.end <= _NEAR:
        between = text[d.source.end : d.cue.start]
        if _AUXILIARIES.fullmatch(between):
            return text[d.source.end : d.cue.end].lstrip()
    return text[d.cue.start : d.cue.end]


def _is_finding(text: str, cue: str, d: Draft) -> bool:
    """Whether a document or a body reports what it finds: "The poll shows", "the FDA found"."""
    if d.source is None:
        return False
    if _DOCUMENTS.search(text, *d.source):
        return True
    found = head_word(cue) in _FINDING and is_body(text[d.source.start : d.source.end])
    return found and not _ITSELF.match(text, d.content[0].start)


def _odds(probability: float) -> float:
    kept = min(max(probability, _LEAST), _MOST)
    return math.log(kept / (1 - kept))


def _is_heading(text: str, d: Draft) -> bool:
    """Whether a cue is in upper case inside a sentence, as in a headline: "Roe Says Dam Will Hold"."""
    return text[d.cue.start].isupper() and _INSIDE.search(text, max(0, d.cue.start - 2), d.cue.start) is not None


def _is_asked(text: str, d: Draft) -> bool:
    """Whether a report is what the article asks: "Does Roe regret the pier?"."""
    begins = max(text.rfind(mark, 0, d.cue.start) for mark in ".!?\n") + 1
    opening = text[begins : d.cue.start].lstrip()
    return _ASKS.match(opening) is not None and _ASKED.match(text, max(d.cue.end, d.content[-1].end)) is not None


def _is_signature(text: str, cue: str, source: Span | None) -> bool:
    """Whether nothing but marks stands between words and the full name of whose they are: "— Jane Roe"."""
    if source is None or any(map(str.isalnum, cue)):
        return False
    return _FULL_NAME.fullmatch(text, source.start, source.end) is not None
