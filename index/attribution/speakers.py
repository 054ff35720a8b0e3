"""From drafts to statements: sources resolved in the order of the text, a statement for each speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ..entities.coreference import Resolver
from ..entities.head_mentions import head_of
from ..entities.joint import joint
from ..entities.speaker import NOBODY, Speaker
from ..model import Span, Statement
from ..switches import rule
from ..text.document import Document, ends_sentence
from .factuality import is_in_their_name
from .likelihoods import RIGHT_SPEAKER, UNNAMED
from .span_decoder import Draft, kind_of

_CUT_SHORT: Final = re.compile(r",?(?:\s(?:as|at|back|by|for|from|in|of|on|over|to|with))*\s(?:an?|the)$")
_WHEN: Final = re.compile(
    r"\s(?:on\s[A-Z][a-z]+day|(?:last|this)\s(?:week|month|year|night)|earlier|today|yesterday)"
)


def statements(document: Document, resolver: Resolver, drafts: Sequence[Draft]) -> list[Statement]:
    """Resolve the speakers of drafts and give their statements, in the order of their contents.

    There is one for each utterance; where two speak together each has one. A draft without a content only tells
    who may be meant by a later "he".
    """
    found: list[Statement] = []
    for item in sorted(drafts, key=lambda d: (d.subject or d.source or d.cue).start):
        speakers = list(_speakers(document.text, resolver, item))
        if item.subject is not None:
            resolver.resolve(item.subject)
        if item.content:
            parted = utterances(document.text, item)
            found += [_statement(document, item, said, named, one) for said in parted for named, one in speakers]
    found.sort(key=lambda s: s.probability or 0.0)
    once = {(s.speaker or s.as_written, s.content): s for s in found}  # the likeliest of those that say the same
    return sorted(once.values(), key=lambda s: (s.start, s.end))


@rule("utterances apart", otherwise=lambda _text, d: [d.content])
def utterances(text: str, d: Draft) -> list[list[Span]]:
    """Part the pieces of a content where a sentence or a paragraph ends between them.

    `"It rains," Roe said. "The roof leaks."` is two utterances, and so is a quotation that goes on in the next
    paragraph; `"It rains," Roe said, "and the roof leaks"` is one. Without a source they stay together: nothing
    else would tell that they are one speaker's.
    """
    parted = [[d.content[0]]]
    for piece, following in pairwise(d.content):
        between = text[piece.end : following.start]
        if d.source is not None and ("\n" in between or ends_sentence(text, piece.end - 1, following.start)):
            parted.append([])
        parted[-1].append(following)
    return parted


def _speakers(text: str, resolver: Resolver, item: Draft) -> Iterator[tuple[Span | None, Speaker]]:
    if item.source is None:
        yield None, NOBODY
    elif is_in_their_name(text[text.rfind("\n", 0, item.source.start) + 1 : item.source.end]):
        yield item.source, NOBODY
    elif item.name is not None:
        yield item.source, resolver.labelled(item.name)
    else:
        for name in joint(text, item.source, resolver.people) or [item.source]:
            yield name, resolver.resolve(name, item.content)


def _statement(
    document: Document, item: Draft, said: Sequence[Span], named: Span | None, speaker: Speaker
) -> Statement:
    content = tuple(map(document.reading.located, said))
    quoted = document.quoted[document.paragraph_at(said[0].start)]
    right = RIGHT_SPEAKER.get(speaker.sieve, UNNAMED) if speaker.certainty is None else speaker.certainty
    source = document.reading.located(without_the_rest(document.text, named)) if named else None
    return Statement(
        article=document.article,
        speaker=speaker.name,
        as_written=document.article.text[source.start : source.end] if source else "",
        as_written_span=source,
        role=speaker.role,
        cue=document.text[item.cue.start : item.cue.end].strip(" ,:.)\n"),
        content=content,
        kind=kind_of(document.text, said, quoted) if item.kind == "mixed" else item.kind,
        paragraph=document.source_paragraph(content[0].start),
        probability=round(item.likely.said * right, 3),
        sieve=speaker.sieve,
    )


def without_the_rest(text: str, source: Span) -> Span:
    """Leave out what a source runs on with, and is no part of it: "Jane Roe in a", "Orlo Rail last week"."""
    cut = _CUT_SHORT.search(text, *source)
    kept = Span(source.start, cut.start()) if cut is not None and cut.start() > source.start else source
    head = head_of(text, kept)
    when = _WHEN.fullmatch(text, head.span.end, kept.end) if head is not None else None
    return Span(kept.start, when.start()) if when is not None else kept
