"""Whether a cue speaks of words at all, and tells what was said, or what was not said, or not yet.

The tagger learnt from political news what stands between somebody and what they say. On other pages it also takes
"launched", "is known for" or a recipe's next step for cues; a closed list of words does not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ..lexicon.lexicon import words
from ..lexicon.word_classes import inflected, is_attitude, plain
from ..model import Span

_BEFORE: Final = 60
_SENTENCE: Final = re.compile(r"[.!?:;“”\"\n]")
_NOT_SAID: Final = re.compile(
    r"(?:\b(?:at\sno\s\w+\s(?:did|has|have|had)|(?:never|nowhere|nor)\s(?:did|does|do))\s[^,;]{1,50}?"
    r"|\b(?:not|never|(?:made|makes|gave|gives|issued|offered|sent)\s+no|cannot|nor|hardly|(?-i:will)|shall)|n[’']t|[’']ll"
    r"|\bneither\s[^,;]{1,50}\snor\s[^,;]{1,50}?"
    r"|(?:\bnot|n[’']t)\s(?:\w+\s){0,2}(?:reached|available)\sfor|\bunavailable\sfor"
    r"|\b(?:neither|none|nobody|no[\s-]one)(?:\s+else)?(?:\s+of\s+(?:\w+\s+)?\w+)?"
    r"|\b(?:yet|unable|declin(?:ed?|es|ing)|refus(?:ed?|es|ing)|fail(?:ed|s|ing)?|unwilling|reluctant"
    r"|due|expect(?:s|ed)|scheduled|set|going|likely|about|poised|preparing|ready|slated|tipped|hop(?:e[ds]?|ing)"
    r"|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|is|are)\s+to"
    r"|\b(?:den(?:y|ies|ied|ying)|without|avoid(?:ed|s|ing)?|refrain(?:ed|s|ing)?\s+from|far\s+from"
    r"|(?:short|instead)\s+of|rather\s+than))\s+"
    r"(?:(?:\w+ly|even|ever|yet|also|either|once|then|now|himself|herself|themselves|have|having|been|be|to|has|had)"
    r"\s+)*$",
    re.IGNORECASE,
)
"""What denies words, or says that they are yet to come."""

_NEGATIVE: Final = tuple("deny dispute doubt rule object disagree exclude refute hide contest hesitate".split())
"""Verbs whose denial says something: "did not deny", "has never disputed"."""

_WORDS_DENIED: Final = re.compile(
    r"(?:den(?:y|ie[sd]|ying)|(?:reject|dismiss)(?:e?s|ed|ing)?)\s"
    r"(?:(?:(?:claims|reports|allegations|suggestions)\s)?that\s(?:he|she|they)\s)?(?:(?:having|ever|had|has|have|also)\s)*"
    r"(?P<word>\w+(?:ing|ed)|told|said"
    r"|wrote|written|spoken)\b(?=[^.;:“”\"\n]{0,60}?(?:\sthat\s|\s[“\"]))",
    re.IGNORECASE,
)
"""What somebody denies to have said: "denied telling leaders that …"."""

_IN_THEIR_NAME: Final = re.compile(
    r"\b(?:(?:account|profile|page|letter|post|message|statement|e-?mail)\sin\sthe\sname\sof|pos(?:ed|ing)\sas"
    r"|(?:pretend|purport|claim)(?:ed|ing)\sto\s(?:be|come)|impersonat(?:ed|ing|ors?)|imitat(?:ed|ing|ors?)|deep-?fakes?"
    r"|(?:fake|false|bogus|forged|parody|spoof|hoax)\s(?:[\w’-]+\s){0,3}?(?:account|profile|page|letter|post|message|statement|e-?mail"
    r"|video|clip|recording|caller|quote|interview))\b(?:[^,;:.“”\"\n]|\b[A-Z][a-z]{0,3}\.)*$"
)
"""Who only goes under somebody's name: "a parody account of Jane Roe", "a caller posing as Jane Roe"."""

_OTHERS_EXPECT: Final = re.compile(
    r"\b(?:is|are|was|were|been)\s(?:\w+ly\s)?(?:expected|supposed|believed|thought|rumou?red)\sto\b",
    re.IGNORECASE,
)
"""What others think of somebody: "Roe was expected to tell members that …"."""

_WORD: Final = re.compile(r"[\w’'-]+")
_ASKED: Final = re.compile(r"(?:When\s|when\s)?[Aa]sked\s(?:whether|if|about|why|how|what|when|where|who)\b")


_REPORTING: Final = words("reporting_forms").union(*map(inflected, words("reporting_words")))


@lru_cache(maxsize=1 << 12)
def reports(cue: str) -> bool:
    """Tell whether some word of a cue is one of saying, writing, finding out or thinking."""
    return is_attitude(cue) or any(plain(word) in _REPORTING for word in _WORD.findall(cue))


def is_told_as_fact(text: str, cue: Span) -> bool:
    """Tell "said that" from "did not say that", "has yet to say that" and "is due to announce that".

    What somebody does not want, or will believe, is theirs all the same: only words of saying can be denied.
    """
    denied = _WORDS_DENIED.search(text, cue.start, min(cue.end + _BEFORE, len(text)))
    if denied is not None and denied.start() < cue.end and _is_saying(denied["word"]):
        return False
    expected = _OTHERS_EXPECT.search(text, max(0, cue.start - len("been ")), min(cue.end + len(" to"), len(text)))
    if expected is not None and expected.end() > cue.start:
        return False
    words = [word for word in _WORD.finditer(text, *cue) if reports(word[0])]
    to_say = next((w for w in words if text.endswith("to ", 0, w.start()) and _is_saying(w[0])), None)
    head = to_say or next(iter(words), None)
    if head is None or (to_say is None and (is_attitude(text[slice(*cue)]) or not _is_deniable(head[0]))):
        return True
    before = _SENTENCE.split(text[max(0, cue.start - _BEFORE) : head.start()])[-1]
    return _NOT_SAID.search(before) is None


def _is_saying(word: str) -> bool:
    """Whether a word is one of saying whose denial says nothing else."""
    return reports(word) and not is_attitude(word) and _is_deniable(word)


def _is_deniable(word: str) -> bool:
    return not plain(word).startswith(_NEGATIVE)


def is_asked(text: str, content: Span) -> bool:
    """Whether a content is what somebody was asked: "Asked whether the pool would close, Roe shrugged"."""
    return _ASKED.match(text, content.start) is not None


def is_in_their_name(source: str) -> bool:
    """Whether words up to a name tell of a forger or a forgery: "a fake account in the name of Jane Roe"."""
    return _IN_THEIR_NAME.search(source) is not None
