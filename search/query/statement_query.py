"""What a question asks about somebody's words: who is meant to have spoken, and on what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from .named_speakers import named_speakers
from .question_tagger import question_tagger
from .speech_verbs import forms

ASKED: Final = 0.3
"""Probability from which on a question that names somebody is taken for one for their words."""

_WHO: Final = 0.5

CERTAIN: Final = 0.95
"""Probability from which on it is, whether or not the corpus quotes who is meant."""

_ABOUT: Final = "about|on|regarding|concerning|over|of|re|around|in response to|when asked about|with regard to"
_ANYTHING: Final = "anything|something|a word|a statement|any comments?|publicly"
_TRIM: Final = re.compile(
    # "Re-election" and "on-street parking" begin with no such word.
    rf"^(?:\s|,|(?:that|to(?!\s+\w+ing)|{_ANYTHING}|{_ABOUT})\b(?![-‐‑'’]))+|[\s?!.]+$",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[\w'’-]+")
# "How did Roe's view of the pier change?": of the pier.
_CHANGED: Final = re.compile(
    rf"(?<=\w)\s+(?:{forms('change evolve shift soften harden develop')})(?:\s+over\s+time)?$", re.IGNORECASE
)
_VIEW: Final = re.compile(r"\b(?:views?|stance|position|opinions?|tone|attitude|mind|thinking)\b", re.IGNORECASE)
_QUOTES: Final = ('""', "“”", "«»")
_LEADS: Final = "after|as|because|before|during|if|once|since|unless|until|when|while"
_GAP: Final = re.compile(r"[\s,'’]*(?:[\w'’-]+[\s,]+)?")
_FRAME: Final = 6
"""Words that a question for anything that somebody said may have beside the speaker."""


class SpeechQuestion(NamedTuple):
    """A question for statements.

    Attributes:
        speakers: Who are meant to have spoken, as the question writes them; none where it asks who said something.
        topic: What the words are about; "" where anything will do.
        certain: Whether it surely asks for words; what only may do so counts where the corpus quotes who is meant.
    """

    speakers: tuple[str, ...]
    topic: str
    certain: bool = True

    @property
    def speaker(self) -> str | None:
        """All who are meant, in words."""
        return " and ".join(self.speakers) or None


def speech_question(question: str) -> SpeechQuestion | None:
    """Recognise a question for somebody's words.

    Args:
        question: As it was typed; neither its case nor its grammar nor its spelling is relied upon.

    Returns:
        Who and what is asked for, or None where the question is of another kind. Whether the corpus knows the
        speaker is not asked here.
    """
    text = " ".join(question.split())
    read = question_tagger().read(text)
    # Two questions of one matter have it once.
    topic = _paired(_trimmed(" ".join(dict.fromkeys(_joined(text, read.topics)))))
    if _VIEW.search(text):
        topic = _CHANGED.sub("", topic)
    if read.who >= _WHO:
        return SpeechQuestion((), topic)
    speakers = tuple(filter(None, map(_paired, named_speakers(text, read.speakers))))
    if read.words < ASKED or not speakers:
        return None
    if not topic and len((left := _without(text, read.speakers)).split()) > _FRAME:
        topic = _paired(_trimmed(left))
    return SpeechQuestion(speakers, topic, certain=read.words >= CERTAIN)


def framing_words(text: str) -> frozenset[str]:
    """Give the words, in small letters, that only put a question for words: "abot" in it is no misspelt Abbott."""
    read = question_tagger().read(text)
    if max(read.words, read.who) < ASKED:
        return frozenset()
    marked = sorted([*read.speakers, *read.topics])
    inside = " ".join(text[start:end] for start, end in marked)
    framing = _WORD.findall(_without(text, marked).lower())
    return frozenset(framing) - frozenset(_WORD.findall(inside.lower()))


def led(topic: str, question: str) -> str:
    """Put a topic behind "say" as a question has it: "about the pier", "when the pier fell".

    Args:
        topic: What words are about.
        question: The question, whose topic that is.
    """
    found = re.search(rf"\b(?:{_LEADS})\s+{re.escape(topic)}", " ".join(question.split()), re.IGNORECASE)
    return found[0] if found else f"about {topic}"


def _paired(text: str) -> str:
    """Leave out quote marks of a kind that do not come in pairs: one was forgotten, or stands elsewhere."""
    for opening, closing in _QUOTES:
        odd = text.count(opening) % 2 if opening == closing else text.count(opening) != text.count(closing)
        if odd:
            text = " ".join(text.replace(opening, " ").replace(closing, " ").split())
    return text


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Give the words of spans, in one piece where at most a word parts two: "the record | in | a new arena"."""
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        if pieces and _GAP.fullmatch(text, last, start):
            pieces[-1] += text[last:end]
        else:
            pieces.append(text[start:end])
        last = end
    return pieces


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split())


def _trimmed(topic: str) -> str:
    while (trimmed := _TRIM.sub("", topic)) != topic:
        topic = trimmed
    return topic
