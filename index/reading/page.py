"""HTML pages: trafilatura takes out the text, and a page's own metadata says the rest."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, Final

from ..errors import CorpusError
from ..model import Article
from .encodings import text_of
from .fields import to_article
from .inputs import Input, Options, Skip, needs
from .metadata import stated_facts
from .tidy import tidy

PAGE_BYTES: Final = 16 * 2**20
"""Of a page; its tree takes forty times that in memory."""


def read_page(file: Input, on_skip: Skip, options: Options) -> Iterator[tuple[None, Article]]:
    """Read an HTML file as one article."""
    try:
        data = file.read(PAGE_BYTES, "save its text as .txt, which is read in parts, or split it")
        yield None, page_article(data, file, None, options)
    except CorpusError as error:
        on_skip(error)


def page_article(data: bytes, file: Input, url: str | None, options: Options) -> Article:
    """Make an article of a page.

    Args:
        data: The page.
        file: Where it came from, for errors and for its id.
        url: Its address, where that is known from elsewhere.
        options: How it is read.

    Raises:
        CorpusError: It holds no text, or a package is missing.
    """
    markup = text_of(data, file.path, options, declared=True)
    if not markup.strip():
        raise CorpusError(file.path, None, "empty")
    stated, taken = _taken(markup, file, url)
    body = str(stated.pop("body", ""))
    text = tidy(str(taken.get("text") or ""))
    if len(text.split()) < len(body.split()) // 2 or text.split() == body.split():
        text = body  # a page that a script fills, or one whose paragraphs stand in JSON-LD alone
    if not text:
        raise CorpusError(file.path, None, "no article found on this page")
    named = {"title": "title", "author": "author", "published": "date", "source": "sitename"}
    guessed = {field: taken.get(name) for field, name in named.items()}
    stated = {**{field: value for field, value in guessed.items() if value}, **stated}
    if stated.get("author"):
        stated["author"] = str(stated["author"]).replace("; ", ", ")
    text = _without_head(text, str(stated.get("title") or ""), str(stated.get("author") or ""))
    return to_article({"id": file.id, **stated, "text": text}, file.path, None, options)


def _taken(markup: str, file: Input, url: str | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what a page says of itself, and what trafilatura takes out of it."""
    try:
        import trafilatura
        from lxml import html as lxml_html
        from lxml.etree import LxmlError
    except ImportError:
        raise needs("trafilatura", file.path, "an HTML page") from None
    # It warns of pages that hold nothing, which is told here in a line of its own.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        tree = lxml_html.document_fromstring(markup.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        raise CorpusError(file.path, None, "not an HTML page") from None
    stated = stated_facts(tree, url)
    for element in tree.xpath(_BOXES):
        if element.getparent() is not None:
            element.drop_tree()
    try:
        taken = trafilatura.bare_extraction(
            tree, url=stated.get("url") or url, with_metadata=True, include_comments=False, include_tables=False
        )
    except Exception as error:  # noqa: BLE001 - trafilatura raises errors of many kinds over damaged pages
        raise CorpusError(file.path, None, f"no article can be taken out: {type(error).__name__}") from None
    return stated, taken.as_dict() if isinstance(taken, trafilatura.settings.Document) else {}


def _without_head(text: str, title: str, author: str) -> str:
    """Take headline and byline off a text's beginning, with what stands before them, and rights off its end."""
    lines = text.split("\n")
    kept = [line.strip() for line in lines[:_HEAD]]
    if title and title in kept and (place := kept.index(title)) < len(lines) - 1:
        before = kept[:place]
        if all(len(line) < _SHORT for line in before):
            lines = lines[place + 1 :]
    words = set(re.findall(r"\w+", author.lower())) | {"by", "von", "par", "por", "di", "and", "und", "et"}
    while author and lines[1:] and set(re.findall(r"\w+", lines[0].lower())) <= words:
        lines = lines[1:]
    while lines[1:] and _RIGHTS.match(lines[-1]):
        lines = lines[:-1]
    return "\n".join(lines).strip()


_HEAD: Final = 8
_SHORT: Final = 60
_RIGHTS: Final = re.compile(
    r"(?:©|\(c\)|copyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados)",
    re.IGNORECASE,
)
_WORDS: Final = ("cookie", "newsletter", "consent", "paywall", "subscribe-", "regwall", "share-tools", "most-read")
_MARK: Final = (
    "translate(concat(' ', @class, ' ', @id), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ_', 'abcdefghijklmnopqrstuvwxyz-')"
)
_MARKED: Final = " or ".join(f"contains({_MARK}, '{word}')" for word in _WORDS)
_BOXES: Final = (
    "//*[self::aside or self::nav or self::form or self::dialog or self::noscript or self::figcaption]"
    f"|//*[{_MARKED}]"
    "[not(self::html or self::body or self::article or self::main)]"
)
"""What is no part of an article, wherever it stands: asides, forms, captions, boxes that want something."""
