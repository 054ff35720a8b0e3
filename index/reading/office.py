"""Word files (DOCX): the paragraphs in their order, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from ..errors import CorpusError
from ..model import Article
from .byline import stated_author
from .credit import stated_fields
from .dateline import stated_day
from .fields import to_article
from .headline import headline
from .inputs import Input, Options, Skip, needs
from .tidy import tidy

_UNSTATED: Final = frozenset({"", None, "Word Document", "python-docx"})
"""What a file says of itself that nobody wrote: python-docx's template says so."""


def read_docx(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[None, Article]]:
    """Read a .docx file as one article."""
    try:
        data = file.read()
        try:
            import docx
            from docx.table import Table
        except ImportError:
            raise needs("python-docx", file.path, "a .docx file") from None
        try:
            document = docx.Document(BytesIO(data))
            parts: list[str] = []
            stated = document.core_properties
            title = stated.title if stated.title not in _UNSTATED else None
            for part in document.iter_inner_content():
                if isinstance(part, Table):
                    rows = (" | ".join(cell.text.strip() for cell in row.cells) for row in part.rows)
                    parts += [row for row in rows if row.strip(" |")]
                elif title is None and part.style is not None and part.style.name in {"Title", "Heading 1"}:
                    title = part.text.strip() or None
                elif part.text.strip() and part.text.strip() != title:
                    parts.append(part.text)
            author = stated.author if stated.author not in _UNSTATED else None
        except Exception:  # noqa: BLE001 - python-docx and lxml raise errors of many kinds over a damaged file
            raise CorpusError(file.path, None, "damaged, or no .docx file") from None
        text = tidy("\n".join(parts))
        if title is None:
            title, begin = headline(text)
            text = text[begin:]
        told = {"author": stated_author(text), **stated_fields(text)} | ({"author": author} if author else {})
        record = {"id": file.id, "title": title, **told, "text": text or None}
        yield None, to_article({**record, "published": stated_day(text)}, file.path, None, options)
    except CorpusError as error:
        on_skip(error)
