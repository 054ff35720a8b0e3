"""Statements put together as annotators of attributions do: what one cue has is one, however it is parted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from onrecord.index import Kind, Statement

_MARKS: Final = frozenset("\"'“”„‟«»‘’`")
_BESIDE: Final = 2


def put_together(statements: Iterable[Statement]) -> list[Statement]:
    """Join the utterances that one source says under one cue.

    A statement of the index is one utterance. PolNeAR, the sample and the annotated articles take a quotation that
    is interrupted, or goes on in the next paragraph, for one statement in several pieces.

    Returns:
        Statements in the order of their contents.
    """
    joined: dict[object, Statement] = {}
    for number, one in enumerate(statements):
        key = number if one.as_written_span is None else (one.as_written_span, one.cue, one.is_listed)
        other = joined.get(key)
        joined[key] = one if other is None else _union(other, one)
    return sorted(joined.values(), key=lambda one: (one.start, one.end))


def _union(one: Statement, other: Statement) -> Statement:
    kind: Kind = one.kind if one.kind == other.kind else "mixed"
    return replace(one, content=tuple(sorted({*one.content, *other.content})), kind=kind)


def by_marks(one: Statement) -> Statement:
    """Give a statement the kind that its quote marks tell: a turn of a transcript without any is reported.

    PolNeAR tells kinds so; the sample and the annotated articles call a turn direct.
    """
    text = one.article.text
    marked = any(not _MARKS.isdisjoint(text[max(0, start - _BESIDE) : start]) for start, _ in one.content)
    return one if marked or one.kind != "direct" else replace(one, kind="indirect")
