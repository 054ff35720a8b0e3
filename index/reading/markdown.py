"""Markdown: its paragraphs as they are read, without the marks for how they are set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

_AS_WRITTEN: Final = frozenset({"text", "code_inline", "text_special"})
_BREAKS: Final = frozenset({"softbreak", "hardbreak"})
_CODE: Final = frozenset({"fence", "code_block"})
_CELLS: Final = frozenset({"th_open", "td_open"})


class Unmarked(NamedTuple):
    """What Markdown says.

    Attributes:
        heading: The heading of the first level that opens it, if one does.
        text: What stands below that, a blank line between paragraphs.
    """

    heading: str | None
    text: str


def unmarked(text: str) -> Unmarked:
    """Take the marks of CommonMark and of tables out of a text.

    Words of links, headings, quotations, lists and code stay; addresses, pictures and tags do not. The numbers of
    a numbered list stay, as "1986. A good year." is one.

    Args:
        text: Without front matter.
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    blocks = list(_blocks(tokens))
    headed = bool(blocks) and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    heading = blocks[0] if headed else None
    return Unmarked(heading, "\n\n".join(blocks[1:] if headed and blocks[1:] else blocks))


def _blocks(tokens: Iterable[Token]) -> Iterator[str]:
    number, row, cell = "", list[str](), False
    for token in tokens:
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type in _CELLS:
            cell = True
        elif token.type == "tr_close":
            yield " | ".join(filter(None, row))
            row, cell = [], False
        elif token.type == "inline" and cell:
            row.append(_words(token.children or ()))
        elif token.type == "inline" and (words := _words(token.children or ())):
            yield number + words
            number = ""
        elif token.type in _CODE and token.content.strip():
            yield token.content.strip("\n")
        elif token.type == "html_block" and (words := _without_tags(token.content)):
            yield words


def _words(tokens: Iterable[Token]) -> str:
    written = ("\n" if one.type in _BREAKS else one.content if one.type in _AS_WRITTEN else "" for one in tokens)
    return "".join(written).strip()


class _Text(HTMLParser):
    """Keeps what stands between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []

    def handle_data(self, data: str) -> None:
        self.kept.append(data)


def _without_tags(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.kept).strip()
