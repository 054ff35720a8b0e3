"""Statements annotated by hand, kept apart from the text they point into.

A line of `statements.jsonl` is an article::

    {"article": ID, "sha256": of its text, "statements": [{"content": [[start, end], ...], "source": [start, end]
     or null, "cue": likewise, "entity": name or null, "type", "mention", "kind", "class"}, ...]}

Offsets count characters (Unicode code points) of the article's text. `eval/data/multihoprag/README.md` says what
the annotators were told.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from onrecord.index import Article, JudgmentError, Kind, Span

from ..annotation import Attribution, read_annotated
from ..halves import development

DATA: Final = Path(__file__).parent.parent / "data"
SAMPLE: Final = DATA / "sample"
NEWS: Final = DATA / "multihoprag"
"""Annotations of 104 articles of MultiHop-RAG, without their text."""
STATEMENTS: Final = "statements.jsonl"

Mention = Literal["name", "nominal", "pronoun", "organisation", "none"]
SpeakerType = Literal["person", "organisation", "group", "document", "none"]
CueClass = Literal["said", "attitude", "denied", "future"]
Part = Literal["learn", "held-back", "all"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)


@dataclass(frozen=True, slots=True)
class AnnotatedStatement:
    """Something that somebody is reported to have said, as a reader sees it.

    Attributes:
        article_id: The article it stands in.
        content: Its pieces, in order, quote marks included.
        source: The words that name the speaker nearest to the content, or None where nothing is written.
        cue: The words of saying, or None.
        entity: The fullest name or description that the article gives to the speaker; None where nobody can tell.
        speaker_type: What kind of speaker.
        mention: How the speaker is named at this place.
        kind: direct, mixed or indirect.
        cue_class: said; or attitude (thought, wanted, planned), denied or declined, or yet to come (future).
    """

    article_id: str
    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    entity: str | None
    speaker_type: SpeakerType
    mention: Mention
    kind: Kind
    cue_class: CueClass

    def as_attribution(self) -> Attribution:
        """Give it in the form of PolNeAR's annotation, so that the same measures apply."""
        named = self.entity is not None and self.mention in {"name", "organisation"}
        return Attribution(
            article_id=self.article_id,
            source=() if self.source is None else (self.source,),
            cue=() if self.cue is None else (self.cue,),
            content=self.content,
            kind=self.kind,
            source_kind="pronoun" if self.mention == "pronoun" else "none" if self.source is None else "nominal",
            speaker_key=self.entity.lower().split()[-1] if named and self.entity else None,
        )


def of_part(article_id: str, part: Part) -> bool:
    """Tell whether an article is for learning (the last byte of the SHA-256 of its id is even) or held back."""
    return part == "all" or development(article_id) == (part == "learn")


def read_standoff(
    path: Path, articles: Mapping[str, Article], part: Part = "all"
) -> dict[str, list[AnnotatedStatement]]:
    """Read annotations, article by article.

    Args:
        path: A file of one annotated article a line.
        articles: The articles by id.
        part: Which of them to keep.

    Returns:
        The statements of each annotated article; of an article without any, an empty list.

    Raises:
        JudgmentError: A line cannot be read, or an article is missing or not the text that was annotated.
    """
    found: dict[str, list[AnnotatedStatement]] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                name, digest = record["article"], record["sha256"]
                statements = [_statement(name, one) for one in record["statements"]]
            except (ValueError, KeyError, TypeError) as error:
                raise JudgmentError(path, number, f"not an annotated article: {error}") from error
            if not of_part(name, part):
                continue
            if name not in articles:
                raise JudgmentError(path, number, f"article {name} is not among the articles given")
            if hashlib.sha256(articles[name].text.encode()).hexdigest() != digest:
                raise JudgmentError(path, number, f"article {name} has another text than the one annotated")
            found[name] = statements
    return found


def read_annotated_set(
    folder: Path, articles: Path | None = None, part: Part = "all"
) -> tuple[list[Article], dict[str, list[AnnotatedStatement]]]:
    """Read a set's annotated articles with their statements.

    Args:
        folder: Holds `statements.jsonl`, and `articles.jsonl` unless `articles` is given.
        articles: The file of the articles, where their text is not for us to hand on.
        part: Which of them to keep.

    Raises:
        JudgmentError: An annotation does not fit the articles.
        CorpusError: An article cannot be read.
    """
    every = {article.id: article for article in read_annotated(articles or folder / "articles.jsonl")}
    statements = read_standoff(folder / STATEMENTS, every, part)
    return [every[name] for name in statements], statements


def said(statements: Iterable[AnnotatedStatement]) -> list[AnnotatedStatement]:
    """Leave out what was thought, denied or is yet to be said."""
    return [one for one in statements if one.cue_class == "said"]


def _statement(article_id: str, record: Mapping[str, Any]) -> AnnotatedStatement:
    content = tuple(Span(*piece) for piece in record["content"])
    if not content:
        raise ValueError("a statement without content")
    return AnnotatedStatement(
        article_id=article_id,
        content=content,
        source=_span(record["source"]),
        cue=_span(record["cue"]),
        entity=record["entity"],
        speaker_type=_one_of(record["type"], get_args(SpeakerType)),
        mention=_one_of(record["mention"], get_args(Mention)),
        kind=_one_of(record["kind"], ("direct", "mixed", "indirect")),
        cue_class=_one_of(record["class"], get_args(CueClass)),
    )


def _one_of(value: Any, allowed: tuple[str, ...]) -> Any:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
    return value


def _span(record: Any) -> Span | None:
    return None if record is None else Span(*record)
