"""Addresses of the page: every question, article, span, speaker and filter has one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from ..citing import fingerprint

if TYPE_CHECKING:
    from onrecord.index import Statement

SHOWN: Final = 10
"""Passages of an answer on a page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for.

    Attributes:
        q: The question.
        source: Only this outlet.
        author: Only this byline.
        since: From this day on.
        until: Up to and with this day.
        language: Only articles in this language.
        speaker: Only statements of this speaker, and passages that hold one.
        kind: Only statements of this kind, and passages that hold one.
        as_typed: "1" searches names only as they are typed, and mends nothing.
        order: "day" puts the passages in order of their days, newest first; otherwise the best come first.
        at: Number of the first passage that is shown, from 0.
        previous: The questions before it.
        prose: "1" has the server's model write prose from the quotes too.
    """

    q: str = ""
    source: str = ""
    author: str = ""
    since: str = ""
    until: str = ""
    language: str = ""
    speaker: str = ""
    kind: str = ""
    as_typed: str = ""
    order: str = ""
    at: int = 0
    previous: Sequence[str] = ()
    prose: str = ""

    def url(self, **changes: str | int) -> str:
        """Give the address, with some of what it asks for changed."""
        # What is asked otherwise begins with its best passages.
        wanted = replace(self, **{"at": 0, **changes})  # type: ignore[arg-type]
        fields: list[tuple[str, str]] = [("q", wanted.q)] if wanted.q else []
        fields += [(name, value) for name, value in wanted.filters().items() if value]
        fields += [("as_typed", "1")] if wanted.as_typed else []
        fields += [("order", wanted.order)] if wanted.order else []
        fields += [("at", str(wanted.at))] if wanted.at else []
        fields += [("previous", one) for one in wanted.previous]
        fields += [("prose", "1")] if wanted.prose else []
        return f"/?{urlencode(fields)}" if fields else "/"

    def filters(self) -> Mapping[str, str]:
        """Give the filters by name, those that are not set as ""."""
        return {
            "source": self.source,
            "author": self.author,
            "since": self.since,
            "until": self.until,
            "language": self.language,
            "speaker": self.speaker,
            "kind": self.kind,
        }

    def allows(self, statement: Statement) -> bool:
        """Tell whether a statement is of the speaker and the kind asked for."""
        name = statement.speaker or ""
        return (not self.speaker or name == self.speaker) and (not self.kind or statement.kind == self.kind)


@dataclass(frozen=True, slots=True)
class Within:
    """Of which days and outlets the statements of a speaker are shown.

    Attributes:
        since: From this day on.
        until: Up to and with this day.
        source: Only these outlets.
    """

    since: str = ""
    until: str = ""
    source: tuple[str, ...] = ()

    def fields(self) -> list[tuple[str, str]]:
        """Give what an address holds of it."""
        bounds = [("since", self.since), ("until", self.until), *(("source", one) for one in self.source)]
        return [(name, value) for name, value in bounds if value]


ANYWHERE: Final = Within()
"""All days and outlets."""


def article_url(id_: str, text: str, start: int, end: int) -> str:
    """Give the address of a span of an article, which finds its words again after a correction."""
    return f"{whole_article_url(id_)}?start={start}&end={end}&mark={fingerprint(text[start:end])}#words"


def whole_article_url(id_: str) -> str:
    """Give the address of an article."""
    return f"/article/{quote(id_)}"


def similar_url(id_: str) -> str:
    """Give the address of the articles that are like one."""
    return f"/like/{quote(id_)}"


def speaker_url(name: str, about: str = "", at: int = 0, within: Within = ANYWHERE) -> str:
    """Give the address of a speaker: their statements on a topic or any, of some days and outlets, from one on."""
    wanted = [("about", about), *within.fields(), ("at", at)]
    fields = urlencode([(name, value) for name, value in wanted if value])
    return f"/speaker/{quote(name, safe='')}" + (f"?{fields}" if fields else "")


def who_url(like: str = "", at: int = 0) -> str:
    """Give the address of the list of speakers: those who are called like this or all, from one on."""
    fields = {name: value for name, value in (("like", like), ("at", at)) if value}
    return "/who" + (f"?{urlencode(fields)}" if fields else "")


def topic_url(topic: str) -> str:
    """Give the address of a topic."""
    return f"/topic?{urlencode({'q': topic})}"
