"""Several who speak together: "Emil Karst and Ann Doe said"."""

from __future__ import annotations

import re
from typing import Final

from ..lexicon.word_classes import is_body
from ..model import Span
from ..switches import rule
from .body_names import is_adjective
from .document_entities import People
from .head_mentions import head_of, mentions_in, up_to_relative
from .mentions import Mention

_AND: Final = re.compile(
    r",?\s(?:and|&)\s(?:(?!(?:all|many|most|other|several|some)\b)(?:The|[a-z-]+)\s){0,2}"
    r"|,\s(?:(?:The|[a-z-]+)\s)?"
)
_LAST: Final = re.compile(r",?\s(?:and|&)\s")
_ASIDE: Final = re.compile(r"\s\([^()]{1,24}\)|\s(?:of|from|\([DR]-)\s?[A-Z][\w.]*(?:\s[A-Z][\w.]*)*")
"""What may stand behind a name without parting it from the next: "Roe (D-Orlo) and", "Roe of Orlo and"."""

_OF: Final = re.compile(r"(?:\s(?:of|from)\s(?:the\s)?|\()$")
_BEHIND: Final = re.compile(
    r"$|\s*[,(—–-]|\s(?:in|at|on|of|from|both|each|all|had|have|who|also|himself|herself)\b"
)


@rule("joint speakers", otherwise=lambda *_: [])
def joint(text: str, source: Span, people: People) -> list[Span]:
    """Find the names of several who speak together; none for one speaker."""
    head = head_of(text, source)
    if head is None:
        return []
    end = up_to_relative(text, source).end
    joined = [head]
    for mention in mentions_in(text, Span(head.span.end, end)):
        is_owner = mention.possessive and mention.span.end + 2 < end
        if is_owner or _OF.search(text, head.span.end, mention.begins()):
            continue
        between = _between(text, joined[-1], mention)
        if not _AND.fullmatch(between):
            break
        joined.append(mention)
    while joined[1:] and not _LAST.match(_between(text, *joined[-2:])):
        joined.pop()
    if len(joined) == 1 or not _BEHIND.match(text, joined[-1].span.end, end):
        return []
    known = [mention for mention in joined if _may_speak(text, mention, people)]
    return [m.span for m in joined] if known and all(m in known or m.personal for m in joined) else []


def _between(text: str, one: Mention, other: Mention) -> str:
    """Give what stands between two names, but for titles, owners and what says where the first is of."""
    between = text[one.span.end : other.begins()]
    aside = _ASIDE.match(between)
    between = between[aside.end() :] if aside else between
    owner = re.search(r"(?:[A-Z][\w.&-]*\s)*[A-Z][\w.&-]*[’']s?\s$", between)
    return between[: owner.start()] if owner else between


def _may_speak(text: str, mention: Mention, people: People) -> bool:
    """Whether a name is a person's, or stands elsewhere in the text too, as a body's does and no part of one."""
    person = people.at(mention.span) or people.person(mention)
    if person is not None and person.told:
        return True
    times = len(re.findall(rf"\b{re.escape(mention.name)}\b", text))
    is_known = times > 1 or (len(mention.words) > 1 and is_body(mention.name))
    return is_known and not is_adjective(mention.name)
