"""Attributions annotated by hand, and which articles are for learning and which for judging.

The annotation is PolNeAR's (Newell, Margolin and Ruths, LREC 2018): source, cue and content spans with the
kind of every attribution. What somebody wants, supports or expects is annotated beside what they say.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.index import Article, CorpusError, JudgmentError, Kind, Span
from onrecord.index.reading import read_articles


@dataclass(frozen=True, slots=True)
class Attribution:
    """One annotated attribution.

    Attributes:
        article_id: The article it stands in.
        source: Spans of the words that name the source; none where it is left unsaid.
        cue: Spans of the cue.
        content: Spans of the content, in order.
        kind: direct, mixed or indirect.
        source_kind: nominal, pronoun or none.
        speaker_key: One lower-case word of the source's name, or None.
    """

    article_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: Kind
    source_kind: str
    speaker_key: str | None


def held_back(article_id: str) -> bool:
    """Tell whether an article is in the third that is held back: SHA-256 of its id, modulo 3, is 0.

    The statement finder is trained and tuned on the other articles only.
    """
    return int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 3 == 0


def validation(article_id: str) -> bool:
    """Tell whether an article is in the fifth of the others that is left out of training to choose by."""
    return not held_back(article_id) and int(hashlib.sha256(article_id.encode()).hexdigest(), 16) // 3 % 5 == 0


def read_attributions(path: Path) -> list[Attribution]:
    """Read annotated attributions, one JSON object a line.

    Raises:
        JudgmentError: If a line cannot be read.
    """
    found = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                if record["content"]["spans"]:
                    found.append(_attribution(record))
            except (ValueError, KeyError, TypeError) as error:
                raise JudgmentError(path, number, f"not an attribution: {error}") from error
    return found


def _attribution(record: dict[str, Any]) -> Attribution:
    return Attribution(
        article_id=record["article_id"],
        source=_spans(record["source"]),
        cue=_spans(record["cue"]),
        content=_spans(record["content"]),
        kind=record["quote_type"],
        source_kind=record["source_kind"],
        speaker_key=record.get("speaker_key"),
    )


def _spans(part: dict[str, Any] | None) -> tuple[Span, ...]:
    return tuple(sorted(Span(*span) for span in part["spans"])) if part else ()


def read_annotated(path: Path) -> list[Article]:
    """Read the articles that attributions point into.

    Raises:
        CorpusError: If one of them cannot be read: nothing may be judged on a part.
    """

    def refuse(error: CorpusError) -> None:
        raise error

    return list(read_articles([path], on_skip=refuse))
