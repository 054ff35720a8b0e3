"""PDF files: the text in reading order, column by column, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from ..errors import CorpusError
from ..model import Article
from .dateline import stated_day
from .fields import to_article
from .inputs import Input, Options, Skip, needs
from .tidy import dehyphenated, tidy

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_EDGE: Final = 0.08
"""Share of a page's height, at top and bottom, in which running heads and page numbers stand."""
_REPEATED: Final = 0.5
_GUTTERS: Final = [place / 100 for place in range(35, 66)]
_FEWEST_LINES: Final = 3
_APART: Final = 0.5
_SHORT: Final = 0.85
_GAP: Final = 1.6
_ENDS: Final = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_PAGE_NUMBER: Final = re.compile(r"(?:page|p\.|seite|-|–)?\s*\d{1,4}\s*(?:of \d+|/ ?\d+|-|–)?$", re.IGNORECASE)
_PRINTED: Final = re.compile(
    r"(?:https?|file)://\S+(?:\s+\d+/\d+)?$|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}, \d{1,2}[:.]\d{2}\b"
)
"""What a browser prints above and below a page: when, and from where."""


class Line(NamedTuple):
    """A line of a page: its text and box, in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def read_pdf(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[None, Article]]:
    """Read a PDF file as one article."""
    try:
        data = file.read()
        try:
            import pypdfium2
        except ImportError:
            raise needs("pypdfium2", file.path, "a PDF file") from None
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            reason = "locked by a password" if locked else "damaged, or no PDF file"
            raise CorpusError(file.path, None, reason) from None
        try:
            pages = [(page.get_width(), page.get_height(), _lines(page)) for page in document]
            stated = document.get_metadata_dict()
        except pypdfium2.PdfiumError as error:
            raise CorpusError(file.path, None, f"damaged: {error}") from None
        finally:
            document.close()
        text = tidy("\n\n".join(_paragraphs(pages)))
        if not text:
            raise CorpusError(file.path, None, "a scan without text; read it with an OCR program first (ocrmypdf)")
        record = {"id": file.id, "text": text, "title": stated.get("Title"), "author": stated.get("Author")}
        if not record["title"]:
            record["title"] = text.split("\n", 1)[0][:200] if "\n" in text else None
        yield None, to_article({**record, "published": stated_day(text)}, file.path, None, options)
    except CorpusError as error:
        on_skip(error)


def _lines(page: PdfPage) -> list[Line]:
    """Give the lines of a page in no order; pieces of one line that stand side by side are one."""
    pieces = sorted(_pieces(page.get_textpage()), key=lambda one: (-one.top, one.left))
    lines: list[Line] = []
    for piece in pieces:
        last = next((one for one in reversed(lines[-8:]) if _continues(one, piece)), None)
        if last is None:
            lines.append(piece)
        else:
            lines[lines.index(last)] = Line(
                last.left,
                min(last.bottom, piece.bottom),
                piece.right,
                max(last.top, piece.top),
                f"{last.text} {piece.text}" if piece.left - last.right > _APART else last.text + piece.text,
            )
    return lines


def _pieces(page: PdfTextPage) -> Iterator[Line]:
    """Cut a page's characters, in the order of its text, where the next one is not beside the last.

    Text is asked for by its characters' numbers: kerned letters overlap, and by a box both would be in it.
    """
    first, box = 0, None
    for number in range(page.count_chars()):
        left, bottom, right, top = page.get_charbox(number, loose=True)
        letter = Line(left, bottom, right, top, "")
        if letter.left == letter.right:  # a space or an end of line that PDFium put in
            continue
        if box is not None and _continues(box, letter):
            low, high = min(box.bottom, letter.bottom), max(box.top, letter.top)
            box = Line(box.left, low, letter.right, high, "")
            continue
        if box is not None:
            yield box._replace(text=_text(page, first, number))
        first, box = number, letter
    if box is not None:
        yield box._replace(text=_text(page, first, page.count_chars()))


def _text(page: PdfTextPage, first: int, end: int) -> str:
    return " ".join(page.get_text_range(first, end - first).split())


def _continues(line: Line, piece: Line) -> bool:
    height = max(line.top - line.bottom, 1.0)
    level = min(line.top, piece.top) - max(line.bottom, piece.bottom) > height / 2
    return level and -height < piece.left - line.right < height


def _paragraphs(pages: Sequence[tuple[float, float, list[Line]]]) -> Iterator[str]:
    """Yield the paragraphs of a file; one that runs over a column or page is one."""
    repeated = _repeated(pages)
    waiting = ""
    for width, height, lines in pages:
        kept = [line for line in lines if not _is_furniture(line, height, repeated)]
        for column in _columns(kept, width):
            for number, paragraph in enumerate(_blocks(column)):
                if waiting and number == 0 and not _ENDS.search(waiting):
                    waiting = dehyphenated(waiting, paragraph)
                    continue
                if waiting:
                    yield waiting
                waiting = paragraph
    if waiting:
        yield waiting


def _repeated(pages: Sequence[tuple[float, float, list[Line]]]) -> set[str]:
    """Give the lines that stand at the edge of most pages, whatever their numbers."""
    counted = Counter(
        text
        for _, height, lines in pages
        for text in {_numberless(line.text) for line in lines if _at_edge(line, height)}
    )
    return {text for text, count in counted.items() if count > 1 and count > _REPEATED * len(pages)}


def _is_furniture(line: Line, height: float, repeated: set[str]) -> bool:
    if not _at_edge(line, height):
        return False
    return _numberless(line.text) in repeated or any(one.match(line.text) for one in (_PAGE_NUMBER, _PRINTED))


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom > (1 - _EDGE) * height or line.top < _EDGE * height


def _numberless(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _columns(lines: Sequence[Line], width: float) -> Iterator[list[Line]]:
    """Yield the columns of a page in reading order; a line across parts what is above it from what is below."""
    gutter = _gutter(lines, width)
    if gutter is None:
        yield sorted(lines, key=lambda one: -one.top)
        return
    band: list[Line] = []
    for line in sorted(lines, key=lambda one: -one.top):
        if line.left < gutter < line.right:
            yield from _halves(band, gutter)
            yield [line]
            band = []
        else:
            band.append(line)
    yield from _halves(band, gutter)


def _halves(band: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    for half in ([one for one in band if one.right <= gutter], [one for one in band if one.left >= gutter]):
        if half:
            yield half


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """Find where a page's two columns are parted: where fewest lines cross, and enough stand on either side."""
    best, fewest = None, len(lines) / 4
    for place in _GUTTERS:
        x = place * width
        crossing = sum(line.left < x < line.right for line in lines)
        left = sum(line.right <= x for line in lines)
        right = sum(line.left >= x for line in lines)
        if min(left, right) >= _FEWEST_LINES and crossing < fewest:
            best, fewest = x, crossing
    return best


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the paragraphs of a column."""
    if not lines:
        return
    spacing = median([a.top - b.top for a, b in pairwise(lines)] or [0.0])
    left, right = min(one.left for one in lines), max(one.right for one in lines)
    text, before = lines[0].text, lines[0]
    for line in lines[1:]:
        apart = before.top - line.top > _GAP * spacing > 0
        indented = line.left - left > 0.02 * (right - left) >= before.left - left
        ended = _ENDS.search(before.text) is not None
        short = before.right - left < _SHORT * (right - left)
        taller = abs((line.top - line.bottom) - (before.top - before.bottom)) > 0.35 * (line.top - line.bottom)
        if apart or taller or (ended and (indented or short)):
            yield text
            text = line.text
        else:
            text = dehyphenated(text, line.text)
        before = line
    yield text
