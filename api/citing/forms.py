"""A citation in the forms that people paste: plain text, Markdown, BibTeX, CSL-JSON, and a link to the very words.

CSL-JSON follows the schema of the Citation Style Language (https://github.com/citation-style-language/schema, item
type `article-newspaper`); BibTeX the entry type `article` with biblatex's `date`, `url` and `note`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Literal, get_args

from onrecord.index import QueryError

from .fragments import fragment_link
from .permalinks import fingerprint

if TYPE_CHECKING:
    from onrecord.search import Citation

Form = Literal["text", "markdown", "bibtex", "csl-json", "link"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
_DAY: Final = 10
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]<>#|~])")
_WHOLE: Final = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]")
_INNER: Final = re.compile(r"“([^“”\"]*)”|(?<!\d)\"([^“”\"]*)(?<!\d)\"")
UNSURE: Final[Mapping[str, str]] = {"likely": "likely their words", "doubtful": "perhaps not their words"}
"""How certain it is that words are the speaker's, for people, where that is not sure."""

_BIBTEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def cite(citation: Citation, form: Form) -> str:
    """Write a citation in one form.

    Args:
        citation: What is cited.
        form: Which of `FORMS`.

    Returns:
        The citation; for "link" the publisher's page at the very words, or where there is no web address the
        span by name, `ID:START-END`.

    Raises:
        QueryError: There is no such form.
    """
    write = _WRITERS.get(form)
    if write is None:
        raise QueryError(f"no form called {form!r}; there are {', '.join(FORMS)}")
    return write(citation)


def _text(citation: Citation) -> str:
    article = citation.article
    title = f"“{_plain(article.title)}”" if article.title else ""
    facts = ", ".join(filter(None, [article.author, title, article.source, _day(citation)]))
    return " ".join([_stopped(_note(citation)), *([_stopped(facts)] if facts else []), _link(citation)])


def _markdown(citation: Citation) -> str:
    article = citation.article
    said, whose = _told(citation)
    title = _escaped(article.title or article.id)
    link = fragment_link(article.url, article.text, citation.start, citation.end)
    # Angle brackets keep a closing bracket of the address from ending the link.
    where = f"[{title}](<{link.replace('>', '%3E')}>)" if link else title
    facts = [_escaped(whose), where, _escaped(article.source), _day(citation)]
    return f"> {_escaped(said)}\n>\n> — {', '.join(filter(None, facts))}\n"


def _bibtex(citation: Citation) -> str:
    article = citation.article
    fields: dict[str, str | None] = {
        "author": _tex(article.author),
        "title": _tex(article.title),
        "journaltitle": _tex(article.source),
        "date": _day(citation) or None,
        # biblatex reads an address verbatim; a brace or a blank in it would end the entry.
        "url": re.sub(r"[{}\\\s]", "", _link(citation)) if article.url else None,
        "note": _tex(_note(citation)),
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", article.id).strip("-") or "article"
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{key}-{citation.start},\n{body}}}\n"


def _csl(citation: Citation) -> str:
    article = citation.article
    item: dict[str, object] = {
        "id": f"{article.id}:{citation.start}-{citation.end}:{fingerprint(citation.quote)}",
        "type": "article-newspaper",
        "title": article.title,
        "container-title": article.source,
        "author": [{"literal": article.author}] if article.author else None,
        "issued": {"date-parts": [[int(part) for part in _day(citation).split("-")]]} if _day(citation) else None,
        "URL": fragment_link(article.url, article.text, citation.start, citation.end),
        "language": article.language,
        "note": _note(citation),
    }
    return json.dumps({key: value for key, value in item.items() if value}, ensure_ascii=False, indent=2)


def _link(citation: Citation) -> str:
    article = citation.article
    link = fragment_link(article.url, article.text, citation.start, citation.end)
    return link or f"{article.id}:{citation.start}-{citation.end}"


def _note(citation: Citation) -> str:
    said, whose = _told(citation)
    return f"{said} — {whose}" if whose else said


def _told(citation: Citation) -> tuple[str, str]:
    """Give what was said, and whose words these are: "" where the quote marks hold the article's words."""
    statement, said = citation.statement, _quoted(citation.words)
    if statement is None:
        return said, ""
    name = _plain(statement.who)
    unsure = UNSURE.get(statement.certainty or "")
    whose = f"{name} ({unsure})" if name and unsure else name
    if statement.kind == "direct":
        return said, whose
    outlet = _plain(citation.article.source) or "The article"
    return f"{outlet} reported{f' of {whose}' if whose else ''}: {said}", ""


def _quoted(words: str) -> str:
    """Put words into quote marks; those inside become single ones, where it is plain how they pair."""
    quote = _plain(words)
    if _WHOLE.fullmatch(quote):
        return quote
    inside = _INNER.sub(lambda one: f"‘{one[1] or one[2] or ''}’", quote)
    plain = "‘" not in quote and not re.search(r"[“”\"]", inside)
    return f"“{inside if plain else quote}”"


def _stopped(text: str) -> str:
    return text if text.endswith((".”", "!”", "?”")) else f"{text}."


def _escaped(text: str | None) -> str:
    return _MARKDOWN.sub(r"\\\1", _plain(text))


def _day(citation: Citation) -> str:
    return (citation.article.published or "")[:_DAY]


def _plain(text: str | None) -> str:
    """Put text into one line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text or "").split())


def _tex(text: str | None) -> str:
    return "".join(_BIBTEX.get(c, c) for c in _plain(text))


_WRITERS: Final[Mapping[str, Callable[[Citation], str]]] = {
    "text": _text,
    "markdown": _markdown,
    "bibtex": _bibtex,
    "csl-json": _csl,
    "link": _link,
}
