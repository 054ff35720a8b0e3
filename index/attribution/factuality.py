"""Whether a cue speaks of words at all, and tells what was said, or what was not said, or not yet.

The tagger learnt from political news what stands between somebody and what they say. On other pages it also takes
"launched", "is known for" or a recipe's next step for cues; a closed list of words does not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import is_attitude, plain
from ..model import Span

_BEFORE: Final = 60
_SENTENCE: Final = re.compile(r"[.!?:;“”\"\n]")
_NOT_SAID: Final = re.compile(
    r"(?:\b(?:not|never|cannot|nor|hardly|(?-i:will)|shall)|n[’']t|[’']ll"
    r"|\b(?:neither|none|nobody|no[\s-]one)(?:\s+else)?(?:\s+of\s+(?:\w+\s+)?\w+)?"
    r"|\b(?:yet|unable|declin(?:ed?|es|ing)|refus(?:ed?|es|ing)|fail(?:ed|s|ing)?|unwilling|reluctant"
    r"|due|expected|scheduled|set|going|likely|about|poised|preparing|ready|slated|tipped|hop(?:es?|ing)"
    r"|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?)\s+to"
    r"|\b(?:den(?:y|ies|ied|ying)|without|avoid(?:ed|s|ing)?|refrain(?:ed|s|ing)?\s+from|far\s+from"
    r"|(?:short|instead)\s+of|rather\s+than))\s+"
    r"(?:(?:\w+ly|even|ever|yet|also|either|once|then|now|himself|herself|themselves|have|having|been|be|to|has|had)"
    r"\s+)*$",
    re.IGNORECASE,
)
"""What denies words, or says that they are yet to come."""

_NEGATIVE: Final = tuple("deny dispute doubt rule object disagree exclude refute hide contest hesitate".split())
"""Verbs whose denial says something: "did not deny", "has never disputed"."""

_WORD: Final = re.compile(r"[\w’'-]+")
_ASKED: Final = re.compile(r"(?:When\s|when\s)?[Aa]sked\s(?:whether|if|about|why|how|what|when|where|who)\b")


def _forms(base: str) -> set[str]:
    """Inflect a regular verb or noun; forms that nobody uses do no harm."""
    stem = base.removesuffix("e")
    double = f"{stem}{stem[-1]}"
    found = {base, f"{base}s", f"{base}es", f"{stem}ed", f"{stem}ing", f"{double}ed", f"{double}ing"}
    if base.endswith("y"):
        found |= {f"{base[:-1]}ies", f"{base[:-1]}ied"}
    return found


_REPORTING: Final = words("reporting_forms").union(*map(_forms, words("reporting_words")))


@lru_cache(maxsize=1 << 12)
def reports(cue: str) -> bool:
    """Tell whether some word of a cue is one of saying, writing, finding out or thinking."""
    return is_attitude(cue) or any(plain(word) in _REPORTING for word in _WORD.findall(cue))


def is_told_as_fact(text: str, cue: Span) -> bool:
    """Tell "said that" from "did not say that", "has yet to say that" and "is due to announce that".

    What somebody does not want, or will believe, is theirs all the same: only words of saying can be denied.
    """
    head = next((word for word in _WORD.finditer(text, *cue) if reports(word[0])), None)
    if head is None or is_attitude(text[slice(*cue)]) or plain(head[0]).startswith(_NEGATIVE):
        return True
    before = _SENTENCE.split(text[max(0, cue.start - _BEFORE) : head.start()])[-1]
    return _NOT_SAID.search(before) is None


def is_asked(text: str, content: Span) -> bool:
    """Whether a content is what somebody was asked: "Asked whether the pool would close, Roe shrugged"."""
    return _ASKED.match(text, content.start) is not None
