"""What the statement classifier sees of a draft: words as hashed numbers, and the tagger's own states.

Words are hashed into `BUCKETS` numbers (Weinberger et al., ICML 2009), so that no list of words is kept; what a
classifier makes of each is learnt. Only words of grammar are told apart by pattern: negation, modals and
auxiliaries, personal pronouns.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final
from zlib import crc32

import numpy as np

from ..model import Span
from ..tagger.network import mean
from ..tagger.tagger import Frame
from ..tagger.weights import Floats
from ..text.tokens import places_in
from .span_decoder import Draft

BUCKETS: Final = 1 << 14  # numbers that features are hashed into
POOLED: Final = 3  # parts of a draft whose states are averaged: cue, source, content
_AUXILIARY: Final = re.compile(
    r"(?:is|are|was|were|be|been|being|am|has|have|had|having|do|does|did|['’](?:s|re|ve|d|m)"
    r"|also|still|now|then|later|once|already|ever|just|\w+ly)"
)
_NEGATION: Final = re.compile(r"(?:not|never|no|nor|neither|hardly|without|cannot|\w*n['’]t|['’]t)")
_MODAL: Final = re.compile(r"(?:may|might|could|would|can|will|should|must|to|shall|wo|ca|['’]ll)")
_FIRST: Final = frozenset({"i", "we", "me", "us"})
_THIRD: Final = frozenset({"he", "she", "they", "him", "her", "them", "his", "their"})
_OTHER: Final = frozenset({"you", "it", "this", "that", "these", "those", "which", "who"})
_DETERMINERS: Final = frozenset({"the", "a", "an", "some", "many", "one"})
_ENDING: Final = re.compile(r"(?<=.{3})(?:ing|ied|ies|ed|es|s|e)\Z", re.DOTALL)
_LEAST_STEM: Final = 3
_IN_QUOTES: Final = frozenset({2, 4})  # of `features`' places: inside a quotation, inside one left open
_BEFORE: Final = 3
_LEAST_ODDS: Final = 0.005


def stem(word: str) -> str:
    """Take a regular ending off a folded word, so that "warned", "warns" and "warning" are one."""
    word = _ENDING.sub("", word)
    return word[:-1] if len(word) > _LEAST_STEM and word[-1] == word[-2] else word


def hashed(text: str, tokens: Sequence[Span], frame: Frame, d: Draft) -> dict[int, float]:
    """Give the features of a draft: values by number, each below `BUCKETS`."""
    found: dict[int, float] = {}
    for name, value in _named(text, tokens, frame, d):
        number = crc32(name.encode()) % BUCKETS
        found[number] = found.get(number, 0.0) + value
    return found


def pooled(tokens: Sequence[Span], frame: Frame, d: Draft) -> Floats:
    """Average the tagger's states over the words of the cue, of the source and of the content.

    Returns:
        Shape (`POOLED` * size,); zeros for a part that is missing, or a frame that came without states.
    """
    states = frame.states
    if states is None:
        return np.zeros(0, dtype=np.float32)
    source = places_in(tokens, [d.source]) if d.source else []
    return np.concatenate([_mean(states, part) for part in (frame.cue, source, places_in(tokens, d.content))])


def _mean(states: Floats, part: Sequence[int]) -> Floats:
    return mean(states[list(part)]) if part else np.zeros_like(states[0])


def _named(text: str, tokens: Sequence[Span], frame: Frame, d: Draft) -> list[tuple[str, float]]:
    def word(place: int) -> str:
        """Fold a word; there is none before the paragraph and behind it."""
        return text[slice(*tokens[place])].lower().replace("’", "'") if 0 <= place < len(tokens) else ""

    source = set(places_in(tokens, [d.source])) if d.source else set()
    content = places_in(tokens, d.content)
    first, last = frame.cue[0], frame.cue[-1]
    cue = list(map(word, frame.cue))
    before = [word(i) for i in range(max(0, first - _BEFORE), first) if i not in source]
    negations = list(map(_NEGATION.fullmatch, cue + before))
    modals = list(map(_MODAL.fullmatch, cue + before[-2:]))
    core = [w for w in cue if not any(kind.fullmatch(w) for kind in (_NEGATION, _MODAL, _AUXILIARY))]
    main = (core or cue)[0]
    begins = tokens[frame.cue[cue.index(main)]].start
    written = text[begins : begins + 2]
    kind = d.kind[0]
    named = [f"head {stem(main)}", f"{kind} head {stem(main)}", f"ending {main[-3:]}", f"cue {' '.join(cue)}"]
    named += [f"cue's {stem(w)}" for w in core[1:]]
    named += [f"{step} {word((first if step < 0 else last) + step)}" for step in (-1, -2, 1, 2)]
    named += [f"content's {i} {word(place)}" for i, place in enumerate(content[:2])]
    named += [f"kind {kind}", *_of_source(text, d)]
    flags = {
        "negated": any(negations),
        "modal": any(modals),
        "negated inside": any(negations[: len(cue)]),
        "modal inside": any(modals[: len(cue)]),
        "capital": written[:1].isupper(),
        "capitals": len(written) > 1 and written.isupper(),
        "that": bool(content) and "that" in map(word, (content[0] - 1, content[0])),
        "behind": bool(content) and content[0] > last,
        "quoted": frame.place in _IN_QUOTES,
        "asked": bool(content) and "?" in map(word, range(place := max(last, content[-1]), place + 3)),
    }
    named += [name for name, fits in flags.items() if fits]
    length = math.log(max(1, sum(len(text[start:end].split()) for start, end in d.content))) / 3
    rated = {"certainty": _odds(d.certainty), "support": _odds(d.support), "length": length}
    return [
        *((name, 1.0) for name in named),
        *((f"{of}{name}", value) for name, value in rated.items() for of in ("", f"{kind} ")),
        ("of cue", min(len(cue), 5) / 5),
        ("from cue", min(6, abs(content[0] - last - 1)) / 6 if content else 1.0),
        ("likeliest source", float(frame.source.max())),
    ]


def _of_source(text: str, d: Draft) -> list[str]:
    if d.source is None:
        return ["no source"]
    written = text[d.source.start : d.source.end].split()
    head = written[0].lower()
    if len(written) == 1 and head in _FIRST:
        kind = "first person"
    elif len(written) == 1 and head in _THIRD:
        kind = "third person"
    elif len(written) == 1 and head in _OTHER:
        kind = head
    elif all(word[0].isupper() for word in written):
        kind = "name"
    elif head in _DETERMINERS or head[0] == written[0][0]:
        kind = "nominal"
    else:
        kind = "described name"
    ahead = ["source ahead"] if d.source.start < d.cue.start else []
    return [f"source is {kind}", f"source's {stem(written[-1].lower().strip('.,'))}", *ahead]


def _odds(probability: float) -> float:
    kept = min(max(probability, _LEAST_ODDS), 1 - _LEAST_ODDS)
    return math.log(kept / (1 - kept)) / 3
