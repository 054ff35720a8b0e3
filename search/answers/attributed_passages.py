"""Tells who said the sentences that answer a question for somebody's words, where the index knows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from onrecord.index import Hit, Index, Speaker, Statement, plain_words

from ..model import Citation
from .passage_answers import Quoted
from .pieces import close_pieces
from .speaker_linker import name_words
from .statement_checks import names_somebody, speaks
from .wording import nobody_called

_REACH: Final = 3
_MOST_BELOW: Final = 0.1
_SHARE: Final = 0.5
_FULL_NAME: Final = 2


def with_speakers(
    index: Index, found: Quoted, hits: Sequence[Hit], asked: str | None, speaker: Speaker | None
) -> Quoted:
    """Tell who says the sentences that answer, and keep those of whom is asked for.

    Args:
        index: The corpus.
        found: What the passages say.
        hits: These passages.
        asked: Whose words are asked for, as the question has it; None takes anybody's.
        speaker: The same as a speaker of the corpus, if it knows one.
    """
    if asked is None or speaker is not None:
        names = None if speaker is None else speaker.names
        return found._replace(citations=covered(index, found.citations, hits, names))
    kept = naming(index, found.citations, asked)
    if found.citations and not kept:
        return Quoted((), found.confidence, "unknown_speaker", f"{nobody_called(asked)}.")
    return found._replace(citations=kept)


def covered(
    index: Index, citations: Sequence[Citation], hits: Sequence[Hit], names: Collection[str] | None
) -> tuple[Citation, ...]:
    """Put the statements that cover sentences in their place, and leave out sentences that are much worse.

    Args:
        index: The corpus.
        citations: Sentences of the passages found, best first.
        hits: These passages.
        names: Whose words are asked for; None takes anybody's.

    Returns:
        Citations in the same order: statements of one who is asked for, and sentences that none covers.
    """
    found: dict[tuple[str, int], Citation] = {}
    for one in citations:
        if one.score >= citations[0].score - _MOST_BELOW:
            cited = _as_statement(one, _covering(index, one, hits, names))
            found.setdefault((cited.article.id, cited.start), cited)
    return tuple(found.values())


def naming(index: Index, citations: Sequence[Citation], asked: str) -> tuple[Citation, ...]:
    """Keep the sentences that name who is asked for, where that is somebody's full name.

    Args:
        index: The corpus.
        citations: Sentences, best first.
        asked: As the question has it: "President Jane Roe".

    Returns:
        Those that hold the last word of the name; all of them where no name of two words is asked for.
    """
    name = name_words(plain_words(asked))
    if len(name) < _FULL_NAME:
        return tuple(citations)
    last = set(index.words(name[-1]))
    return tuple(one for one in citations if last <= set(index.words(one.quote)))


def _as_statement(citation: Citation, statement: Statement | None) -> Citation:
    if statement is None:
        return citation
    start, end, paragraph = statement.start, statement.end, statement.paragraph
    return replace(citation, start=start, end=end, paragraph=paragraph, statement=statement)


def _covering(
    index: Index, citation: Citation, hits: Sequence[Hit], names: Collection[str] | None
) -> Statement | None:
    """Find the statement that most of a sentence belongs to; it may begin a few passages before."""
    row = next((hit.row for hit in hits if _holds(hit, citation)), None)
    if row is None:
        return None
    near = index.statements(None if names is None else [*names], range(max(0, row - _REACH), row + 1))
    mine = (close_pieces(one.statement) for one in near if one.statement.article.id == citation.article.id)
    fitting = [one for one in mine if names_somebody(one) and speaks(one)]
    best = max(fitting, key=lambda one: _shared(one, citation), default=None)
    enough = _SHARE * (citation.end - citation.start)
    return best if best is not None and _shared(best, citation) >= enough else None


def _holds(hit: Hit, citation: Citation) -> bool:
    passage = hit.passage
    return passage.article.id == citation.article.id and passage.start <= citation.start < passage.end


def _shared(statement: Statement, citation: Citation) -> int:
    return max(0, min(statement.end, citation.end) - max(statement.start, citation.start))
