"""Every word of a sentence that tells something stands in what it cites, or means what one there means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from onrecord.index.lexicon.lexicon import rows
from onrecord.index.lexicon.lexicon import words as lexicon

from ...thesaurus import PARTICLES, are_alike, base, relations
from .claim import Claim, Token
from .numbers import is_number, unit
from .polarity import negates

_SHORTEST: Final = 5
_APART: Final = 4
"""Places behind a verb at which its particle may stand."""

_FIXED: Final = frozenset((("as", "well"), ("of", "course"), ("the", "time"), ("in", "fact")))
"""Words that tell nothing behind these."""

_POINTING: Final = frozenset("the its his her their this that these those our".split())


def check_novelty(claim: Claim) -> str | None:
    """Find a word that brings in what is not told in what is cited."""
    return next((f"nothing in what it cites says “{token.text}”" for _, token in loose(claim)), None)


def loose(claim: Claim) -> Iterator[tuple[int, Token]]:
    """Yield the words that tell something and that nothing in what is cited has or means, with their places."""
    held = _Held(claim)
    lent = 0
    for place, token in told(claim.tokens):
        if held.has(token) or held.is_phrase(place) or is_telling(claim, place) or held.is_known(place):
            continue
        if held.lends(place) and not lent:
            lent += 1  # one thing may be called by its name; with two, who does what to whom could be anything
            continue
        yield place, token


class _Held:
    """The words of what is cited, and which of them a sentence has in other words."""

    def __init__(self, claim: Claim) -> None:
        texts = (*claim.evidence, *claim.around)
        self._claim = claim
        self._voices = {token.lower.removesuffix("s") for text in claim.known for token in text}
        self.stems = {stem for text in texts for token in text for stem in forms(token)}
        # "not clear" is "unclear": `check_polarity` looks at the rest.
        unlike = (token.lower[2:] for text in texts for token in text if token.lower in lexicon("negations"))
        self.stems |= {"".join(claim.words(one)) for one in unlike if one} - {""}
        self._near = self.stems | {other for stem in self.stems for other in related(stem)}

    @cached_property
    def _free(self) -> set[str]:
        """Words of the quotes themselves that the sentence does not have: another may stand there for one."""
        ours = {stem for token in self._claim.tokens for stem in forms(token)}
        plain = lexicon("plain_words")
        theirs = (token for text in self._claim.evidence for token in text if token.lower not in plain)
        whole = {
            key for text in self._claim.evidence for place in range(len(text)) for key in phrases(text, place)
        }
        return {stem for token in theirs if not forms(token) & ours for stem in forms(token)} | whole

    @cached_property
    def _words(self) -> set[str]:
        """The same, as they are written."""
        ours = {stem for token in self._claim.tokens for stem in forms(token)}
        return {one.lower for text in self._claim.evidence for one in text if not forms(one) & ours}

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        """Words that stand side by side in the article."""
        return {(a.stem, b.stem) for text in self._claim.context for a, b in pairwise(text) if a.stem and b.stem}

    @cached_property
    def _context(self) -> set[str]:
        return {stem for text in self._claim.context for token in text for stem in forms(token)}

    def is_phrase(self, place: int) -> bool:
        """Whether a verb with its particle means nearly what a word there does: "put off" and "postpone"."""
        return any(are_alike(key, other) for key in phrases(self._claim.tokens, place) for other in self._free)

    def has(self, token: Token) -> bool:
        """Whether a word stands there, or one that means the same or nearly so."""
        parts = [token._replace(lower=one, stem="".join(self._claim.words(one))) for one in token.lower.split("-")]
        if len(parts) > 1:
            return bool(forms(token) & self._near) or all(not one.stem or self.has(one) for one in parts)
        own = forms(token)
        if own & self.stems or token.lower.removesuffix("'s").removesuffix("s") in self._voices:
            return True
        if any(relations(stem).against & self._free for stem in own):
            return False
        if own & self._near:
            return True
        if self._denies(token):  # `check_polarity` looks at those
            return any(negates(text, place) for text in self._claim.evidence for place in range(len(text)))
        news = any(token.lower in row and row & self._words for row in _news())
        alike = any(are_alike(stem, other) for stem in own for other in self._free)
        return news or (alike and token.lower not in exact())

    def _denies(self, token: Token) -> bool:
        found = self._claim.tokens
        return any(negates(found, place) for place, one in enumerate(found) if one.start == token.start)

    def is_known(self, place: int) -> bool:
        """Whether a word belongs to one beside it, as in the article, or tells who speaks, where and to whom."""
        token, claim = self._claim.tokens[place], self._claim
        if claim.said and not claim.is_in_said(token) and token.lower not in exact():
            return bool(forms(token) & self._context)
        beside = claim.tokens[place + 1] if place + 1 < len(claim.tokens) else token
        return bool(forms(beside) & self.stems) and (token.stem, beside.stem) in self._pairs

    def lends(self, place: int) -> bool:
        """Whether a word is what the article calls something that the quote has a pronoun for, or leaves out.

        Nothing that the quote tells may be missing beside it: the word could have taken its place.
        """
        claim = self._claim
        token = claim.tokens[place]
        before = {one.lower for one in claim.tokens[max(0, place - 3) : place]}
        if token.lower in exact() - lexicon("measures") or not (before & _POINTING or token.lower.endswith("'s")):
            return False
        if not forms(token) & self._context:
            return False
        ours = {stem for one in claim.tokens for stem in forms(one)}
        return any(is_whole(text, ours) for text in claim.evidence)


def is_whole(text: Sequence[Token], ours: set[str]) -> bool:
    """Whether a sentence has every word of a quote."""
    return all(forms(token) & ours or _is_alike(forms(token), ours) for _, token in told(text))


def _is_alike(own: Iterable[str], ours: set[str]) -> bool:
    return any(related(stem) & ours or any(are_alike(stem, other) for other in ours) for stem in own)


def is_telling(claim: Claim, place: int) -> bool:
    """Whether a word says that somebody says or wants something, as the cited statements do."""
    token = claim.tokens[place]
    if claim.is_in_said(token):
        return False
    needed = _tellings().get(token.lower)
    if needed is None:
        return False
    return not needed or any(one.lower in needed for text in claim.evidence for one in text)


def check_small_words(claim: Claim) -> str | None:
    """Find a small word that says more than what is cited: all, only, because, before."""
    for clause in claim.clauses:
        for token in clause:
            kinds = claimed().get(token.lower, ())
            ahead = claim.tokens[claim.tokens.index(token) - 1].lower
            if not kinds or token.lower in lexicon("plain_words") or ahead == "no":  # "no fewer than" is a bound
                continue
            beside = [one for one in clause if one is not token]
            held = {one.lower for text in _nearest(claim, beside) for one in text}
            if token.lower not in held and not any(kind & held for kind in kinds):
                return f"nothing in what it cites says “{token.text}”"
    return None


def _nearest(claim: Claim, clause: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the words of those quotes, and around them, that share most words with a clause."""
    plain = lexicon("plain_words")
    ours = {stem for token in clause if token.lower not in plain for stem in forms(token)}
    shared = [len(ours & {stem for token in text for stem in forms(token)}) for text in claim.evidence]
    for count, text, around in zip(shared, claim.evidence, claim.around, strict=True):
        if count == max(shared):
            yield text
            if len(shared) == 1:  # around one quote another may stand
                yield around


