"""Whose words a question asks for, linked to the speakers of a corpus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from onrecord.index import SMALL_WORDS, Speaker, is_role, name_key, plain_words, stems, words_of
from onrecord.index.lexicon.lexicon import words

from ..query.speech_verbs import SAYING
from ..query.statement_query import SpeechQuestion
from .descriptions import NO_DESCRIPTION, description
from .entity_linker import EntityLinker, Mention
from .office_words import seat
from .speaker_linker import SpeakerBook
from .subject import names_person, subject_of

SPEECH: Final = re.compile(
    rf"\b(?:{SAYING}|saying|quot(?:e|es|ed|ing)|views?|take|reactions?|respon[ds]e?s?|advice"
    r"|comments?|remarks?"
    r"|statements?|opinions?|criticisms?|explanations?|plea|promises?|theory|arguments?|ma[kd]e of|feels?|felt"
    r"|regrets?|accus\w+|blam\w+|prais\w+|mock\w*|justif\w+|defen[ds]\w*|warn\w*|testif\w+|urg\w+|complain\w*|complaints?"
    r"|according to|words|apologi\w+|admit\w*|sum up|account for|attack\w*|in favou?r|support|oppose|want)\b",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r"\s*(?:,|&|and|or|, and)\s*", re.IGNORECASE)
_INDEFINITE: Final = re.compile(r"\W*(?:someone|somebody|one|sources?|insiders?|anybody|anyone)\b", re.IGNORECASE)
_DESCRIBES: Final = re.compile(
    r"\W*(?:the|an?|one|some|another|someone|somebody|sources?|insiders?|anybody|anyone)\b", re.IGNORECASE
)
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
_NAMES: Final = re.compile(r"\s[A-Z][\w.'’-]*\W*$")
_OF_SOMETHING: Final = 2


@dataclass(frozen=True, slots=True)
class AskedSpeaker:
    """One whom a question asks for.

    Attributes:
        phrase: The question's words.
        speakers: Who is meant, where the corpus knows a name or office so.
        by_name: Whether the words are a name, so that nobody else will do.
        description: Stems of the words that tell who is meant where they are no name, in several wordings.
        bylines: Those of the articles that they wrote.
    """

    phrase: str
    speakers: tuple[Speaker, ...]
    by_name: bool
    description: tuple[frozenset[str], ...]
    bylines: frozenset[str] = frozenset()

    @property
    def names(self) -> frozenset[str]:
        """All names of those who are meant."""
        return frozenset(name for one in self.speakers for name in one.names)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks about somebody's words.

    Attributes:
        speech: Whether words of somebody are asked for at all.
        certain: Whether its grammar says so.
        who: Whether it asks who spoke.
        speakers: Whose words; none where anybody's will do, several where each is asked for.
        mentions: Everybody else whom the question names.
        topic: What the words are about, as far as its grammar tells; else the whole question.
    """

    speech: bool
    certain: bool
    who: bool
    speakers: tuple[AskedSpeaker, ...]
    mentions: tuple[Mention, ...]
    topic: str

    @property
    def mentioned(self) -> frozenset[str]:
        """All names of those who are named anywhere in the question."""
        return frozenset(name for one in self.mentions for speaker in one.speakers for name in speaker.names)


def asked_speakers(text: str, speech: SpeechQuestion | None, linker: EntityLinker, book: SpeakerBook) -> Asked:
    """Find whose words a question asks for.

    Args:
        text: The question, with names spelt as the corpus spells them.
        speech: What its grammar tells, or None.
        linker: Finds the speakers of the corpus anywhere in a text.
        book: Tells whom words for one speaker mean.
    """
    mentions = tuple(linker.mentions(text))
    says = speech is not None or SPEECH.search(text) is not None
    if speech is None or not speech.speakers:
        who = speech is not None or re.match(r"\W*(?:who|which)\b", text, re.IGNORECASE) is not None
        topic = speech.topic if speech is not None else text
        about = _about(text, mentions, book) if speech is None and not who else ()
        return Asked(says, speech is not None, who, about, mentions, topic or text)
    if not speech.topic and (parts := _name_and_topic(speech.speakers, linker, book)):
        one, topic = parts
        return Asked(says, certain=False, who=False, speakers=(one,), mentions=mentions, topic=topic)
    phrases = [_whole_name(phrase, text, mentions) for phrase in speech.speakers]
    spoken = tuple(one for phrase in phrases for one in _asked(phrase, linker, book))
    if not speech.certain:
        # Theirs come forward, and nobody else is shut out.
        spoken = tuple(replace(one, by_name=False) for one in spoken)
    return Asked(says, speech.certain, who=False, speakers=spoken, mentions=mentions, topic=speech.topic)


