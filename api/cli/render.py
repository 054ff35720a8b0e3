"""Answers, hits and statements for people, in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby, repeat
from typing import TYPE_CHECKING, Final

from rich.console import Group, RenderableType
from rich.text import Text

from ..counting import numbered
from ..records import also_searched, beside_refusal, is_typed
from .citations import article_lines, full_citation, names, place_lines, short_citation
from .further import further
from .layout import Marked
from .text import clean, day
from .understanding import understood_line

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.index import Hit
    from onrecord.search import Alike, Answer, Citation, Results, Similar, Speaker, Understood

_EXCERPT: Final = 240
_PASSAGES_OF_A_REFUSAL: Final = 3
_NO_ANSWER: Final = "not an answer to the question"


def render_answer(answer: Answer, index: Path | str | None = None) -> RenderableType:
    """Lay out an answer's quotes with who, where and when; or a refusal with its reason.

    Args:
        answer: The answer.
        index: What a command that goes on must name as the index; None where it need not.
    """
    searched = [*_understood(answer.understood), *_searched(answer.question, answer.respelt)]
    if answer.language_notice:
        searched.append(_label(clean(answer.language_notice)))
    if answer.answered:
        searched = [*(_unanswered(one) for one in answer.unanswered), *searched]
        cited = [full_citation(f"[{n}]", one) for n, one in enumerate(answer.citations, start=1)]
        return Group(*_spaced([*cited, *further(answer, index), *searched]))
    closest, others, instead = beside_refusal(answer)
    parts: list[RenderableType] = [
        Text.assemble(("No answer. ", "bold"), clean(answer.reason or "")),
        *searched,
        *_block("Closest, may not answer:", closest, sure=True),
        *_block(f"Others said ({_NO_ANSWER}):", others),
        *_block(f"{_speaker(answer.instead)} also said ({_NO_ANSWER}):", instead),
    ]
    if answer.hits and not answer.closest and not answer.others and not answer.instead:
        nearest = [_hit(rank, hit) for rank, hit in enumerate(answer.hits[:_PASSAGES_OF_A_REFUSAL], start=1)]
        parts.append(_under(_label("Nearest passages, which do not answer it:"), nearest))
    return Group(*_spaced(parts))


def render_results(results: Results) -> RenderableType:
    """Lay out passages, best first, and the spellings that were searched."""
    hits: list[RenderableType] = [_hit(rank, hit) for rank, hit in enumerate(results, start=1)]
    searched = [*_understood(results.understood), *_searched(results.query, results.respelt)]
    if results.by_meaning and hits:
        hits.insert(
            0, _label("No passage of this corpus has these words; what is listed is near them by meaning.")
        )
    return Group(*_spaced([*(hits or [Text("No passage matches.")]), *searched]))


def render_similar(found: Similar) -> RenderableType:
    """Lay out the articles that are like one, best first."""
    parts: list[RenderableType] = [_alike(rank, one) for rank, one in enumerate(found.alike, start=1)]
    if found.copies:
        parts.append(_label(f"the same story: {names(one.id for one in found.copies)}"))
    return Group(*_spaced(parts or [Text("No article is like it.")]))


def render_statements(
    statements: Sequence[Citation], *, begin: int = 0, total: int | None = None
) -> RenderableType:
    """Lay out statements in the order given.

    Args:
        statements: What to show.
        begin: How many come before them.
        total: How many there are; None if these are all.
    """
    if not statements:
        return Text("No statement matches.")
    parts: list[RenderableType] = [short_citation(f"{n}.", one) for n, one in enumerate(statements, begin + 1)]
    return Group(*_spaced([*parts, *_rest(begin, len(statements), total or 0, "statements")]))


def render_repeats(listed: int, stand: int) -> RenderableType:
    """Say why a list is shorter than its speaker's number of statements.

    Args:
        listed: How many are listed, those that articles repeat once.
        stand: In how many places they stand.
    """
    return _label(
        f"{numbered(listed, 'statement')} in {stand:,} places: what articles repeat word for word is listed once"
    )


def render_timeline(statements: Sequence[Citation]) -> RenderableType:
    """Lay out statements, in order of publication, under their months, each day's first behind its number."""
    if not statements:
        return Text("No statement matches.")
    months: list[RenderableType] = []
    for month, of_month in groupby(statements, key=lambda one: _month(one.article.published)):
        parts: list[RenderableType] = []
        for number, of_day in groupby(of_month, key=lambda one: day(one.article.published).partition(" ")[0]):
            marks = chain([f"{number[:2]:>2}"], repeat("  "))
            parts += [short_citation(mark, one, dated=False) for mark, one in zip(marks, of_day, strict=False)]
        months.append(_under(Text(month, style="bold underline"), parts))
    return Group(*_spaced(months))


