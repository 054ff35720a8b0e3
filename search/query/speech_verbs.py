"""Verbs in all their forms, as patterns: those of saying, and those that questions begin with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple


class _Verb(NamedTuple):
    base: str
    third: str
    past: str
    doing: str


_PAST: Final = {"say": "said", "tell": "told", "think": "thought", "write": "wrote"}


def _verb(base: str) -> _Verb:
    stem = f"{base}t" if base.endswith("mit") else base.removesuffix("e")
    doing = f"{base if base.endswith('ee') else stem}ing"
    if base.endswith(("eny", "ply")):
        return _Verb(base, f"{base[:-1]}ies", f"{base[:-1]}ied", doing)
    third = f"{base}es" if base.endswith("ss") else f"{base}s"
    return _Verb(base, third, _PAST.get(base, f"{stem}ed"), doing)


def forms(bases: str) -> str:
    """Give regular verbs in all their forms, as a pattern: "back|backs|backed|backing"."""
    return "|".join(form for base in bases.split() for form in _verb(base))


_VERBS: Final = tuple(
    _verb(base)
    for base in (
        "accuse acknowledge admit advise allege announce answer argue ask assert believe blame boast"
        " caution claim comment complain concede conclude confirm criticise criticize demand deny"
        " emphasise emphasize estimate explain insist lament mention note post praise predict promise"
        " quote reckon remark reply reveal say state stress talk tell think threaten tweet urge vow warn write"
        " add agree call cite commit compare declare describe disclose expect express object pledge propose"
        " react recall recommend reject report respond suggest suppose want"
    ).split()
)


def _any_of(words: Iterable[str]) -> str:
    # "The think-tank" thinks nothing.
    return f"(?<![-\\w])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![-\\w])"


HELPS: Final = "did|does|do|is|are|was|were|has|have|had|will|would|can|could|should|may|might"
"""What stands before whom a question asks about, as a pattern."""

SAID: Final = _any_of([*(verb.past for verb in _VERBS), "written"])

# Roe posts on a site without anything told of it.
SAYING: Final = _any_of(
    {form for verb in _VERBS for form in (verb.base, verb.third, verb.past)} - {"post", "posts"} | {"written"}
)
"""The verbs of saying in their finite forms, as a pattern."""
