"""Completes a question that goes on from the one before: "and about sanctions?", "what did Vance say?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from onrecord.index import SMALL_WORDS, is_role, plain_words
from onrecord.index.lexicon.word_classes import given_name

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
_ASKING: Final = re.compile(r"\b(?:what|who|when|where|why|how)\b", re.IGNORECASE)
_TIME_ONLY: Final = re.compile(
    r"^(?:in|on|since|before|after|until|between|from|last|this|yesterday|today|earlier|later|lately|now)\b[^,]{0,60}$",
    re.IGNORECASE,
)
_FINITE: Final = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might|said|says)\b",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(r"\b(?:he|she|they)\b(?!['’])", re.IGNORECASE)
_OBJECT: Final = re.compile(
    r"\b(?:him|them)\b|\bher\b(?=\s*(?:[?.!,]|$|\b(?:on|about|for|over|in|to|at|with)\b))", re.IGNORECASE
)
_OWNER: Final = re.compile(r"\b(?:his|their|her)\b(?=\s+\w)", re.IGNORECASE)
_THING: Final = re.compile(r"\b(?:it|that|this|those|these)\b(?=\s*(?:[?.!,]|$))", re.IGNORECASE)
_LEANS: Final = re.compile(
    r"\b(?:it|its|that|this|those|these|they|them|he|she|him|there|then|one|ones|same|such|so|too|instead)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:de|van|von|der|al|bin)?\s*[A-Z][\w’'-]*)*")
_FIRST_WORDS: Final = frozenset(
    "what who when where why which how did does do is are was were has have had will would can could should may"
    " might and but so tell show give many much i".split()
)
_MOST_EARLIER: Final = 10
_CLAUSE: Final = re.compile(r"^(?:who|what|which|why|when|where|how)\b(?:\s+\S+){2,}", re.IGNORECASE)
_DOING: Final = re.compile(r"^\w+ing\b", re.IGNORECASE)
_THEIRS: Final = re.compile(r"^(?:his|her|their)\b", re.IGNORECASE)
_OF_WHOM: Final = re.compile(r"\W*(?:and\s+)?(?:who|whom|whose|which)\b", re.IGNORECASE)
_LONGEST_IN_CONTEXT: Final = 14
_ASKS_WHO: Final = re.compile(r"\W*(?:and\s+)?who\b", re.IGNORECASE)
_THE_OFFICE: Final = 3
_SEX: Final = {"he": "m", "she": "f"}


def completed(question: str, previous: Sequence[str], is_speaker: Callable[[str], bool]) -> str | None:
    """Say a question in full that leaves unsaid what earlier ones say.

    Args:
        question: As it was typed.
        previous: The questions before it, oldest first; the last few count.
        is_speaker: Tells whether the corpus quotes somebody under a name or a role.

    Returns:
        The question in full, or None where it stands alone.
    """
    before = ""
    for one in previous[-_MOST_EARLIER:]:
        before = _completed(one, before, is_speaker) or one
    return _completed(question, before, is_speaker) if before else None


def in_context(question: str, previous: Sequence[str], is_speaker: Callable[[str], bool]) -> str | None:
    """Put what an earlier question is about before one that may stand alone, and may go on from it.

    Args:
        question: As it was typed: "would Kyiv be pushed into talks?".
        previous: The questions before it, oldest first.
        is_speaker: Tells whether the corpus quotes somebody under a name or a role.

    Returns:
        Both together, or None where it is long enough to stand alone, or nothing came before.
    """
    text = " ".join(question.split())
    if not previous or not text.strip(" ?.!") or len(text.split()) > _LONGEST_IN_CONTEXT:
        return None
    before = completed(previous[-1], previous[:-1], is_speaker) or previous[-1]
    topic = _context(before, text)
    return f"{_sentence(topic)} {_begun(text)}" if topic else None


def says_little(question: str, is_speaker: Callable[[str], bool]) -> bool:
    """Tell whether a question has a single word besides who is named and how it asks: "what did Vance answer?".

    "Who criticised Vance?" names whom it is about, and says all.

    Args:
        question: As it was typed.
        is_speaker: Tells whether the corpus quotes somebody under a name or a role.
    """
    words = [word for word in plain_words(question) if word.lower() not in _FIRST_WORDS | SMALL_WORDS]
    others = [word for word in words if not is_speaker(word)]
    return len(others) <= 1 and not (_OF_WHOM.match(question) and len(others) < len(words))


def _context(before: str, text: str) -> str:
    """Give what an earlier question is about: without its speaker where another is named."""
    speaker, topic = _parts(before, speech_question(before))
    whole = _parts(before, None)[1]
    return topic if topic and speaker and _names(text) else whole


def _sentence(topic: str) -> str:
    bare = topic.strip(" ?.!")
    return f"{bare.capitalize() if bare.islower() else bare}."


def _completed(question: str, before: str, is_speaker: Callable[[str], bool]) -> str | None:
    text = " ".join(question.split())
    rest = _OPENING.sub("", text)
    bare = rest.strip(" ?.!")
    speaker, topic = _parts(before, speech_question(before))
    if not before or not bare:
        return None
    if when := _WHEN.match(rest):
        word = when["word"].lower()
        return f"{word} {_said(speaker, topic, before)}" if speaker else f"{word} was {topic}"
    if _WORD_ALONE.match(bare):
        return _put(_ASKING, bare.lower(), before, count=1) if _ASKING.search(before) else f"{bare} {before}"
    about = text != rest and _ABOUT.match(bare) is not None
    if (about or not (_FINITE.search(bare) or _CLAUSE.match(bare))) and (
        found := _fragment(bare, speaker, topic, before, is_speaker, opened=text != rest)
    ):
        return found
    asked = speech_question(rest)
    full = _resolved(rest, speaker, topic, before, is_speaker)
    if topic and speech_question(full) is None and (text != rest or _LEANS.search(rest)):
        # What "that" and "the second one" are, the earlier question tells.
        return f"{_sentence(_context(before, full))} {_begun(full)}"
    if (
        asked is not None
        and asked.kind == "said"
        and asked.certain
        and asked.speaker
        and topic
        and not asked.topic
    ):
        full = f"{full.rstrip(' ?.!')} {led(topic, before)}"
    return full if full != text else None


def _begun(text: str) -> str:
    """Begin a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def _fragment(
    bare: str, speaker: str, topic: str, before: str, is_speaker: Callable[[str], bool], *, opened: bool
) -> str | None:
    """Complete what has no verb of its own: another topic, another time, another speaker."""
    found: str | None = None
    if speaker and (about := _ABOUT.match(bare)):
        found = _said(speaker, about["topic"])
    elif speaker and _TIME_ONLY.match(bare):
        found = f"{_said(speaker, topic, before)} {bare}" if topic else _said(speaker, bare)
    elif speaker and opened:
        speaks = (is_speaker(bare) or _tells_office(bare)) and not _DOING.match(bare)
        found = _said(bare, topic, before) if speaks else _said(speaker, bare)
    elif opened:
        return f"{before.rstrip(' ?.!')} {bare}"
    return None if found is None else f"what {found}"


