"""Whether a statement gives the words or thoughts of somebody."""

from __future__ import annotations

import re
from typing import Final

from onrecord.index import Statement, head_word, is_body

QUOTED: Final = ("direct", "mixed")
"""Kinds of statements whose words are, some of them at least, in quote marks."""

# What a body finds, it reports, unless it finds itself somewhere.
_FINDING: Final = frozenset("find finding finds found show showed showing shown shows".split())
_ITSELF: Final = re.compile(r"(?:it|them)sel(?:f|ves)\b")
# Whoever finds that it rains, tells so; whoever finds a door open, or shows guests the garden, says nothing.
_DEEDS: Final = _FINDING.union("read reading reads saw see seeing seen sees".split())
# What a poll shows, it says.
_DOCUMENTS: Final = frozenset(
    "analysis audit average book data document evidence figure filing index letter memo paper poll polling record"
    " report research result review statistic statistics studies study survey test".split()
)
# "They" and "some" are somebody at least; "it", "we" and "the report that" are nobody a reader could name.
_NOBODY: Final = frozenset(
    "i me we us you it he she him her which that who whom whose what this these those".split()
)
_CLAUSE: Final = re.compile(r"(?:how|if|that|what|when|where|whether|which|who|why)\b", re.IGNORECASE)
_NAME_WORD: Final = re.compile(r"(?<![’'])\b\w+")
_WORD: Final = re.compile(r"[\w’'-]+")


def speaks(statement: Statement) -> bool:
    """Tell whether a statement's words are its speaker's: in quote marks, in a clause, or behind a verb of saying.

    Args:
        statement: The statement.
    """
    return statement.kind in QUOTED or (statement.kind == "indirect" and not _is_deed(statement))


def stands(statement: Statement) -> bool:
    """Tell whether a statement is a stance of its speaker's, told in the writer's words, and no mere deed.

    Args:
        statement: The statement.
    """
    return statement.kind == "stance" and not _is_deed(statement)


def _is_deed(statement: Statement) -> bool:
    source = _WORD.findall(statement.as_written.lower())
    if any(word in _DOCUMENTS or word.removesuffix("s") in _DOCUMENTS for word in source):
        return False
    verb, text = head_word(statement.cue), statement.article.text
    if verb in _FINDING and is_body(statement.as_written) and not _ITSELF.match(text, statement.start):
        return False
    return verb in _DEEDS and not _CLAUSE.match(text, statement.start)


def names_somebody(statement: Statement) -> bool:
    """Tell whether the words that a statement goes under name somebody, be it only "the mayor" or "they".

    Args:
        statement: The statement.
    """
    words = _NAME_WORD.findall(statement.as_written.lower())
    return bool(statement.speaker) or (bool(words) and words[-1] not in _NOBODY)
