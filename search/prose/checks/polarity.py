"""What is denied in what is cited is denied in the sentence, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from onrecord.index.lexicon.lexicon import words as lexicon
from onrecord.index.lexicon.word_classes import PRONOUNS

from ...thesaurus import relations
from .claim import Claim, Token

_ENDS: Final = frozenset(". , ; : ! ? — –".split())
_BREAKS: Final = frozenset("but and if while whereas although though because which who".split())
_WIDE: Final = re.compile(r"(?:den(?:y|ies|ied|ying|ial)|reject\w*|refut\w+|disavow\w*|doubt\w*|dismiss\w*)$")
"""Verbs that turn round all that follows "that", up to the end of the sentence."""
_TURNS: Final = frozenset(
    (("rather", "than"), ("instead", "of"), ("and", "not"), ("far", "from"), ("free", "from"), ("free", "of"))
)
_NOT: Final = re.compile(r"n't$")
_ALONE: Final = frozenset("just only merely solely".split())
_KEEP: Final = re.compile(r"(?:keep|kept|keeping|stop)s?$")
_OUT: Final = re.compile(r"rul(?:e|es|ed|ing)$")
_LESS: Final = frozenset(("", *". , ; for by in from since again".split()))
_VOTED: Final = frozenset("vote votes voted voting is was are were be speak spoke spoken decided".split())


_JOINING: Final = frozenset("and that but or".split())


class Signed(NamedTuple):
    """A word that tells something, and whether its clause is under an odd number of negations."""

    stem: str
    negated: bool
    clause: int
    text: str


def check_polarity(claim: Claim) -> str | None:
    """Find something that is told turned round."""
    ours = list(signed(claim.tokens))
    theirs = [list(signed(text)) for text in claim.evidence]
    signs: dict[str, set[bool]] = {}
    for one in (one for some in theirs for one in some):
        for stem in (one.stem, *relations(one.stem).same):
            signs.setdefault(stem, set()).add(one.negated)
    for clause in dict.fromkeys(one.clause for one in ours):
        shared = [one for one in ours if one.clause == clause and one.stem in signs]
        against = [one for one in shared if one.negated not in signs[one.stem]]
        if against and (2 * len(against) >= len(shared) or _is_other_subject(shared, against, claim.evidence)):
            return f"“{against[0].text}” is {'not ' if against[0].negated else ''}denied in what it cites"
    negated = _has_negation(claim.tokens)
    if negated and not any(map(_has_negation, claim.evidence)):
        return "it denies, and what it cites does not"
    if not negated and _nearest_is_negated(ours, theirs):
        return "what it cites denies, and it does not"
    return None


def check_not_only(claim: Claim) -> str | None:
    """Find "only" and the like told plainly where it stands behind "not" in what is cited."""
    for before, word, after in _threes(claim.tokens):
        if word not in _ALONE or _is_not(before):
            continue
        held = [
            (ahead, behind) for text in claim.evidence for ahead, one, behind in _threes(text) if one in _ALONE
        ]
        nearest = [ahead for ahead, behind in held if behind == after] or [ahead for ahead, _ in held]
        if nearest and all(map(_is_not, nearest)):
            return f"what it cites says “not {word}”"
    return None


def _threes(found: Sequence[Token]) -> Iterator[tuple[str, str, str]]:
    words = ["", *(token.lower for token in found), ""]
    yield from zip(words, words[1:], words[2:], strict=False)


def _is_not(word: str) -> bool:
    return word == "not" or _NOT.search(word) is not None


def _is_other_subject(
    shared: Sequence[Signed], against: Sequence[Signed], evidence: Sequence[Sequence[Token]]
) -> bool:
    """Whether what a clause begins with is denied in one of its own, and the rest is told of another there."""
    rest = {one.stem for one in shared[1:]}
    if shared[0] is not against[0] or not rest:
        return False
    nearest = max(
        (clause for text in evidence for clause in _parted(text)), key=lambda one: len(_stems(one) & rest)
    )
    first = next((token.lower for token in nearest if token.lower not in _JOINING), "")
    return shared[0].stem not in _stems(nearest) and first not in lexicon("auxiliaries") | PRONOUNS


def _parted(text: Sequence[Token]) -> Iterator[Sequence[Token]]:
    return (text[first:last] for first, last in _clauses(text) if last > first)


def _stems(clause: Sequence[Token]) -> set[str]:
    return {token.stem for token in clause}


def _nearest_is_negated(ours: Sequence[Signed], theirs: Sequence[Sequence[Signed]]) -> bool:
    """Whether the clause of the quotes that shares most words with a sentence is under a negation."""
    stems = {one.stem for one in ours}
    best, found = 0, False
    for some in theirs:
        for clause in dict.fromkeys(one.clause for one in some):
            its = [one for one in some if one.clause == clause and one.stem in stems]
            if len(its) > best:
                best, found = len(its), its[0].negated
    return found


def signed(found: Sequence[Token]) -> Iterator[Signed]:
    """Yield the words that tell something, with the sign of their clauses."""
    plain = lexicon("plain_words")
    wide = False
    for clause, (first, last) in enumerate(_clauses(found)):
        if first and found[first - 1].text in ".;!?":
            wide = False
        negated = wide
        for place in range(first, last):
            if negates(found, place):
                negated = not negated
                following = {token.lower for token in found[place + 1 : place + 5]}
                if _WIDE.match(found[place].lower) and "that" in following:
                    wide = not wide
        for token in found[first:last]:
            name = token.text[0].isupper() and token.start > 0
            if token.stem and token.lower not in plain and token.text[0].isalpha() and not name:
                yield Signed(token.stem, negated, clause, token.text)


def _clauses(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where each clause begins and ends."""
    first = 0
    for place, token in enumerate(found):
        if token.lower in _ENDS or token.lower in _BREAKS:
            yield first, place
            first = place + 1
        elif _turns_what_follows(found, place):
            yield first, place
            first = place
    yield first, len(found)


def _turns_what_follows(found: Sequence[Token], place: int) -> bool:
    """Whether a word turns round what follows alone: "without", "rather than", "and not"."""
    word, after = found[place].lower, found[place + 1].lower if place + 1 < len(found) else ""
    return word in {"without", "unless"} or (word, after) in _TURNS


def _has_negation(found: Sequence[Token]) -> bool:
    return any(negates(found, place) for place in range(len(found)))


def negates(found: Sequence[Token], place: int) -> bool:
    """Whether a word turns its clause round: "not" does, "not only" and "no doubt" do not."""
    word = found[place].lower.removesuffix("'s")
    before = found[place - 1].lower if place else ""
    after = [token.lower for token in found[place + 1 : place + 3]] + ["", ""]
    if word == "against":
        return before in _VOTED
    if word == "no" and after[0] == "matter":
        return after[1] not in {"how", "what", "who", "where", "when", "whether"}
    # What declines for months grows less, and denies nothing.
    if (
        (word.startswith("declin") and after[0] in _LESS)
        or (word, after[0]) == ("never", "before")
        or (word in {"not", "no"} and after[0] in {"only", "doubt", "just", "merely", "less", "fewer", "later"})
    ):
        return False
    if word == "no" and after[0] == "more":
        return after[1] != "than"
    for verb, particle, nearest in ((_KEEP, "from", 2), (_OUT, "out", 1)):
        if verb.match(word):
            return any(token.lower == particle for token in found[place + nearest : place + 6])
    turns = word in {"unless", "zero"} or (word != "and" and (word, after[0]) in _TURNS)
    return turns or word in lexicon("negations") or _NOT.search(word) is not None
