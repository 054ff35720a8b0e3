"""Whether a question asks for those who are for something, or for those who are against it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .speech_verbs import forms

_BACK: Final = "support back favour favor endorse welcome praise applaud agree approve defend champion"
_FOR: Final = rf"{forms(_BACK)}|side[sd]?\s+with|call(?:s|ed|ing)?\s+for"
_OPPOSE: Final = (
    "oppose disagree disapprove reject criticise criticize condemn denounce attack blast accuse blame mock rebuke"
    " contradict object resist deny"
)
_AGAINST: Final = forms(_OPPOSE)
SIDES: Final = f"{_BACK} {_OPPOSE}"
"""Verbs for being for something or against it."""

_WHO: Final = (
    r"^\W*(?:and\s+|but\s+|so\s+)?(?:who(?:ever)?|which\s+\w+(?:\s+\w+)?)(?:\s+(?:else|all|exactly|not|never|wo"
    r"n['’]t|(?:has|have|had|is|are|was|were|would|will|does|do|did|might|may|could)(?:n['’]t)?|openly|publicly|strongly"
    r"|now|also|actually))*\s+"
)
_ASKED: Final = re.compile(
    rf"{_WHO}(?:(?P<for>{_FOR}|in\s+favou?r\s+of|for)|(?P<against>{_AGAINST}|against))\b"
    r"\s*(?:(?:with|to|against|on|from|of|for)\b)?\s*(?P<target>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND_BE: Final = re.compile(r"(?:in\s+favou?r\s+of|for|against)$", re.IGNORECASE)
_DENIED: Final = re.compile(r"\s(?:not|never)\b|n['’]t\b", re.IGNORECASE)
_ENDING: Final = re.compile(r"(ing|ed|s)(?:\s+\w+)?$", re.IGNORECASE)

_NOT: Final = (
    r"(?:\b(?:not|never|no|nor|without|refus\w+|declin\w+|stop\w*|against)\b|n['’]t\b)(?:\s+\w+){0,3}?\s+"
)
_FOR_IT: Final = "in\\s+favou?r|supporters?|supportive|thank(?:s|ed|ing)?|backers?|endorsements?|approval|applause"
_AGAINST_IT: Final = (
    "against|threat\\w*|warn(?:s|ed|ing|ings)?|refus(?:e|es|ed|ing|al)|opposition|opponents?|disagreements?|disapproval"
    "|rejections?|critics?|criticisms?|critical|condemnations?|objections?|resistance|denials?"
)
_LEANS_FOR: Final = re.compile(rf"\b(?:{_FOR}|{_FOR_IT})\b", re.IGNORECASE)
_LEANS_AGAINST: Final = re.compile(rf"\b(?:{_AGAINST}|{_AGAINST_IT})\b", re.IGNORECASE)
_NOT_FOR: Final = re.compile(rf"{_NOT}(?:{_FOR})\b", re.IGNORECASE)
_AGREED_TO_DO: Final = re.compile(
    r"\bagree(?:s|d|ing)?\s+(?:not\s+)?to\s+(?!(?:the|an?|this|that|it|his|her|its|their)\b)", re.IGNORECASE
)
_NOT_AGAINST: Final = re.compile(rf"{_NOT}(?:{_AGAINST})\b", re.IGNORECASE)


class Side(NamedTuple):
    """Which side is asked for.

    Attributes:
        against: Whether it is those who are against.
        target: What or whom they are for or against, as the question has it.
        other: The question that asks for the other side.
    """

    against: bool
    target: str
    other: str


def side_asked(question: str) -> Side | None:
    """Tell which side a question asks for; None where it asks for none.

    Args:
        question: "Who disagrees with Putin?"
    """
    found = _ASKED.match(question)
    if found is None:
        return None
    against = found["against"] is not None
    begins, ends = found.span("against" if against else "for")
    before, target = question[:begins], found["target"].strip(" ?.!")
    if _DENIED.search(before):
        # Who does not back it is asked for among those against it, and is told apart by the same question without.
        return Side(not against, target, _DENIED.sub("", before) + question[begins:])
    other = _other(question[begins:ends], against=against)
    return Side(against, target, f"{before}{other} {found['target']}")


def _other(verb: str, *, against: bool) -> str:
    """Give what asks for the other side in the same form: "opposed" for "backed", "for" for "against"."""
    if _BEHIND_BE.match(verb):
        return "in favour of" if against else "against"
    ending = _ENDING.search(verb.split(maxsplit=1)[0])
    form = ending[1].lower() if ending is not None else ""
    return "support" + form if against else f"oppos{form if form in {'ing', 'ed'} else 'e' + form}"


def leaning(text: str) -> int:
    """Tell to which side words lean: 1 for, -1 against, 0 where they have words of neither or of both.

    Args:
        text: What somebody said, with the words that tell how.
    """
    denied, doubly = len(_NOT_FOR.findall(text)), len(_NOT_AGAINST.findall(text))
    ayes = len(_LEANS_FOR.findall(text)) - denied + doubly - len(_AGREED_TO_DO.findall(text))
    nays = len(_LEANS_AGAINST.findall(text)) - doubly + denied
    return int(ayes > 0 and nays <= 0) - int(nays > 0 and ayes <= 0)
