"""Articles into passages: a paragraph each, fragments joined to their neighbours, overlong ones cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from ..model import Article, Passage, Span
from .paragraphs import paragraphs

MIN_WORDS = 8
MAX_WORDS = 220
PIECE_WORDS = 180
MAX_CHARACTERS = 2_000
MAX_BOILERPLATE = 120

_TOLERANCE = 1e-6
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W_]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SPOKEN = re.compile(r"[\"“”«»„「『]|[.!?…。！？।۔؟][\"'”’»)\]]*$")
_BOILERPLATE = re.compile(
    r"\W*(?:"
    r"(?:advertisement|comments?|loading|most read|related|share|sponsored|watch now)\W*$"
    r"|advertisement\b.*\bcontinues below"
    r"|(?:also read|read|read also|read more|read next|related\s\w+|see|see also|see more|watch|more)\s*[:|]"
    r"|(?:read|see|watch)\s(?:more|next)\b"
    r"|(?:photo|photograph|image|picture|credit|illustration)s?(?:\s(?:by|credit)\b|\s?:)"
    r"|(?:©|\(c\)|getty images|facebook twitter)"
    r"|[^.!?]*[(/]\s?(?:ap|afp|aap|epa|getty images|reuters)(?:\sphotos?)?\)?\W*$"
    r")",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Unit:
    """Paragraphs `first` to `last` as one, under the number `main`.

    A heading alone is not `spoken`; too few words for a passage wait for the next paragraph.
    """

    first: int
    last: int
    main: int
    spoken: bool = True
    waits: bool = False


def split(article: Article) -> list[Passage]:
    """Split an article into passages.

    A passage is a paragraph. One of fewer than 8 words is too little to find by itself: a heading goes with
    the paragraph after it, something said or told with its neighbour (the passage then spans both), and
    boilerplate, lone captions and items of lists are left out, unless the article has nothing else. A
    paragraph over 220 words or 2,000 characters is cut between sentences into nearly equal pieces of at most
    180 words and 2,000 characters; where it has no sentences, between words; where it has no words, anywhere.

    Args:
        article: The article.

    Returns:
        Passages in order, apart from each other, none blank; `paragraph` counts the paragraphs of the text as
        `index.paragraphs` finds them, and is the number of the main paragraph where several are joined.
    """
    text = article.text
    spans = paragraphs(text)
    ways = ((), ("headings",), ("headings", "boilerplate"))
    units: list[_Unit] = next(filter(None, (_units(text, spans, kept) for kept in ways)), [])
    passages: list[Passage] = []
    for unit in units:
        whole = Span(spans[unit.first].start, spans[unit.last].end)
        passages += [Passage(article, start, end, unit.main) for start, end in _pieces(text, whole)]
    return passages


def _words(text: str) -> int:
    """Count the words of a text; without a letter or digit it has none."""
    return _size(text) if _LETTER.search(text) else 0


def _size(text: str) -> int:
    """Count what white space separates; a script written without it has about two characters a word."""
    count = len(text.split())
    return count if text.isascii() else count + len(_UNSPACED.findall(text)) // 2


def _units(text: str, spans: Sequence[Span], kept: Sequence[str]) -> list[_Unit]:
    """Join what was said in a few words, and headings, to the paragraphs they belong with.

    Headings alone and boilerplate are left out unless they are to be kept.
    """
    units: list[_Unit] = []
    for number, (start, end) in enumerate(spans):
        size = _words(text[start:end])
        fragment = text[start:end] if size < MIN_WORDS else ""
        if not size or ("boilerplate" not in kept and _is_boilerplate(fragment)):
            continue
        last = units[-1] if units else None
        begins = spans[last.first].start if last else start
        if fragment and "headings" not in kept and not _SPOKEN.search(fragment):
            units.append(_Unit(number, number, number, spoken=False, waits=True))
        elif last and last.waits and start - begins <= MAX_CHARACTERS:
            last.main = last.main if fragment and last.spoken else number
            last.last, last.spoken = number, True
            last.waits = bool(fragment) and _words(text[begins:end]) < MIN_WORDS
        elif last and fragment and not last.waits and _load(text, begins, end) <= 1:
            last.last = number
        else:
            units.append(_Unit(number, number, number, waits=bool(fragment)))
    return [unit for unit in units if unit.spoken]


def _is_boilerplate(fragment: str) -> bool:
    return 0 < len(fragment) <= MAX_BOILERPLATE and _BOILERPLATE.match(fragment) is not None


def _pieces(text: str, whole: Span) -> list[Span]:
    start, end = whole
    if end - start <= MAX_CHARACTERS and _words(text[start:end]) <= MAX_WORDS:
        return [whole]
    from .sentences import sentences

    atoms: list[Span] = []
    for first, last in sentences(text[start:end]):
        sentence = Span(start + first, start + last)
        atoms += [sentence] if _load(text, *sentence) <= 1 else _pack(text, list(_cut_words(text, sentence)))
    return _pack(text, atoms)


def _cut_words(text: str, span: Span) -> Iterator[Span]:
    """Give the words of a span, and of a word too long for a passage its parts."""
    for found in _WORD.finditer(text, *span):
        start, end = found.span()
        step = ceil((end - start) / ceil(_load(text, start, end)))
        for first in range(start, end, step):
            yield Span(first, min(first + step, end))


def _pack(text: str, atoms: Sequence[Span]) -> list[Span]:
    """Join neighbours into as few pieces as hold them, of nearly equal size."""
    following = [atom.start for atom in atoms[1:]] + [atoms[-1].end]
    loads = [_load(text, atom.start, then) for atom, then in zip(atoms, following, strict=True)]
    remaining = sum(loads)
    pieces: list[Span] = []
    filled = 0.0
    start = atoms[0].start
    for number, load in enumerate(loads):
        if filled and (filled + load > 1 or filled + load / 2 > remaining / ceil(remaining - _TOLERANCE)):
            pieces.append(Span(start, atoms[number - 1].end))
            remaining, filled, start = remaining - filled, 0.0, atoms[number].start
        filled += load
    return [*pieces, Span(start, atoms[-1].end)]


def _load(text: str, start: int, end: int) -> float:
    """Tell how full a span makes a piece; 1 is full."""
    return max((end - start) / MAX_CHARACTERS, _size(text[start:end]) / PIECE_WORDS)
