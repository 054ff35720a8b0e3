"""Bodies that speak: which words mean one again, and which speak for one."""

from __future__ import annotations

import re
from typing import Final

from ..lexicon.word_classes import COUNTRIES, TITLES, plain

_COMPANIES: Final = frozenset(
    "company startup start-up firm business retailer carmaker automaker airline publisher studio brand"
    " manufacturer maker giant platform app site website service outlet newspaper magazine broadcaster developer"
    " bank lender exchange".split()
)
_OTHERS: Final = frozenset(
    "agency organization organisation group association charity society nonprofit non-profit watchdog regulator"
    " commission committee council ministry department university institute foundation board club league"
    " union court bureau network".split()
)
_PUBLIC: Final = frozenset(
    "commission council court ministry department government parliament police agency eu un nato congress senate"
    " house administration committee union office bureau party association authority university".split()
)
_AGAIN: Final = re.compile(r"(?:the|this|that)\s(?:(?P<which>[\w’'.-]+)\s)?(?P<noun>[\w-]+)", re.IGNORECASE)
_NOBODY: Final = re.compile(r"(?:[’']s|\s+(?:is|was|seems|appears|looks|means|shows?|indicates?|makes|takes))\b")
_SPOKEN_FOR: Final = re.compile(r"\bspokes(?:man|woman|person)\b", re.IGNORECASE)
_FOR_IT: Final = re.compile(
    r"(?:the|an?|its)\s(?:company\s)?spokes(?:man|woman|person)(?:\s(?:for|of)\sthe\s(?P<noun>[\w-]+))?",
    re.IGNORECASE,
)


def means_body(words: str, following: str, body: str) -> bool:
    """Whether a source means the body that spoke before: "it", "the company", "the spokesman for the agency".

    Args:
        words: The source.
        following: What follows it: "it was clear" means nobody.
        body: The body's name; a ministry is no company.
    """
    folded = plain(words)
    if folded == "it":
        return _NOBODY.match(following) is None
    if folded == "its":
        return True
    found = _FOR_IT.fullmatch(words) or _AGAIN.fullmatch(words)
    if found is None:
        return False
    which = found.groupdict().get("which") or ""
    if which[:1].isupper() and which not in body:
        return False
    noun = plain(found["noun"] or "spokesman")
    public = any(plain(word) in _PUBLIC | COUNTRIES for word in body.split())
    return _SPOKEN_FOR.search(noun) is not None or noun in _OTHERS or (noun in _COMPANIES and not public)


def spokesperson(words: str) -> str | None:
    """Find the word that says that a source speaks for another: "spokesman" in "a spokesman for Orlo"."""
    found = _SPOKEN_FOR.search(words)
    return found[0].lower() if found else None


def is_adjective(name: str) -> bool:
    """Whether a name is no body's but a people's or a party's: "Danish", "Republican"."""
    folded = plain(name)
    return folded in TITLES or folded.endswith(("an", "ese", "ish"))
