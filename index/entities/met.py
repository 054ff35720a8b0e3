"""Who is meant because the article has just brought them in, or has called them so before."""

from __future__ import annotations

from ..switches import rule
from .discourse import Discourse
from .layout import start_of
from .person import Person
from .speaker import Source


@rule("described again", otherwise=lambda *_: None)
def met_before(at: Discourse, source: Source) -> Person | None:
    """Find whom the same words meant before, if they are more than an office: "the United manager"."""
    return at.described.get(tuple(source.head)) if len(source.head) > 1 else None


@rule("brought in last", otherwise=lambda *_: None)
def brought_in_last(at: Discourse, source: Source, sex: str) -> Person | None:
    """Find whom the sentence before a paragraph that opens with what is said was the first to name.

    "That was too much for Jane Roe, the head of Vexa, too." and below it "“I will not come,” she said.": the
    sentence says what she is, and names nobody behind her.
    """
    begin = start_of(at.layout.paragraphs, source.span.start)
    if not source.said or source.said[0].start > begin + 1:
        return None
    before = start_of(at.layout.sentences, begin - 1)
    named = ((m, at.people.at(m.span)) for m in at.outside if before <= m.span.start < begin)
    persons = [(m, person) for m, person in named if person is not None and person.told]
    mention, person = max(persons, key=lambda one: one[0].span, default=(None, None))
    if mention is None or person is None or len(mention.words) == 1 or not person.may_be(sex):
        return None
    is_new = person.mentions[0] is mention and at.text.startswith(", ", mention.span.end)
    return person if is_new and person.roles else None
