"""Links that open a publisher's page at the very words: `https://example.org/a#:~:text=the%20words`.

The syntax is that of WICG's "URL Fragment Text Directives" (https://wicg.github.io/scroll-to-text-fragment/):
`text=[prefix-,]start[,end][,-suffix]`, where a hyphen, a comma and an ampersand inside a part are percent-encoded.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urldefrag, urlsplit

_WHOLE: Final = 100
"""Characters up to which a quotation stands in a link whole; longer ones are given by both their ends."""
_END_WORDS: Final = 5
_CONTEXT_WORDS: Final = 3
_SCHEMES: Final = frozenset({"http", "https"})


def web_address(url: str | None) -> str | None:
    """Give an address that may be linked; None for any other, such as those that run a script."""
    try:
        return url if url is not None and urlsplit(url).scheme.lower() in _SCHEMES else None
    except ValueError:
        return None


def fragment_link(url: str | None, text: str, start: int, end: int) -> str | None:
    """Make the link to a span of an article on the publisher's page.

    A browser looks for the words as the page shows them, so that blanks of any kind count as one, and a part that
    would run over the end of a paragraph is cut there.

    Args:
        url: Where the article was published.
        text: The article's text.
        start: First character of the span.
        end: One past the last.

    Returns:
        The link, or None where there is no web address or the span holds no word.
    """
    url = web_address(url)
    if url is None:
        return None
    lines = [" ".join(line.split()) for line in text[start:end].splitlines()]
    lines = [line for line in lines if re.search(r"\w", line)]
    if not lines:
        return None
    if len(lines) == 1 and len(lines[0]) <= _WHOLE:
        parts = [lines[0]]
        if _times(text, lines[0]) > 1:
            parts = _in_context(text, start, end, lines[0])
    else:
        first, last = lines[0].split(), lines[-1].split()
        # Both ends of a short single line may not share words: a browser looks for the end behind the start.
        most = len(first) // 2 if len(lines) == 1 else max(len(first), len(last))
        most = max(1, min(_END_WORDS, most))
        parts = [" ".join(first[:most]), " ".join(last[-most:])]
    page = urldefrag(url)
    kept = f"{page.fragment}" if page.fragment and ":~:" not in page.fragment else ""
    return f"{page.url}#{kept}:~:text={','.join(map(_encoded, parts))}"


def _in_context(text: str, start: int, end: int, words: str) -> list[str]:
    """Give a repeated span with the words around it, of its own paragraph."""
    before = re.split(r"[\r\n]", text[:start])[-1].split()[-_CONTEXT_WORDS:]
    behind = re.split(r"[\r\n]", text[end:])[0].split()[:_CONTEXT_WORDS]
    prefix = [f"{' '.join(before)}\0"] if before else []
    suffix = [f"\0{' '.join(behind)}"] if behind else []
    return [*prefix, words, *suffix]


def _times(text: str, words: str) -> int:
    return len(re.findall(r"\s+".join(map(re.escape, words.split())), text, re.IGNORECASE))


def _encoded(part: str) -> str:
    # A NUL marks the hyphen that is syntax; every other hyphen is encoded, as the specification asks.
    return quote(part, safe="\0").replace("-", "%2D").replace("\0", "-")