def _said(speaker: str, topic: str, before: str = "") -> str:
    return f"did {speaker} say {led(topic, before)}" if topic else f"did {speaker} say"


def _parts(before: str, earlier: SpeechQuestion | None) -> tuple[str, str]:
    """Give the speaker and the topic of an earlier question; one for a fact has all of its words for a topic."""
    if earlier is not None:
        return earlier.speaker or "", earlier.topic
    words = before.strip(" ?.!").split()
    while words and words[0].lower() in _FIRST_WORDS:
        words = words[1:]
    return "", " ".join(words)


def _resolved(text: str, speaker: str, topic: str, before: str, is_speaker: Callable[[str], bool]) -> str:
    """Put names for pronouns: the earlier speaker for "he", another name of the earlier question for "him"."""
    names = [re.sub(r"['’]s?$", "", one) for one in _names(before)]
    pronoun = _SUBJECT.search(text)
    subject = _of_sex(names, pronoun[0].lower() if pronoun else "", speaker) or speaker or next(iter(names), "")
    if pronoun and not speaker and _ASKS_WHO.match(before) and not _names_person(subject, is_speaker):
        # "Who won Harrow Vale, and what did she say?": whoever won it.
        return text
    others = [name for name in names if name not in subject and subject not in name]
    asked = speech_question(text)
    spoken = asked.speaker if asked is not None and asked.speaker else ""
    # Whoever is named in it is meant by its own pronouns.
    speaks = bool(spoken) and not _SUBJECT.fullmatch(spoken)
    named = bool(_names(text)) or speaks
    full = text
    if subject and pronoun and not speaks and not _names(text[: pronoun.start()]):
        full = _put(_SUBJECT, subject, full)
    if him := (others[0] if others else "") if pronoun or named else subject:
        full = _put(_OBJECT, him, full)
    if subject and _THEIRS.match(spoken):
        full = _put(_OWNER, f"{subject}'s", full, count=1)
    if subject and not named:
        full = _put(_OWNER, f"{subject}'s", full)
    return _put(_THING, topic, full) if topic else full


def _names_person(name: str, is_speaker: Callable[[str], bool]) -> bool:
    return is_speaker(name) or (bool(name) and given_name(name.split(maxsplit=1)[0]) is not None)


def _tells_office(bare: str) -> bool:
    """Whether words tell somebody's office, though the corpus calls nobody so: "the opposition leader"."""
    words = plain_words(bare)
    return bare.lower().startswith("the ") and len(words) >= _THE_OFFICE and is_role(words[-1])


def _of_sex(names: Sequence[str], pronoun: str, speaker: str) -> str:
    """Give whom a pronoun means where the speaker is of the other sex: a name of its own, else any; or ""."""
    sex = _SEX.get(pronoun)
    known = {name: given_name(name.split()[0]) for name in (speaker, *names) if name}
    if sex is None or known.get(speaker or next(iter(names), "")) in {sex, "u", None}:
        return ""
    others = [name for name in known if known[name] in {sex, "u", None}]
    return min(others, key=lambda name: known[name] != sex, default="")


def _put(pattern: re.Pattern[str], words: str, text: str, count: int = 0) -> str:
    """Put words in place of what matches: a backslash in them is a letter, not a group's name."""
    return pattern.sub(lambda _: words, text, count=count)


def _names(text: str) -> list[str]:
    return [one[0] for one in _NAME.finditer(text) if one[0].lower() not in _FIRST_WORDS | SMALL_WORDS]
