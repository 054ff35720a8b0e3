"""Completes a question that goes on from the one before: "and about sanctions?", "what did Vance say?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from onrecord.index import SMALL_WORDS, is_role, plain_words

from .pronouns import FIRST_WORDS, names_in, put, resolved
from .speech_verbs import HELPS
from .statement_query import SpeechQuestion, led, speech_question

_OPENING: Final = re.compile(
    r"^(?:(?:and|but|so|ok|okay|now|then|also|well)\b[\s,]*)*(?:(?:what|how)\s+about\b\s*)?", re.IGNORECASE
)
_ABOUT: Final = re.compile(r"^(?:about|on|regarding|concerning|re)\s+(?P<topic>.+)$", re.IGNORECASE)
_WHEN: Final = re.compile(
    r"^(?P<word>when|where|why)\s+(?:was|is|were|did|does)\s+(?:that|this|it|those|he|she|they)"
    r"(?:\s+(?:say|said|happen)(?:\s+(?:that|this|it|so))?)?[?.!\s]*$",
    re.IGNORECASE,
)
_WORD_ALONE: Final = re.compile(r"^(?:when|where|why|how|who)$", re.IGNORECASE)
_ASKING: Final = re.compile(
    rf"\b(?:what|who|when|where|why|how)\b(?=\s+(?:{HELPS})\b)",
    re.IGNORECASE,
)
_TIME_ONLY: Final = re.compile(
    r"^(?:in|on|since|before|after|until|between|from|last|this|yesterday|today|earlier|later|lately|now)\b[^,]{0,60}$",
    re.IGNORECASE,
)
_FINITE: Final = re.compile(rf"\b(?:{HELPS}|said|says)\b", re.IGNORECASE)
_LEANS: Final = re.compile(
    r"\b(?:it|its|that|this|those|these|they|them|he|she|him|there|then|one|ones|same|such|so|too|instead)\b",
    re.IGNORECASE,
)
_MOST_EARLIER: Final = 10
_CLAUSE: Final = re.compile(
    r"^(?:(?:who|what|which|why|when|where|how)\b(?:\s+\S+){2,}"
    r"|(?:about|after|at|by|for|from|in|on|to|with)\s+(?:who|whom|what|which|how)\b)",
    re.IGNORECASE,
)
_DOING: Final = re.compile(r"^\w+ing\b", re.IGNORECASE)
_OF_WHOM: Final = re.compile(r"\W*(?:and\s+)?(?:who|whom|whose|which)\b", re.IGNORECASE)
_LONGEST_IN_CONTEXT: Final = 14
_THE_OFFICE: Final = 3


def completed(question: str, previous: Sequence[str], is_speaker: Callable[[str], bool]) -> str | None:
    """Say a question in full that leaves unsaid what earlier ones say.

    Args:
        question: As it was typed.
        previous: The questions before it, oldest first; the last few count.
        is_speaker: Tells whether the corpus quotes somebody under a name or a role.

    Returns:
        The question in full, or None where it stands alone.
    """
    return _completed(question, _last(previous, is_speaker), is_speaker)


def _last(previous: Sequence[str], is_speaker: Callable[[str], bool]) -> str:
    """Say the last of some questions in full; "" where there is none."""
    before = ""
    for one in previous[-_MOST_EARLIER:]:
        before = _completed(one, before, is_speaker) or one
    return before


def in_context(question: str, previous: Sequence[str], is_speaker: Callable[[str], bool]) -> str | None:
    """Put what an earlier question is about before one that may stand alone, and may go on from it.

    Args:
        question: As it was typed: "would Kyiv be pushed into talks?".
        previous: The questions before it, oldest first.
        is_speaker: Tells whether the corpus quotes somebody under a name or a role.

    Returns:
        Both together, or None where it is long enough to stand alone or says whose words on what it asks for, or
        nothing came before.
    """
    text = " ".join(question.split())
    if not previous or not text.strip(" ?.!") or len(text.split()) > _LONGEST_IN_CONTEXT:
        return None
    bare = _OPENING.sub("", text)
    if bare != text and not bare.lower().startswith("the ") and is_speaker(bare.strip(" ?.!")):
        # "And Dane?" asks for his words, and for nothing that only has his name in it.
        return None
    own = speech_question(text)
    if own is not None and own.certain and own.speakers and own.topic and not _LEANS.search(text):
        return None
    topic = _context(_last(previous, is_speaker), text)
    return f"{_sentence(topic)} {_begun(text)}" if topic else None


def as_put(full: str, previous: Sequence[str], is_speaker: Callable[[str], bool]) -> str:
    """Put a completed question for readers, with the question it goes on from where it has only its words.

    Args:
        full: What `completed` or `in_context` gave.
        previous: The questions before it, oldest first, at least one.
        is_speaker: Tells whether the corpus quotes somebody under a name or a role.
    """
    before = _last(previous, is_speaker)
    for topic in (_parts(before, None)[1], _parts(before, speech_question(before))[1]):
        if topic and full.startswith(lead := f"{_sentence(topic)} "):
            return f"{before.rstrip(' ?.!')}? {full[len(lead) :]}"
    return full


def says_little(question: str, is_speaker: Callable[[str], bool]) -> bool:
    """Tell whether a question has a single word besides who is named and how it asks: "what did Vance answer?".

    "Who criticised Vance?" names whom it is about, and says all.

    Args:
        question: As it was typed.
        is_speaker: Tells whether the corpus quotes somebody under a name or a role.
    """
    words = [word for word in plain_words(question) if word.lower() not in FIRST_WORDS | SMALL_WORDS]
    others = [word for word in words if not is_speaker(word)]
    return len(others) <= 1 and not (_OF_WHOM.match(question) and len(others) < len(words))


def _context(before: str, text: str) -> str:
    """Give what an earlier question is about: without its speaker where another is named."""
    speaker, topic = _parts(before, speech_question(before))
    whole = _parts(before, None)[1]
    return topic if topic and speaker and names_in(text) else whole


def _sentence(topic: str) -> str:
    bare = topic.strip(" ?.!")
    return f"{bare.capitalize() if bare.islower() else bare}."


def _completed(question: str, before: str, is_speaker: Callable[[str], bool]) -> str | None:
    text = " ".join(question.split())
    rest = _OPENING.sub("", text)
    bare = rest.strip(" ?.!")
    if not before or not bare:
        return None
    speaker, topic = _parts(before, speech_question(before))
    if when := _WHEN.match(rest):
        word = when["word"].lower()
        return f"{word} {_said(speaker, topic, before)}" if speaker else f"{word} was {topic}"
    if _WORD_ALONE.match(bare):
        asked_as = put(_ASKING, bare.lower(), before, count=1)
        return asked_as if asked_as != before else f"{_sentence(_context(before, bare))} {_begun(bare)}?"
    about = text != rest and _ABOUT.match(bare) is not None
    if (about or not (_FINITE.search(bare) or _CLAUSE.match(bare))) and (
        found := _fragment(bare, speaker, topic, before, is_speaker, opened=text != rest)
    ):
        return found
    asked = speech_question(rest)
    full = resolved(rest, speaker, topic, before, is_speaker)
    if topic and speech_question(full) is None and (text != rest or _LEANS.search(rest)):
        # What "that" and "the second one" are, the earlier question tells.
        return f"{_sentence(_context(before, full))} {_begun(full)}"
    leaves_out = asked is not None and asked.certain and asked.speakers and not asked.topic
    if topic and leaves_out and topic not in full:  # "it" may be the topic, and put already
        full = f"{full.rstrip(' ?.!')} {led(topic, before)}"
    return full if full != text else None


def _begun(text: str) -> str:
    """Begin a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def _fragment(
    bare: str, speaker: str, topic: str, before: str, is_speaker: Callable[[str], bool], *, opened: bool
) -> str | None:
    """Complete what has no verb of its own: another topic, another time, another speaker."""
    if not speaker:
        return f"{before.rstrip(' ?.!')} {bare}" if opened else None
    if about := _ABOUT.match(bare):
        return f"what {_said(speaker, about['topic'])}"
    if _TIME_ONLY.match(bare):
        return f"what {_said(speaker, topic, before)} {bare}" if topic else f"what {_said(speaker, bare)}"
    if not opened:
        return None
    speaks = (is_speaker(bare) or _tells_office(bare)) and not _DOING.match(bare)
    return f"what {_said(bare, topic, before) if speaks else _said(speaker, bare)}"


def _said(speaker: str, topic: str, before: str = "") -> str:
    return f"did {speaker} say {led(topic, before)}" if topic else f"did {speaker} say"


def _parts(before: str, earlier: SpeechQuestion | None) -> tuple[str, str]:
    """Give the speaker and the topic of an earlier question; one for a fact has all of its words for a topic."""
    if earlier is not None:
        return earlier.speaker or "", earlier.topic
    words = before.strip(" ?.!").split()
    while words and words[0].lower() in FIRST_WORDS:
        words = words[1:]
    return "", " ".join(words)


def _tells_office(bare: str) -> bool:
    """Whether words tell somebody's office, though the corpus calls nobody so: "the opposition leader"."""
    words = plain_words(bare)
    return bare.lower().startswith("the ") and len(words) >= _THE_OFFICE and is_role(words[-1])
