"""What a question asks about somebody's words: who is meant to have spoken, and on what."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from .speech_patterns import MAY_BE_DEEDS, NOT_A_NAME, NOTE, POLITE, SENTENCE_END, SPOKEN, TRIM, WHO, WONDERING
from .speech_verbs import ACTS

_WILL: Final = re.compile(r"will\b", re.IGNORECASE)
# Who is told something is no part of it: "to Jane Doe about the ferry".
_ADDRESSEE: Final = re.compile(
    r"^\s*to\s+(?:(?:the|his|her|their)\s+\w+|[a-z]+s|[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3})\s+"
    r"(?=(?:about|on|regarding|concerning)\s)"
)
_TELLING: Final = frozenset("tell tells told telling".split())

AskedKind = Literal["said", "did", "who"]


class SpeechQuestion(NamedTuple):
    """A question for statements.

    Attributes:
        kind: "said": what somebody said; "did": what somebody did that may be told by a statement, or be done
            without one ("call", "add", "want"), so that it is such a question only if a speaker is meant;
            "who": who said something.
        speaker: Who is meant to have spoken, as the question writes it; None where that is what is asked.
        topic: What the words are about; "" where anything will do.
        certain: Whether the question's grammar shows who is meant; "X on Y" is a question for X's words only if X
            is a speaker.
    """

    kind: AskedKind
    speaker: str | None
    topic: str
    certain: bool = True


def speech_question(question: str) -> SpeechQuestion | None:
    """Recognise a question for somebody's words.

    Args:
        question: As it was typed; neither its case nor its grammar is relied upon.

    Returns:
        Who and what is asked for, or None where the question is of another kind. Whether the corpus knows the
        speaker is not asked here, so that "the budget on Monday" may come back with a speaker who is none.
    """
    text = " ".join(question.split())
    *told, last = SENTENCE_END.split(text)
    # A preamble tells what the question is about, the last sentence asks.
    return (_asked(last) if told else None) or _asked(text)


def _asked(text: str) -> SpeechQuestion | None:
    text = POLITE.sub("", WONDERING.sub("", text))
    who = WHO.match(text)
    if who:
        return SpeechQuestion("who", None, _topic(who["topic"] or who["whom"] or ""))
    for pattern in SPOKEN:
        found = pattern.match(text)
        if found and not NOT_A_NAME.search(found["speaker"].strip()) and not _WILL.match(text):
            verb = found["verb"].split()[-1].lower()
            topic = f"to {found['topic'].lstrip()}" if verb in _TELLING else found["topic"]
            speaker = found["speaker"].strip(" \"'")
            if verb in ACTS or pattern in MAY_BE_DEEDS:
                return SpeechQuestion("did", speaker, _topic(found["topic"]))
            return SpeechQuestion("said", speaker, _topic(_ADDRESSEE.sub("", topic)))
    note = NOTE.match(text)
    if note and not (_WILL.match(text) and text.endswith("?")) and not NOT_A_NAME.search(note["speaker"].strip()):
        return SpeechQuestion("said", note["speaker"].strip(" \"'"), _topic(note["topic"]), certain=False)
    return None


def _topic(text: str) -> str:
    while (trimmed := TRIM.sub("", text)) != text:
        text = trimmed
    return text
