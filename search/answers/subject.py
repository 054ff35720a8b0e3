"""Finds whom a question is about, where its grammar does not say that it asks for words: "would Roe sign it?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import Final

from onrecord.index import is_role, plain_words
from onrecord.index.lexicon.lexicon import words
from onrecord.index.lexicon.word_classes import given_name

from ..query.speech_verbs import HELPS
from .entity_linker import Mention

_NOTE: Final = re.compile(
    # X on Y; X quote about Y: so say headlines, but also "attack on Odesa"
    r"^(?P<speaker>[^?,;:]{2,60}?)(?:['’]s)?\s+(?:on|about|re|quotes?|remarks?|concerns?|comments?|responses?|reactions?"
    r"|repl(?:y|ies))\s+[^?]+?[?.!\s]*$",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"(?<=[a-z\d)”\"][.!?])\s+(?=[A-Z])")
_ASKING: Final = re.compile(
    # A number, a day or a place is a fact of whomever it is about, and no words of theirs.
    rf"^\W*(?:(?:and|but|so)\s+)?(?:(?:what|why|whom|how(?!\s+(?:many|much|long|old|often|tall|big)\b)|which|in|on|with"
    rf"|for|from)\b[^?]{{0,60}}?\s)?(?:{HELPS})(?:n['’]?t)?\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_CONTRACTED: Final = re.compile(r"^\W*(?:what|how|why)['’]s\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)
_ASKS: Final = re.compile(r"\W*(?:who|what|when|where|why|how|which)\b", re.IGNORECASE)
_VERB: Final = re.compile(rf"\b(?:{HELPS})\b", re.IGNORECASE)
_PRONOUN: Final = re.compile(r"^(?P<one>he|she|they|that\s+(?:person|man|woman))\b", re.IGNORECASE)
_SEX: Final = {"he": "m", "that man": "m", "she": "f", "that woman": "f"}
_OWNER: Final = re.compile(r".+['’]s?$")
_DETERMINED: Final = re.compile(r"^(?:the|an?|one|some|[\w.-]+(?:\s[A-Z][\w.-]*){0,3}['’]s?)\s+", re.IGNORECASE)
_OF: Final = re.compile(
    r"^\s+(?:of|in|at|for|from)\s+(?:the\s+|an?\s+)?(?:[A-Z][\w.-]*['’]s?\s+(?:\w+\s+)?\w+|(?:[A-Z][\w.-]*\s?)+|[\w-]+)"
)
_THERE: Final = re.compile(r"^\W*(?:there(?:['’]s|\s+(?:is|was|were|has\s+been))\s+)?", re.IGNORECASE)
_CALLED: Final = """
    academic boss cofounder dad gaffer guy lobby man mom mum predecessor spouse star successor winner witness woman