def told(found: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the words that tell something, with their places: no words of grammar, no names, no numbers."""
    plain = lexicon("plain_words")
    for place, token in enumerate(found):
        if (
            not token.lower[0].isalpha()
            or token.lower in plain
            or token.lower in claimed()
            or is_number(token.lower)
        ):
            continue
        if token.text[0].isupper() and place and found[place - 1].text not in '"“‘':
            continue
        if token.stem and (place and found[place - 1].lower, token.lower) not in _FIXED:
            yield place, token


def phrases(found: Sequence[Token], place: int) -> Iterator[str]:
    """Yield a verb with each particle that may be its own: "bring_back" of "bring the protection back"."""
    for other in found[place + 1 : place + _APART]:
        if other.lower in PARTICLES:
            yield from (f"{stem}_{other.lower}" for stem in forms(found[place]))


@lru_cache(maxsize=8192)
def forms(token: Token) -> frozenset[str]:
    """Give the stem of a word, its unit, and the stem of its plain form where it is irregular."""
    if not token.stem:
        return frozenset()
    found = {token.stem, base(token.stem), unit(token.lower)} - {""}
    if token.stem.endswith(("er", "est")) and len(token.stem) >= _SHORTEST:
        found |= {token.stem.removesuffix("er"), token.stem.removesuffix("est")}
    return frozenset(found)


@lru_cache(maxsize=8192)
def related(stem: str) -> frozenset[str]:
    """Give the stems of words that mean the same as one, or of which it is a kind."""
    return relations(stem).same | relations(stem).above


@lru_cache(maxsize=1)
def exact() -> frozenset[str]:
    """Words for people, measures, days and directions: another of them is somebody or something else."""
    kinds = "roles jobs kin people_nouns titles quantities directions calendar measures gendered_nouns"
    return frozenset().union(*(lexicon(kind) for kind in kinds.split()))


@lru_cache(maxsize=1)
def _news() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, rows("news_synonyms")))


@lru_cache(maxsize=1)
def _tellings() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in rows("tellings"):
        end = row.index(":") if ":" in row else len(row)
        found |= dict.fromkeys(row[:end], frozenset(row[end + 1 :]))
    return found


@lru_cache(maxsize=1)
def claimed() -> dict[str, tuple[frozenset[str], ...]]:
    """Give the small words that say much, each with its rows of words that say the same."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for row in rows("claimed"):
        for word in row:
            found[word] = (*found.get(word, ()), frozenset(row))
    return found
