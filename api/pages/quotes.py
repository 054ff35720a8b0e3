"""Citations and passages as the page shows them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..citing import FORMS, cite, fragment_link, web_address
from .links import article_url, similar_url, speaker_url
from .shown import Piece, day, marked, plain
from .texts import TEXTS

if TYPE_CHECKING:
    from onrecord.index import Article, Hit, Statement
    from onrecord.search import Citation

Words = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something stands: everything that is said of an article beside its words."""

    url: str
    title: str
    source: str
    author: str
    day: str
    published: str
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation.

    Attributes:
        mark: What stands before it: its number.
        context: The sentence before it, where it leans on that, or "".
        words: What was said.
        speaker: Whose words they are, "" where they are nobody's.
        speaker_url: Their page, where they have one.
        as_written: How the article names them here, where that is not their name.
        role: What the article calls them.
        cue: The word of saying.
        kind: How the words are told, for people.
        is_direct: Whether the article has them in quote marks.
        sure: Probability that it answers, in percent.
        certainty: How certain it is that these are the speaker's words, "" where that is sure or not known.
        probability: The same as a number, for people.
        near: Whether it is near a topic that was asked for, and perhaps not on it.
        outside: Whether it is of another time than was asked for, as far as is known.
        origin: Where it stands.
        also: Others that carry the same words.
        forms: The citation in the forms that people paste, by name.
    """

    mark: str
    context: str
    words: str
    speaker: str
    speaker_url: str | None
    as_written: str
    role: str
    cue: str
    kind: str
    is_direct: bool
    sure: int
    certainty: str
    probability: str
    near: bool
    outside: bool
    origin: Origin
    also: Sequence[Origin]
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found.

    Attributes:
        rank: From 1.
        pieces: Its words.
        by: The words of the question that stand in it.
        of_asked: What else of the question it has: the speaker, the outlet.
        speakers: Who says something in it, with their pages.
        like: The address of the articles that are like its own.
        origin: Where it stands.
        also: Others that carry the same words.
        again: Whether it is of the same article as the one before it.
    """

    rank: int
    pieces: Sequence[Piece]
    by: Sequence[str]
    of_asked: Sequence[str]
    speakers: Sequence[tuple[str, str]]
    like: str
    origin: Origin
    also: Sequence[Origin]
    again: bool


def quote_of(citation: Citation, mark: str = "") -> Quote:
    """Show a citation."""
    statement = citation.statement
    name = statement.who if statement is not None else ""
    written = statement.as_written if statement is not None else ""
    known = f"{(statement.role if statement is not None else '') or ''} {name}".casefold()
    listed = statement is not None and citation.listed and statement.speaker is not None
    return Quote(
        mark=mark,
        context=plain(citation.context),
        words=plain(citation.words),
        speaker=plain(name) or (TEXTS["unnamed"] if statement is not None else ""),
        speaker_url=speaker_url(name) if listed else None,
        as_written=plain(written) if written.casefold() not in known else "",
        role=plain(statement.role) if statement is not None else "",
        cue=plain(statement.cue) if statement is not None else "",
        kind=TEXTS[statement.kind] if statement is not None else "",
        is_direct=statement is not None and statement.kind == "direct",
        sure=round(100 * citation.score),
        certainty=certainty_of(statement),
        probability=probability_of(statement),
        near=citation.near,
        outside=citation.outside,
        origin=origin_of(citation.article, citation.start, citation.end),
        also=[origin_of(one) for one in citation.also],
        forms={form: plain_lines(cite(citation, form)) for form in FORMS},
    )


def certainty_of(statement: Statement | None) -> str:
    """Say how certain an attribution is, "" where it is sure or nothing is known."""
    unsure = statement is not None and statement.certainty not in {None, "sure"}
    return str(TEXTS[f"certainty_{statement.certainty}"]) if statement is not None and unsure else ""


def probability_of(statement: Statement | None) -> str:
    """Give the probability of an attribution in words for people, "" where nothing is known."""
    if statement is None or statement.certainty is None:
        return ""
    return f"{int(100 * (statement.probability or 0.0))}% {TEXTS['attribution']}"


def quotes_of(citations: Iterable[Citation], *, numbered: bool = False) -> list[Quote]:
    """Show citations, numbered from 1 or not."""
    return [quote_of(one, f"[{n}]" if numbered else "") for n, one in enumerate(citations, start=1)]


def found_of(
    hits: Iterable[Hit],
    wanted: Collection[str],
    words: Words,
    spoken: Mapping[int, Sequence[Statement]],
    *,
    asked_for: Collection[str] = (),
    at: int = 0,
) -> list[Found]:
    """Show passages from number `at` on, with the question's words marked, and who speaks in them.

    Args:
        hits: The passages.
        wanted: The question's words as the index compares them.
        words: Gives the words of a text so.
        spoken: Row of a passage -> the statements in it.
        asked_for: Names of the speaker and the outlets that the question asks for.
        at: Number of the first, from 0.
    """
    shown: list[Found] = []
    before = None
    for rank, hit in enumerate(hits, start=at + 1):
        pieces, by = marked(hit.passage.text, wanted, words)
        origin = origin_of(hit.passage.article, hit.passage.start, hit.passage.end)
        also = [origin_of(one.article, one.start, one.end) for one in hit.also]
        names = dict.fromkeys(one.speaker for one in spoken.get(hit.row, ()) if one.speaker)
        speakers = [(plain(name), speaker_url(name)) for name in names]
        like = similar_url(hit.passage.article.id)
        of_asked = [TEXTS["the_speaker"]] if any(name in asked_for for name in names) else []
        of_asked += [TEXTS["the_outlet"]] if hit.passage.article.source in asked_for else []
        again = hit.passage.article.id == before
        before = hit.passage.article.id
        shown.append(
            Found(rank, pieces, [plain(one) for one in by], of_asked, speakers, like, origin, also, again)
        )
    return shown


def origin_of(article: Article, start: int = 0, end: int = 0) -> Origin:
    """Show where an article, or a span of it, stands."""
    return Origin(
        url=article_url(article.id, article.text, start, end) if end else article_url(article.id, "", 0, 0),
        title=plain(article.title) or plain(article.id),
        source=plain(article.source),
        author=plain(article.author),
        day=day(article.published),
        published=plain(article.published),
        publisher=fragment_link(article.url, article.text, start, end) if end else web_address(article.url),
    )


def plain_lines(text: str) -> str:
    """Show a text of several lines."""
    return "\n".join(plain(line) for line in text.split("\n"))
