"""Sieves for pronouns: each says whom a source means, or None where it cannot tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from ..lexicon.word_classes import FEMALE_PRONOUNS, MALE_PRONOUNS, OTHER_PRONOUNS
from .discourse import Discourse
from .name_sieves import of_name
from .speaker import NOBODY, Source, Speaker, speaker_of

ONLY: Final = 0.67
"""The probability that the only person of an article is meant, by estimate: it is rare."""

_UP_TO_WHO: Final = re.compile(r"[\s,—–(-]*|\s*[,(—–-]\s*(?:an?|the|his|her|its|their)\s[^.;:]*")
_BUT_NOT: Final = re.compile(r",? (?:and |but )?(?:not|rather than|instead of) (?:(?!but )[\w’'-]+\.? ){0,4}$")
"""Before a name: somebody else was meant, "Roe, not Mayor Ann Doe, who"."""


def relative(at: Discourse, source: Source) -> Speaker | None:
    """Find whose name stands right before "who" or "which", or before what explains it: "Roe, a poet who"."""
    if source.folded not in {"who", "which"}:
        return None
    start = source.span.start
    if source.folded == "which":
        before = next((m for m in reversed(at.outside) if m.span.end <= start), None)
        beside = before is not None and at.text[before.span.end : start].strip() in {",", ""}
        return of_name(at, before, source.span) if before is not None and beside else NOBODY
    i = bisect_right(at.antecedents, start - 1, key=lambda m: m.span.start) - 1
    while i >= 0 and (other := _BUT_NOT.search(at.text, max(0, start - 80), at.antecedents[i].span.start)):
        i, start = i - 1, other.start()
    if i < 0:
        return NOBODY
    antecedent = at.antecedents[i].span
    person = at.people.at(antecedent)
    return speaker_of(person) if person and _UP_TO_WHO.fullmatch(at.text, antecedent.end, start) else NOBODY


def gendered(at: Discourse, source: Source) -> Speaker | None:
    """Choose among everybody whom the article has spoken of so far; see `antecedents`."""
    if source.folded not in MALE_PRONOUNS | FEMALE_PRONOUNS:
        return None
    sex = "m" if source.folded in MALE_PRONOUNS else "f"
    chosen = at.meant(source.span.start, sex)
    if chosen is not None:
        return speaker_of(*chosen)
    # The one person whom an article names may come only after the pronoun.
    told = [p for p in at.people.persons if at.people.told(p)]
    fits = len(told) == 1 and told[0].sex in {sex, None}
    return speaker_of(told[0], ONLY) if fits else NOBODY


def it(at: Discourse, source: Source) -> Speaker | None:
    """Let "it" mean the body that spoke last or that opens a sentence before."""
    if source.folded not in {"it", "its"}:
        return None
    end = source.span.end
    following = at.text[end : end + 20] if source.folded == "it" else ""
    body = at.bodies.it(source.span.start, following, at.last_body)
    return Speaker(body.name, None, None) if body else NOBODY


def nobody(_at: Discourse, source: Source) -> Speaker | None:
    """Stop at other pronouns: they name nobody in particular."""
    return NOBODY if source.folded in OTHER_PRONOUNS | MALE_PRONOUNS | FEMALE_PRONOUNS else None