def _whole_name(phrase: str, text: str, mentions: Sequence[Mention]) -> str:
    """Give the whole of a name that words begin: "jim" of "jim bopp", "George" of "George Will"."""
    start = text.find(phrase)
    end = start + len(phrase)
    return next(
        (
            _OWN.sub("", text[start : one.end])
            for one in mentions
            if one.start == start and one.end > end and one.kind == "name"
        ),
        phrase,
    )


def _name_and_topic(
    phrases: Sequence[str], linker: EntityLinker, book: SpeakerBook
) -> tuple[AskedSpeaker, str] | None:
    """Read "roe pier": nobody is called so, and Roe may have spoken of the pier."""
    if len(phrases) != 1 or book.meant(phrases[0]):
        return None
    first = next((one for one in linker.mentions(phrases[0]) if one.start == 0 and not one.owner), None)
    if first is None or first.kind not in {"name", "surname"} or first.end == len(phrases[0]):
        return None
    name = phrases[0][: first.end]
    return AskedSpeaker(name, first.speakers, by_name=True, description=()), phrases[0][first.end :].strip()


def _about(text: str, mentions: Sequence[Mention], book: SpeakerBook) -> tuple[AskedSpeaker, ...]:
    """Find whom a question is about that asks for no words: theirs may answer it, and others' too."""
    found = subject_of(text, mentions)
    if found is None:
        return ()
    phrase, mention = found
    # "The boss" may be anybody's.
    generic = mention is None and len(stems(phrase)) < _OF_SOMETHING
    speakers = () if generic else mention.speakers if mention is not None else tuple(book.meant(phrase))
    return (AskedSpeaker(phrase, speakers, by_name=False, description=() if mention else description(phrase)),)


def _asked(phrase: str, linker: EntityLinker, book: SpeakerBook) -> tuple[AskedSpeaker, ...]:
    phrase = _BESIDE.sub("", phrase)
    mentions = linker.mentions(phrase)
    owns = mentions[0] if mentions and mentions[0].start == 0 and mentions[0].owner else None
    if owns and not names_person(phrase[owns.end :]) and not _NAMES.search(phrase, owns.end):
        # "Roe's last column" is Roe, her lawyer is not, and neither is the Orlo Bank's Jane Roe.
        phrase = _OWN.sub("", phrase[: mentions[0].end])
        mentions = linker.mentions(phrase)
    if (
        mentions
        and mentions[0].start == 0
        and mentions[0].kind != "office"
        and _AWAY.match(phrase, mentions[0].end)
    ):
        phrase = phrase[: mentions[0].end]
        mentions = linker.mentions(phrase)
    named = [one for one in mentions if one.kind != "office" and not one.owner]
    if len(named) > 1 and all(
        _JOINED.fullmatch(phrase[former.end : latter.start]) for former, latter in pairwise(named)
    ):
        return tuple(
            AskedSpeaker(phrase[one.start : one.end], one.speakers, by_name=True, description=()) for one in named
        )
    meant = tuple(book.meant(phrase))
    # "Someone inside the Home Office" is not the Home Office.
    if meant and _INDEFINITE.match(phrase) and not any(one.start == 0 for one in mentions):
        return (AskedSpeaker(phrase, (), by_name=False, description=description(phrase)),)
    if meant and book.by_name(phrase) and _goes_by(phrase, meant):
        return (AskedSpeaker(phrase, meant, by_name=True, description=()),)
    if not meant and (last := _named_last(phrase, mentions)):
        return (AskedSpeaker(phrase[last.start :], last.speakers, by_name=True, description=()),)
    if not meant and (seated := _seated(phrase, book)):
        return (AskedSpeaker(phrase, seated, by_name=False, description=()),)
    return (AskedSpeaker(phrase, meant, _is_name(phrase) and not meant, description(phrase)),)


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
    return bool(words) and all(map(_in_a_name, words)) and not is_role(words[-1])


def _in_a_name(word: str) -> bool:
    """Whether a word is written as in a name: "Roe", "350.org", or a title."""
    return word[0].isupper() or is_role(word) or (word[0].isdigit() and any(map(str.isalpha, word)))
