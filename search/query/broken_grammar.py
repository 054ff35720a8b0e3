"""Reads questions of broken grammar and spelling: "wat did putin sayed abot it", "trump he say what of it"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from onrecord.index import is_role
from onrecord.index.lexicon.word_classes import given_name

from .frame_words import FrameClass, Meant, frame_class, is_against_rule, meant
from .statement_query import speech_question

_WORD: Final = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_SENTENCE: Final = re.compile(r"[.!?]\s+\S")
_LONGEST: Final = 24
_LONGEST_NAME: Final = 4
# Forms that need a helping verb before them: "Putin say" is no English, "did Putin say" is.
_BARE: Final = frozenset("say tell think claim ask reply promise warn mention comment explain speak talk".split())
_KEPT: Final = frozenset(
    "think warn promise claim mention explain deny complain admit threaten demand insist".split()
)
_SAID: Final = frozenset("say said says tell told tells think thinks thought".split())
_WHAT: Final = frozenset({"what", "what's", "whats"})
_POLITE: Final = frozenset("please pls plz hey hi hello so and but ok okay tell me".split())

Span = tuple[int, int]

Speakers = Callable[[str], Sequence[tuple[int, int, bool]]]
"""Finds the speakers of a corpus whom a text names: where each stands, and whether that can be but one."""


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    its: FrameClass | None

    @property
    def word(self) -> str:
        return self.text.lower()


def _tokens(text: str) -> list[_Token]:
    return [_Token(one[0], *one.span(), frame_class(one[0])) for one in _WORD.finditer(text)]


def mend_frame(text: str, rare: Callable[[str], bool], is_word: Callable[[str], bool]) -> dict[Span, str]:
    """Find the badly spelt words that put a question, by what they are like and where they stand.

    Args:
        text: The question.
        rare: Tells words that a corpus has hardly anything about.
        is_word: Tells words of the language, which need more to be taken for others.

    Returns:
        What is meant, by place.
    """
    tokens = _tokens(text)
    found: dict[Span, str] = {}
    for place, token in enumerate(tokens):
        if token.its is not None or (place and not token.text.islower()):
            continue
        # Where words are compared by their stems, "sayed" is as frequent as "say".
        wrong = is_against_rule(token.word) and place > 0 and tokens[place - 1].its != "helps"
        if not wrong and not rare(token.word):
            continue
        known = not wrong and is_word(token.word)
        one = next((one for one in meant(token.word) if _may_be(one, tokens, place, known=known)), None)
        if one is not None:
            tokens[place] = token._replace(text=one.word, its=one.its)
            written = token.text[0].isupper()
            found[token.start, token.end] = one.word.capitalize() if written else one.word
    return found


def _may_be(one: Meant, tokens: Sequence[_Token], place: int, *, known: bool) -> bool:
    """Tell whether a word of a class may stand at a place."""
    if known and not one.alike:
        return False
    before = tokens[place - 1].its if place else None
    if one.its == "asks":
        first = all(token.word in _POLITE for token in tokens[:place])
        return first or before in {"says", "any"} or (place == len(tokens) - 1 and not known)
    if one.its == "helps":
        return before == "asks" or (place == 0 and len(tokens) > 1)
    if one.its == "says":
        leads = place > 0 or one.word == "according"
        return leads and (not known or before == "somebody")
    said = before in {"says", "any"} or (before == "asks" and place > 1 and tokens[place - 2].its == "says")
    return said and place < len(tokens) - 1


def in_plain_words(text: str, mentions: Speakers, mended: Iterable[str]) -> str | None:
    """Put a question for somebody's words into plain English, whatever the order of its words.

    Args:
        text: The question, its words spelt as they should be.
        mentions: Finds the speakers of a corpus whom a text names.
        mended: Words of its frame that were badly spelt.

    Returns:
        "What did Putin say about missiles?", or None where its grammar is not broken, or nobody is asked for.
    """
    tokens = _tokens(text)
    says = [place for place, token in enumerate(tokens) if token.its == "says"]
    if not says or len(tokens) > _LONGEST or _SENTENCE.search(text):
        return None
    asked = speech_question(text)
    if asked is not None and asked.certain and not any(one.its for one in _tokens(asked.speaker or "")):
        return None
    found = mentions(text)
    named = [_titled(tokens, (start, end)) for start, end, _ in found]
    if not (any(map(_asks_for_words, mended)) or _is_broken(tokens, named)):
        return None
    verb = next((place for place in says if _speaker_before(tokens, named, place)), says[0])
    ways = [_speaker_before, _described, _speaker_after, _first]
    if verb and tokens[verb - 1].its == "somebody":
        ways = [_speaker_before, _first, _described]
    speaker = next((one for way in ways if (one := way(tokens, named, verb))), None)
    # A Smith may be any of several, and "Google Maps account" is not Google Maps.
    parts = (one for one, (*_, sure) in zip(named, found, strict=True) if not sure or one != speaker)
    if speaker is None or any(speaker[0] <= one[0] < speaker[1] and one[1] < speaker[1] for one in parts):
        return None
    topic = " ".join(_topic(text, tokens, verb, speaker)).strip(" ,;:?.!")
    asking = f"What did {text[slice(*speaker)]} {_base(tokens[verb].word)}"
    return f"{asking} about {topic}?" if topic else f"{asking}?"


def _base(verb: str) -> str:
    """Give the verb of the question: one that tells how something was said stays."""
    return next((one for one in (verb, verb[:-1], verb[:-2]) if one in _KEPT), "say")


def _asks_for_words(word: str) -> bool:
    return frame_class(word) in {"says", "about", "any"} or word.lower() in _WHAT


def _titled(tokens: Sequence[_Token], one: Span) -> Span:
    """Add to a name what somebody is: "juror | Puckett", "nato | official"."""
    start, end = one
    for token in reversed(tokens):
        called = is_role(token.word) or given_name(token.word) is not None
        if start - 1 <= token.end < start and token.its is None and called:
            start = token.start
    for token in tokens:
        if end < token.start <= end + 1 and token.its is None and is_role(token.word):
            end = token.end
    return start, end


def _is_broken(tokens: Sequence[_Token], named: Sequence[Span]) -> bool:
    ends = {end for _, end in named}
    helped = False
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        helped = helped or token.its == "helps" or token.word == "to"
        if before is None:
            continue
        after_one = before.end in ends or before.its == "somebody"
        if (
            token.word in _BARE
            and before.its == "asks"
            and place > 1
            and tokens[place - 2].end in ends
            and not helped
        ):
            return True
        if token.word in _BARE and after_one and not helped:
            return True
        if token.word == "what" and before.word in _SAID:
            return True
        if token.word in {"he", "she", "they"} and before.end in ends and place + 1 < len(tokens):
            return tokens[place + 1].its in {"says", "asks"}
        if before.word == "according" and token.word not in {"to", "as"}:
            return True
    return False


def _speaker_before(tokens: Sequence[_Token], named: Sequence[Span], verb: int) -> Span | None:
    """Find who stands before a verb, with nothing between but words that put the question."""
    place = verb - 1
    while place >= 0 and tokens[place].its in {"somebody", "asks", "helps", "any"}:
        place -= 1
    found = next((one for one in named if place >= 0 and one[0] <= tokens[place].start < one[1]), None)
    # "Did juror Puckett say": all that stands between.
    first = place
    while first > 0 and place - first < _LONGEST_NAME and tokens[first - 1].its is None:
        first -= 1
    helped = (
        found is not None and first > 0 and tokens[first - 1].its == "helps" and tokens[first].start < found[0]
    )
    return (tokens[first].start, found[1]) if found is not None and helped else found


def _speaker_after(tokens: Sequence[_Token], named: Sequence[Span], verb: int) -> Span | None:
    place = verb + 1
    while place < len(tokens) and (tokens[place].its in {"asks", "helps", "any"} or tokens[place].word == "to"):
        place += 1
    return next((one for one in named if place < len(tokens) and one[0] <= tokens[place].start < one[1]), None)


def _first(tokens: Sequence[_Token], named: Sequence[Span], _: int) -> Span | None:
    """Find who is named first, and not as what is spoken of."""
    for one in named:
        before = [token for token in tokens if token.end <= one[0]]
        if not before or before[-1].its not in {"about", "says"}:
            return one
    return None


def _described(tokens: Sequence[_Token], _: Sequence[Span], verb: int) -> Span | None:
    """Find the words before a verb that tell who is meant, where nobody is named: "nordic diplomat"."""
    last = verb - 1
    while last >= 0 and tokens[last].its in {"somebody", "asks", "helps", "any"}:
        last -= 1
    first = last
    while first > 0 and tokens[first - 1].its is None and tokens[first - 1].end + 1 == tokens[first].start:
        first -= 1
    if last < 0 or tokens[last].its is not None or last - first >= _LONGEST_NAME:
        return None
    return tokens[first].start, tokens[last].end


def _topic(text: str, tokens: Sequence[_Token], verb: int, speaker: Span) -> list[str]:
    """Give what is left of a question without its frame: the marks between words stay."""
    kept: list[_Token] = []
    for place, token in enumerate(tokens):
        if place == verb or (token.start < speaker[1] and speaker[0] < token.end):
            continue
        if token.its == "says" and tokens[place - 1].its == "somebody":
            continue
        frame = token.word in _WHAT or token.its in {"any", "somebody"}
        begins = not any(one.start > tokens[verb].end for one in kept) and place > verb
        leads = token.its in {"about", "helps"} or token.word in {"to", "that"}
        if (
            frame
            or (begins and leads)
            or (place < verb and token.its == "helps")
            or token.word in _POLITE - {"and"}
        ):
            continue
        kept.append(token)
    return [
        text[token.start : token.end] + ("," if text[token.end : token.end + 1] == "," else "") for token in kept
    ]