def render_speakers(speakers: Sequence[Speaker], total: int, *, begin: int = 0) -> RenderableType:
    """Lay out speakers, each after the number of statements.

    Args:
        speakers: Whom to show.
        total: How many there are.
        begin: How many come before them.
    """
    if not speakers:
        return Text("Nobody is quoted under such a name.")
    width = max(len(f"{one.statements:,}") for one in speakers)
    parts: list[RenderableType] = [_one_speaker(f"{one.statements:>{width},}", one) for one in speakers]
    return Group(*parts, *_rest(begin, len(speakers), total, "speakers"))


def _rest(begin: int, shown: int, total: int, what: str) -> Iterator[Text]:
    """Say how to see what is not shown."""
    end = begin + shown
    if end < total:
        first = f"{begin + 1:,} to {end:,}" if begin else f"{end:,}"
        yield _label(f"{first} of {total:,} {what}; --offset {end} goes on, --all shows all")


def _one_speaker(mark: str, speaker: Speaker) -> Marked:
    roles = names(f"{role} ({n:,})" for role, n in speaker.roles.most_common())
    lines = [Text.assemble((clean(speaker.name), "green"), (f" · {roles}" if roles else "", "dim"))]
    if others := names(name for name in speaker.names if name != speaker.name):
        lines.append(Text(f"also {others}", style="dim"))
    return Marked(mark, lines, "yellow")


def _hit(rank: int, hit: Hit) -> Marked:
    passage = hit.passage
    place = _place(hit)
    also = names(other.article.source or other.article.id for other in hit.also)
    carried = [Text(f"also in: {also}", style="dim")] if also else []
    lines = [*article_lines(passage.article), Text(_excerpt(passage.text)), *place, *carried]
    return Marked(f"{rank}.", lines, "yellow")


def _alike(rank: int, one: Alike) -> Marked:
    passage = one.passage
    also = names(other.source or other.id for other in one.also)
    return Marked(
        f"{rank}.",
        [
            *article_lines(passage.article),
            Text(_excerpt(passage.text)),
            *place_lines(passage.article, passage.start, passage.end, f"likeness {one.score:.2f}"),
            *([Text(f"also in: {also}", style="dim")] if also else []),
        ],
        "yellow",
    )


def _place(hit: Hit) -> Iterator[Text]:
    return place_lines(hit.passage.article, hit.passage.start, hit.passage.end, f"score {hit.score:.3f}")


def _block(label: str, citations: Sequence[Citation], *, sure: bool = False) -> Iterator[RenderableType]:
    if citations:
        cited = [short_citation(f"{n}.", one, sure=sure) for n, one in enumerate(citations, start=1)]
        yield _under(_label(label), cited)


def _under(heading: Text, parts: Sequence[RenderableType]) -> Group:
    first, *others = parts
    return Group(heading, first, *(Group(Text(), other) for other in others))


def _label(text: str) -> Text:
    return Text(text, style="dim")


def _unanswered(part: str) -> Text:
    return Text.assemble(("No answer to: ", "bold yellow"), f"“{clean(part)}”")


def _speaker(citations: Sequence[Citation]) -> str:
    said = next((one.statement for one in citations if one.statement is not None), None)
    return clean(said.who) if said is not None else "The speaker"


def _understood(understood: Understood) -> Iterator[Text]:
    if line := understood_line(understood):
        yield _label(f"understood: {line}")


def _searched(asked: str, respelt: Mapping[str, Sequence[str]]) -> Iterator[Text]:
    every = (name for one, others in also_searched(asked, respelt).items() for name in (one, *others))
    if others := names(name for name in every if not is_typed(name, asked)):
        yield _label(f"also searched: {others}")


def _month(published: str | None) -> str:
    written = day(published)
    return written.partition(" ")[2] or written or "Without a date"


def _spaced(parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    for part in parts:
        yield part
        yield Text()


def _excerpt(text: str) -> str:
    line = clean(text)
    return line if len(line) <= _EXCERPT else line[:_EXCERPT].rsplit(" ", 1)[0] + " …"
