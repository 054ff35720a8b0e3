"""What a framework's document is made of: the words of a passage or a citation, and everything that cites them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from onrecord.index import Filters, QueryError

from ..citing import fingerprint, fragment_link

if TYPE_CHECKING:
    from onrecord.index import Hit, Passage, Statement
    from onrecord.search import Citation, Engine

What = Literal["passages", "citations"]
"""Passages that match, as many as are wanted; or only what answers, and nothing where the question is refused."""

NO_FILTERS: Final = Filters()
FOR_READERS: Final = ("title", "source", "author", "published", "speaker", "speakers", "role", "kind")
"""Metadata that says something to whoever reads the words; the rest is for programs."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words of an article.

    Attributes:
        permalink: `ARTICLE:START-END:MARK`, unique: the mark is a fingerprint of the words, by which they are
            found again after a correction.
        text: The words, to the character.
        score: Of a citation the probability that it answers, 0 to 1; of a passage comparable in one list only.
        metadata: What is known of them, without what is not known.
    """

    permalink: str
    text: str
    score: float
    metadata: Mapping[str, Any]


def find(
    engine: Engine, query: str, k: int, *, what: What = "passages", filters: Filters = NO_FILTERS
) -> list[Found]:
    """Search an archive, or ask it.

    Args:
        engine: The archive.
        query: A question or words.
        k: How many to give, at most.
        what: Passages, or what answers.
        filters: What may be found.

    Returns:
        Best first; no citation where the question is refused.

    Raises:
        QueryError: The query is empty or too long, `k` is out of range, a filter is no date, or `what` is neither.
    """
    if what not in get_args(What):
        raise QueryError(f"no results called {what!r}; there are {', '.join(get_args(What))}")
    if what == "citations":
        answer = engine.ask(query, k, filters=filters)
        return [_of_citation(one) for one in answer.citations[:k]] if answer.answered else []
    hits = engine.search(query, k, filters=filters)
    spoken: dict[int | None, list[Statement]] = {}
    for said in engine.index.statements(rows=[hit.row for hit in hits]) if hits else ():
        if NO_FILTERS.trusts(said.statement):
            spoken.setdefault(said.row, []).append(said.statement)
    return [_of_hit(hit, spoken.get(hit.row, [])) for hit in hits]


def _of_citation(citation: Citation) -> Found:
    metadata: dict[str, Any] = {"probability": float(citation.score), "also": [one.id for one in citation.also]}
    if (statement := citation.statement) is not None:
        metadata |= {
            "speaker": statement.who,
            "role": statement.role,
            "cue": statement.cue,
            "kind": statement.kind,
        }
    return _found(citation, float(citation.score), metadata)


def _of_hit(hit: Hit, statements: list[Statement]) -> Found:
    speakers = list(dict.fromkeys(one.who for one in statements))
    metadata = {"speakers": speakers, "also": [one.article.id for one in hit.also]}
    return _found(hit.passage, float(hit.score), metadata)


def _found(place: Citation | Passage, score: float, more: Mapping[str, Any]) -> Found:
    article = place.article
    text = article.text[place.start : place.end]
    permalink = f"{article.id}:{place.start}-{place.end}:{fingerprint(text)}"
    known = {
        "article": article.id,
        "start": place.start,
        "end": place.end,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "language": article.language,
        "url": fragment_link(article.url, article.text, place.start, place.end),
        "permalink": permalink,
        **more,
    }
    return Found(
        permalink, text, score, {key: value for key, value in known.items() if value not in (None, "", [])}
    )
