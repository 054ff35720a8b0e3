"""Whose words a question asks for, linked to the speakers of a corpus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from onrecord.index import SMALL_WORDS, Speaker, is_role, name_key, plain_words, stems, words_of
from onrecord.index.lexicon.lexicon import words
from onrecord.index.lexicon.word_classes import given_name

from ..query.speech_verbs import SAYING
from ..query.statement_query import SpeechQuestion
from .asked import Asked, AskedSpeaker
from .entity_linker import EntityLinker, Mention
from .office_words import NO_DESCRIPTION, description, seat
from .speaker_linker import SpeakerBook
from .subject import names_person, subject_of

SPEECH: Final = re.compile(
    rf"\b(?:{SAYING}|saying|quoting|views?|take|reactions?|responses?|advice|statements?|opinions?|criticisms?"
    r"|explanations?|plea|theory|arguments?|ma[kd]e of|feels?|felt|regrets?|accus\w+|blam\w+|prais\w+|mock\w*"
    r"|justif\w+|defen[ds]\w*|warn\w*|testif\w+|urg\w+|complain\w*|according to|words|apologi\w+|admit\w*"
    r"|sum up|account for|attack\w*|in favou?r|support|oppose)\b",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r"\s*(?:,|&|and|or|, and)\s*", re.IGNORECASE)
_SOMEBODY: Final = "someone|somebody|one|sources?|insiders?|anybody|anyone"
_INDEFINITE: Final = re.compile(rf"\W*(?:{_SOMEBODY})\b", re.IGNORECASE)
_DESCRIBES: Final = re.compile(rf"\W*(?:the|an?|some|another|{_SOMEBODY})\b", re.IGNORECASE)
# What stands behind whom a question asks for, and is no part of the name.
_BESIDE: Final = re.compile(
    r"(?:\s+(?:himself|herself|themselves|itself|also|actually|really|publicly|personally|ever|even|still|now|exactly))+$",
    re.IGNORECASE,
)
_OWN: Final = re.compile(r"['’]s?$")
_BEFORE_NAME: Final = re.compile(
    r"^(?!the\b|an?\b)(?:.*['’]s?\s+)?(?:(?!(?:in|of|from|at|for|by|to|with|on)\b)[a-z-]+\s+)*$"
)
_AWAY: Final = re.compile(r"\s+(?:in|at|on|during)\s", re.IGNORECASE)
"""What tells where or when whoever is named before it spoke."""

_MANY: Final = re.compile(rf"(?<![^ ])(?:{'|'.join(sorted(words('people_nouns')))})s$")
_RELATED: Final = re.compile(rf"\b(?:predecessor|successor|{'|'.join(sorted(words('kin')))})s?\b")
"""Words for somebody of a person, and of no body."""

_NAMES: Final = re.compile(r"\s[A-Z][\w.'’-]*\W*$")
_OF_SOMETHING: Final = 2


def asked_speakers(text: str, speech: SpeechQuestion | None, linker: EntityLinker, book: SpeakerBook) -> Asked:
    """Find whose words a question asks for.

    Args:
        text: The question, with names spelt as the corpus spells them.
        speech: What its grammar tells, or None.
        linker: Finds the speakers of the corpus anywhere in a text.
        book: Tells whom words for one speaker mean.
    """
    mentions = tuple(linker.mentions(text))
    if speech is None:
        who = re.match(r"\W*(?:who|which)\b", text, re.IGNORECASE) is not None
        about = () if who else _about(text, mentions, book)
        return Asked(
            SPEECH.search(text) is not None, certain=False, who=who, speakers=about, mentions=mentions, topic=text
        )
    certain, topic = speech.certain, speech.topic
    if not speech.topic and (parts := _name_and_topic(speech.speakers, linker, book)):
        one, topic = parts
        certain, spoken = False, [one]
    else:
        phrases = [_whole_name(phrase, text, mentions) for phrase in speech.speakers]
        spoken = [one for phrase in phrases for one in _asked(phrase, linker, book)]
        if not certain:
            # Theirs come forward, and nobody else is shut out.
            spoken = [replace(one, by_name=False) for one in spoken]
    who = not speech.speakers
    return Asked(
        speech=True,
        certain=certain,
        who=who,
        speakers=tuple(spoken),
        mentions=mentions,
        topic=topic or (text if who else ""),
    )


def _whole_name(phrase: str, text: str, mentions: Sequence[Mention]) -> str:
    """Give the whole of a name that words begin: "jim" of "jim bopp", "George" of "George Will"."""
    start = text.find(phrase)
    ends = (one.end for one in mentions if one.start == start and one.kind == "name")
    return next((_OWN.sub("", text[start:end]) for end in ends if end > start + len(phrase)), phrase)


def _name_and_topic(
    phrases: Sequence[str], linker: EntityLinker, book: SpeakerBook
) -> tuple[AskedSpeaker, str] | None:
    """Read "roe pier": nobody is called so, and Roe may have spoken of the pier."""
    if len(phrases) != 1 or book.meant(phrases[0]):
        return None
    [phrase] = phrases
    first = next((one for one in linker.mentions(phrase) if one.start == 0 and not one.owner), None)
    if first is None or first.kind not in {"name", "surname"} or first.end == len(phrase):
        return None
    return AskedSpeaker(phrase[: first.end], first.speakers, by_name=True), phrase[first.end :].strip()


def _about(text: str, mentions: Sequence[Mention], book: SpeakerBook) -> tuple[AskedSpeaker, ...]:
    """Find whom a question is about that asks for no words: theirs may answer it, and others' too."""
    found = subject_of(text, mentions)
    if found is None:
        return ()
    phrase, mention = found
    if mention is not None:
        return (AskedSpeaker(phrase, mention.speakers),)
    # "The boss" may be anybody's.
    speakers = tuple(book.meant(phrase)) if len(stems(phrase)) >= _OF_SOMETHING else ()
    return (AskedSpeaker(phrase, speakers, description=description(phrase)),)


