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
from .mention import Mention

_BETWEEN: Final = re.compile(
    r"(?:\s\([^()]{1,24}\)|\s(?:of|from|\([DR]-)\s?[A-Z][\w.]*(?:\s[A-Z][\w.]*)*)?"
    r"(?:(?P<last>,?\s(?:and|&)\s)(?:(?!(?:all|many|most|other|several|some)\b)(?:The|[a-z-]+)\s){0,2}"
    r"|,\s(?:(?:The|[a-z-]+)\s)?)"
    r"(?:(?:[A-Z][\w.&-]*\s)*[A-Z][\w.&-]*[’']s?\s)?"
)
"""What may stand between two names: where the first is of, "Roe (D-Orlo)", "and", and whose the second is."""

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
    joined, count = [head], 1
    for mention in mentions_in(text, Span(head.span.end, end)):
        is_owner = mention.possessive and mention.span.end + 2 < end
        if is_owner or _OF.search(text, head.span.end, mention.begins()):
            continue
        between = _BETWEEN.fullmatch(text, joined[-1].span.end, mention.begins())
        if between is None:
            break
        joined.append(mention)
        count = len(joined) if between["last"] else count
    joined = joined[:count]  # up to the last with "and" before it
    if len(joined) == 1 or not _BEHIND.match(text, joined[-1].span.end, end):
        return []
    known = [mention for mention in joined if _may_speak(text, mention, people)]
    return [m.span for m in joined] if known and all(m in known or m.personal for m in joined) else []


def _may_speak(text: str, mention: Mention, people: People) -> bool:
    """Whether a name is a person's, or stands elsewhere in the text too, as a body's does and no part of one."""
    person = people.at(mention.span) or people.person(mention)
    if person is not None and person.told:
        return True
    times = len(re.findall(rf"\b{re.escape(mention.name)}\b", text))
    is_known = times > 1 or (len(mention.words) > 1 and is_body(mention.name))
    return is_known and not is_adjective(mention.name)
