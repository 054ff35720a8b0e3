"""A string in quotation marks stands word for word in what is cited, as words that were said."""

from __future__ import annotations

import re
from typing import Final

from onrecord.index import Article

from ...verbatim.alignment import align
from ..model import Quote
from .claim import Claim

_QUOTED: Final = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|(?<!\w)[‘']([^‘’'\"“”]+(?:[’']\w[^‘’'\"“”]*)*)[’'](?!\w)"
)
_ENDS: Final = " .,;:!?…—–-"
_LEFT_OUT: Final = re.compile(r"\[[^\]]*\]|\.\.\.|…")


def quoted(text: str) -> list[str]:
    """List the strings in quotation marks."""
    return [next(filter(None, found.groups())).strip(_ENDS) for found in _QUOTED.finditer(text)]


def check_quotations(claim: Claim) -> str | None:
    """Find a quotation that no cited quote has."""
    for words in filter(None, quoted(claim.text)):
        if _LEFT_OUT.search(words):
            return f"“{words}” is not quoted in full"
        if not any(
            _holds(quote.citation.article, quote.citation.start, quote.citation.end, words)
            or _is_whole(quote, words)
            for quote in claim.quotes
        ):
            return f"“{words}” does not stand in what it cites"
    if claim.text.count('"') % 2 or claim.text.count("“") != claim.text.count("”"):
        return "a quotation has no end"
    return None


def _holds(article: Article, start: int, end: int, words: str) -> bool:
    """Whether a span has words, in quotation marks of the article's."""
    found = align(words, article.text[start:end])
    if found is None or found.level == "changed":
        return False
    first, last = found.spans[0].start + start, found.spans[-1].end + start
    if (first and article.text[first - 1 : first].isalnum()) or article.text[last : last + 1].isalnum():
        return False
    return _in_marks(article.text, first) or article.text[first] in "\"“‘'«"


def _is_whole(quote: Quote, words: str) -> bool:
    """Whether words are what somebody said in one go, with "she said" between its parts in the article."""
    said, text = quote.citation.statement, quote.citation.article.text
    if said is None or said.kind != "direct":
        return False
    parts = [text[one.start : one.end].strip('"“”‘’ ') for one in said.content]
    found = align(words, " ".join(parts))
    return (
        found is not None and found.level != "changed" and all(_in_marks(text, one.start) for one in said.content)
    )


def _in_marks(text: str, place: int) -> bool:
    """Whether a place of an article stands within quotation marks."""
    before = text[text.rfind("\n\n", 0, place) + 1 : place]
    curly = before.rfind("“") > before.rfind("”") or before.rfind("«") > before.rfind("»")
    opened = max(before.rfind("‘"), before.rfind(" '"))
    single = opened >= 0 and not re.search(r"[’'](?!\w)", before[opened + 2 :])
    return curly or single or before.count('"') % 2 == 1