def _asked(phrase: str, linker: EntityLinker, book: SpeakerBook) -> list[AskedSpeaker]:
    phrase = _BESIDE.sub("", phrase)
    mentions = linker.mentions(phrase)
    if mentions and mentions[0].start == 0 and _says_all(mentions[0], phrase):
        phrase = _OWN.sub("", phrase[: mentions[0].end])
        mentions = linker.mentions(phrase)
    named = [one for one in mentions if one.kind != "office" and not one.owner]
    if len(named) > 1 and all(_JOINED.fullmatch(phrase, one.end, other.start) for one, other in pairwise(named)):
        return [AskedSpeaker(phrase[one.start : one.end], one.speakers, by_name=True) for one in named]
    owners = _owners(phrase, mentions)
    if meant := tuple(one for one in book.meant(phrase) if owners.isdisjoint(one.names)):
        # "Someone inside the Home Office" is not the Home Office.
        if _INDEFINITE.match(phrase) and not any(one.start == 0 for one in mentions):
            return [AskedSpeaker(phrase, description=description(phrase))]
        by_name = book.by_name(phrase) and _goes_by(phrase, meant)
        return [AskedSpeaker(phrase, meant, by_name, () if by_name else description(phrase), owners=owners)]
    if last := _named_last(phrase, mentions):
        return [AskedSpeaker(phrase[last.start :], last.speakers, by_name=True)]
    if seated := _seated(phrase, book):
        return [AskedSpeaker(phrase, seated)]
    return [AskedSpeaker(phrase, (), _is_name(phrase), description(phrase), owners=owners)]


def _owners(phrase: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """Give the names of those of whom words are somebody: "Roe's lawyer", "the mayor's predecessor".

    A body's are not among them: what its spokesman says may go under its name.
    """
    owners = (one for one in mentions if one.owner and names_person(phrase[one.end :]))
    return frozenset(
        name
        for one in owners
        for speaker in one.speakers
        if one.kind == "office" or _is_person(speaker) or _RELATED.search(phrase, one.end)
        for name in speaker.names
    )


def _is_person(speaker: Speaker) -> bool:
    """Whether somebody has a name with a given one."""
    each = (name.split() for name in speaker.names)
    return any(len(own) > 1 and given_name(own[0]) is not None and not own[0].isupper() for own in each)


def _says_all(first: Mention, phrase: str) -> bool:
    """Whether who is named first is meant, and nobody behind: "Roe's last column", "Roe at the pier".

    Roe's lawyer is not Roe, and neither is the Orlo Bank's Jane Roe the bank.
    """
    if first.owner:
        return not names_person(phrase[first.end :]) and not _NAMES.search(phrase, first.end)
    return first.kind != "office" and _AWAY.match(phrase, first.end) is not None


def _goes_by(phrase: str, meant: Sequence[Speaker]) -> bool:
    """Whether words are a name: not "doctors", though there be Doctors for Orlo, and not "the man from Orlo"."""
    if _MANY.search(phrase):  # in small letters
        return False
    named = [one for one in meant if one.named or any(map(str.isupper, one.name[1:]))]
    if not _DESCRIBES.match(phrase):
        return bool(named) or _is_name(phrase)
    told = (word for word in plain_words(phrase) if word.lower() not in SMALL_WORDS and not is_role(word))
    keys = set(map(name_key, told))
    return any(keys <= set(words_of(name)) for one in named for name in one.names)


def _named_last(phrase: str, mentions: Sequence[Mention]) -> Mention | None:
    """Find whom the last words name behind what they are: "France's Barrot", "driver Jane Roe"."""
    last = mentions[-1] if mentions else None
    if last is None or last.end < len(phrase) or last.owner or last.kind not in {"name", "surname"}:
        return None
    before = phrase[: last.start].split()
    # Where nothing is in capitals, what stands before a name may be another's first: "jane roe" is no John Roe.
    told = phrase[last.start].isupper() or (
        phrase.islower() and (_OWN.search(before[-1]) is not None or names_person(before[-1]))
    )
    return last if told and _BEFORE_NAME.match(phrase[: last.start]) else None


def _seated(phrase: str, book: SpeakerBook) -> tuple[Speaker, ...]:
    """Give those who are called by where they sit: Brussels, Downing Street."""
    return next((tuple(found) for one in seat(phrase) if (found := book.meant(one))), ())


def _is_name(phrase: str) -> bool:
    """Whether words that no speaker goes by are a name all the same: "Jane Roe", not "the Orlo manager".

    "The Iron Lady" and "the UK PM" may be in capitals, and are somebody whom articles call by a name.
    """
    if _DESCRIBES.match(phrase):
        return False
    words = [word for word in phrase.split() if word.lower() not in NO_DESCRIPTION]
    # In small letters, too, "giles thorne" is a name, known or not.
    small = phrase.islower() and len(words) > 1 and given_name(words[0].capitalize()) is not None
    written = small and not (names_person(words[-1]) or names_person(words[-1].removesuffix("s")))
    return bool(words) and (written or all(map(_in_a_name, words))) and not is_role(words[-1])


def _in_a_name(word: str) -> bool:
    """Whether a word is written as in a name: "Roe", "350.org", or a title."""
    return word[0].isupper() or is_role(word) or (word[0].isdigit() and any(map(str.isalpha, word)))
