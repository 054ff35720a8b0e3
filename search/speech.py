"""What a question asks about somebody's words: who is meant to have spoken, and on what."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

_SAY: Final = (
    "accus(?:e|ed)|add(?:ed)?|admit(?:ted)?|advis(?:e|ed)|agreed?|allege[ds]?|announced?|answer(?:ed)?|argued?"
    "|ask(?:ed)?|assert(?:ed)?|believed?|blamed?|call(?:ed)?|caution(?:ed)?|cit(?:e|ed)|claim(?:ed)?|commit(?:ted)?|comment(?:ed)?"
    "|compared?|complain(?:ed)?|concluded?|confirm(?:ed)?|criticis?z?ed?|declared?|demand(?:ed)?|den(?:y|ied)|describ(?:e|ed)"
    "|disclosed?|emphasis?z?ed?|estimated?|expect(?:ed)?|explain(?:ed)?|express(?:ed)?|insist(?:ed)?|mean|meant"
    "|mention(?:ed)?|note[d]?|object(?:ed)?|posted?|pledged?|praised?|predict(?:ed)?|promised?|proposed?|quoted?"
    "|react(?:ed)?|recommend(?:ed)?|recalled?|reject(?:ed)?|remark(?:ed)?|repl(?:y|ied)|report(?:ed)?|respond(?:ed)?"
    "|reveal(?:ed)?|said|say|says|state[ds]?|stress(?:ed)?|suggest(?:ed)?|suppos(?:e|ed)|talk(?:ed)?|tell|told"
    "|think|thought|threaten(?:ed)?|tweet(?:ed)?|urged?|vow(?:ed)?|want(?:ed)?|warn(?:ed)?|write|wrote"
)
_ABOUT: Final = "about|on|regarding|concerning|over|of|re|around|in response to|when asked about|with regard to"
_DID: Final = "(?:did|does|do|has|have|had|was|were|is)"
_NAME: Final = r"(?P<speaker>[^?,;:]{2,60}?)"
_ANYTHING: Final = r"(?:anything|something|a word|a statement|any comments?|publicly)"

_SAID: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # what did X say about Y; what has X told reporters on Y; what did X warn
        (
            rf"^(?:so\s+)?(?:what(?:\s+\w+){{0,3}}?|which\s+\w+|how|why|when|where)\s+{_DID}"
            rf"\s+{_NAME}\s+(?:ever\s+|already\s+|been\s+)?(?P<verb>{_SAY}|saying|quoted)\b(?P<topic>.*)$"
        ),
        # did X comment on Y; has X said anything about Y
        rf"^(?:did|does|do|has|have|had)\s+{_NAME}\s+(?:ever\s+|already\s+)?(?P<verb>{_SAY})\b(?P<topic>.*)$",
        # what X said about Y; everything X has said on Y
        rf"^(?:what|everything|anything|all)\s+(?:that\s+)?{_NAME}\s+(?:has\s+|had\s+)?(?P<verb>{_SAY}|says)\b(?P<topic>.*)$",
        # what is X's view on Y; X's position on Y; quotes by X about Y
        (
            rf"^(?:what(?:'s|’s|\s+is|\s+was|\s+are|\s+were)?\s+)?{_NAME}(?:'s?|’s?)\s+(?:own\s+)?"
            r"(?P<verb>views?|stance|position|opinions?|words?|comments?|remarks?|statements?|reaction|response"
            r"|warnings?|quotes?)\b(?P<topic>.*)$"
        ),
        (
            rf"^(?P<verb>quotes?|statements?|comments?|remarks?|words?)\s+(?:by|from|of)\s+{_NAME}"
            rf"\s+(?P<topic>(?:{_ABOUT})\s.+)$"
        ),
        # X said what about Y
        rf"^{_NAME}\s+(?P<verb>said|say|says)\s+(?:what\s+)?(?P<topic>.*)$",
    )
)
_NOTE: Final = re.compile(
    # X on Y; X quote about Y: so say headlines, but also "attack on Odesa"
    rf"^{_NAME}(?:'s|’s)?\s+(?P<verb>on|about|re|quotes?|remarks?|concerns?|comments?)\s+(?P<topic>[^?]+)$",
    re.IGNORECASE,
)
_WHO: Final = re.compile(
    rf"^who(?:\s+(?:was\s+it|has|had|have|else|exactly|first))?\s+(?:that\s+)?(?P<verb>{_SAY}|says|thinks|believes|claims)\b"
    r"(?P<topic>.+)$",
    re.IGNORECASE,
)
_TRIM: Final = re.compile(
    rf"^(?:\s|,|that\b|to\b(?!\s+\w+ing)|{_ANYTHING}|(?:{_ABOUT})\b)+|[\s?!.]+$", re.IGNORECASE
)
_NOT_A_NAME: Final = re.compile(
    r"^(?:the\s+)?(?:it|they|people|we|you|i|there|article|articles|report|this|that|an?|one|many|much|long)$"
    r"|^(?:how|when|where|why|has|have|had|is|was|are|were|do|will|can|could|would|should)\b"
    r"|\b(?:article|articles|report|reports|many|much|what|who|which|did|does)\b",
    re.IGNORECASE,
)

AskedKind = Literal["said", "who"]


class SpeechQuestion(NamedTuple):
    """A question for statements.

    Attributes:
        kind: "said": what somebody said; "who": who said something.
        speaker: Who is meant to have spoken, as the question writes it; None where that is what is asked.
        topic: What the words are about; "" where anything will do.
        certain: Whether it is such a question whoever the speaker is; "X on Y" is one only if X is a speaker.
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
    who = _WHO.match(text)
    if who:
        return SpeechQuestion("who", None, _topic(who["topic"]))
    for pattern in _SAID:
        found = pattern.match(text)
        if found and not _NOT_A_NAME.search(found["speaker"].strip()):
            return SpeechQuestion("said", found["speaker"].strip(" \"'"), _topic(found["topic"]))
    note = _NOTE.match(text)
    if note and not _NOT_A_NAME.search(note["speaker"].strip()):
        return SpeechQuestion("said", note["speaker"].strip(" \"'"), _topic(note["topic"]), certain=False)
    return None


def _topic(text: str) -> str:
    while (trimmed := _TRIM.sub("", text)) != text:
        text = trimmed
    return text