"""
_LISTS: Final = ("people_nouns", "jobs", "kin", "body_nouns", "public_nouns")
_PEOPLE: Final = frozenset(_CALLED.split()).union(*map(words, _LISTS))
_NO_PERSON: Final = words("demonyms") | frozenset("former past present".split())
_WORD: Final = re.compile(r"[\w.'’-]+")
_PREPOSITIONS: Final = frozenset(
    "about after against as at before by for from in into of on to with who that".split()
)
_LONGEST: Final = 8
_TELEGRAM: Final = 10
_SHORT: Final = 5
_AHEAD: Final = re.compile(r"^(?P<head>[^,:?]{3,80})[,:]\s+(?P<asking>\S.+)$", re.DOTALL)


def subject_of(text: str, mentions: Sequence[Mention]) -> tuple[str, Mention | None] | None:
    """Find whom a question is about.

    Args:
        text: The question.
        mentions: Whom it names, in its order.

    Returns:
        The words that say who is meant, and who that is where a corpus knows them by it; None where no rule tells.
    """
    begins = max((end.end() for end in _SENTENCE_END.finditer(text)), default=0)
    last = text[begins:]
    found = _ASKING.match(last) or _CONTRACTED.match(last)
    if found is None:
        return _named_ahead(text, mentions, begins) or _of_telegram(text, mentions)
    if pronoun := _PRONOUN.match(found["rest"]):
        return _before(text[:begins], mentions, _SEX.get(pronoun["one"].lower()))
    return _at(text, begins + found.start("rest"), mentions)


def _at(text: str, start: int, mentions: Sequence[Mention]) -> tuple[str, Mention | None] | None:
    """Read the subject that begins at a place."""
    first = next((one for one in mentions if one.start >= start), None)
    phrase = described(text[start:])
    end = text.index(phrase, start) + len(phrase) if phrase else start
    if first is not None and first.end >= end and not first.owner and _leads(text[start : first.start]):
        # "The Verge critic" is not the Verge.
        return _by_name(text, first)
    return (phrase, None) if phrase else None


def _by_name(text: str, mention: Mention | None) -> tuple[str, Mention] | None:
    """Give the words that name somebody; who is called by a first name alone may be anybody."""
    if mention is None or mention.kind == "first name":
        return None
    return text[mention.start : mention.end], mention


def _leads(words_before: str) -> bool:
    """Whether words may stand before a name and belong to it: "Finland's president", "Sir", "then"."""
    return all(
        is_role(word) or _OWNER.match(word) or word.lower() in {"the", "then", "sir", "dame"}
        for word in words_before.split()
    )


def described(text: str) -> str | None:
    """Give the words at the head of a text that describe somebody: "the Orlo plant's chief chemist"."""
    text = text.lstrip()
    if not _DETERMINED.match(text):
        return None
    # What is "of the tower" is no tower.
    tokens = [*takewhile(lambda token: token[0] not in _PREPOSITIONS, islice(_WORD.finditer(text), _LONGEST))]
    people = [place > 0 and _is_person(token[0]) for place, token in enumerate(tokens)]
    if True not in people:
        return None
    # "The chief engineer": the last of those that follow each other.
    first = people.index(True)
    run = [*takewhile(bool, people[first:])]
    end = tokens[first + len(run) - 1].end()
    if joined := _OF.match(text[end:]):
        end += joined.end()
    return text[:end].rstrip()


def _is_person(word: str) -> bool:
    folded = word.lower()
    if _OWNER.match(word) or folded in _NO_PERSON:
        return False
    return folded in _PEOPLE or any(map(is_role, (folded, *folded.split("-"))))


def names_person(words_: str) -> bool:
    """Tell whether words hold one for a person: a role, a job, kin."""
    return any(_is_person(word) for word in _WORD.findall(words_))


def _before(told: str, mentions: Sequence[Mention], sex: str | None) -> tuple[str, Mention | None] | None:
    """Find whom a pronoun means in the sentences before the question: who comes first there."""
    if phrase := described(_THERE.sub("", told)):
        return phrase, None
    for one in mentions:
        if one.end <= len(told) and not one.owner and one.kind in {"name", "surname"}:
            own = _first_name(one)
            if own is not None and (sex is None or own in {sex, "u"}):
                return _by_name(told, one)
    return None


def _named_ahead(text: str, mentions: Sequence[Mention], begins: int) -> tuple[str, Mention | None] | None:
    """Read "the Orlo critic, does she like it?"."""
    parts = _AHEAD.match(text[begins:])
    if parts is None or not _ASKING.match(parts["asking"]):
        return None
    if phrase := described(parts["head"].strip()):
        return phrase, None
    first = next((one for one in mentions if one.start == begins and not one.owner), None)
    return _by_name(text, first)


def _of_telegram(text: str, mentions: Sequence[Mention]) -> tuple[str, Mention | None] | None:
    """Read "roe ferry fares quote": who comes first is meant."""
    note = _NOTE.match(text)
    if note is None and (_ASKS.match(text) or _VERB.search(text) or len(text.split()) > _TELEGRAM):
        return None
    first = next((one for one in mentions if not (one.start or one.owner or one.kind == "first name")), None)
    phrase = described(f"the {note['speaker'] if note is not None else text}")
    # "Orlo marketing manager why new name": not Orlo.
    if phrase and len(phrase.split()) <= _SHORT and (first is None or _first_name(first) is None):
        return phrase.removeprefix("the "), None
    return _by_name(text, first)


def _first_name(mention: Mention) -> str | None:
    """Tell whose given name the one who is best known has: "m", "f" or "u"; None where it is no given name."""
    return given_name(plain_words(mention.speakers[0].name)[0])
