"""What a newsroom asks of a server: questions, searches, lists, pages, and articles that come, change and go."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple
from urllib.parse import quote, urlencode

from onrecord.index import Filters, Index

WRITTEN: Final = 40
"""Articles that are put and removed again and again, so that the index stays as large as it is."""

_SAMPLE: Final = 400
_LETTERS: Final = 4
_PAGE: Final = 200

SHARES: Final[Mapping[str, int]] = {
    "ask": 30, "search": 20, "fast search": 12, "page": 14, "article": 8, "list": 10, "check": 3, "write": 3,
}  # fmt: skip
"""How many requests of a hundred are of which kind."""


def _nothing(_: int | None) -> None:
    """Do nothing with an answer."""


class Request(NamedTuple):
    """A request.

    Attributes:
        kind: One of `SHARES`.
        method: Of HTTP.
        path: With its query.
        body: JSON; None for none.
        done: Told of the answer's status, None where there was none; it ends what `Mixture.next` began.
    """

    kind: str
    method: str
    path: str
    body: bytes | None = None
    done: Callable[[int | None], None] = _nothing


class Mixture:
    """Makes requests, and knows what must have become of the articles that it wrote; for any number of threads."""

    def __init__(self, index: Index, seed: int = 0) -> None:
        """Read what may be asked about.

        Args:
            index: What is served; its articles' own names, titles and paragraphs are asked for.
            seed: Of all choices.
        """
        self._chance = random.Random(seed)
        self._lock = threading.Lock()
        articles = [article for _, article in index.articles_after(0, _SAMPLE, Filters())]
        self._ids = [one.id for one in articles]
        self._paragraphs = [part for one in articles for part in one.text.split("\n") if part.strip()]
        said = [one.name for one in index.directory.speakers() if one.statements]
        self._speakers = said[:_SAMPLE] or ["the mayor"]
        words = (word.strip(".,:;'’\"") for one in articles for word in one.title.split())
        self._words = sorted({word for word in words if len(word) > _LETTERS}) or ["harbour"]
        self._turns = self._kinds()
        self._writing: set[str] = set()
        self._number = 0
        self.may: dict[str, set[str | None]] = {f"load/{number}": {None} for number in range(WRITTEN)}
        """The texts that each written article may have; None for no article."""

    def next(self) -> Request:
        """Make a request."""
        with self._lock:
            kind = next(self._turns)
            return self._write() if kind == "write" else self._read(kind)

    def _kinds(self) -> Iterator[str]:
        while True:
            turn = [kind for kind, share in SHARES.items() for _ in range(share)]
            self._chance.shuffle(turn)
            yield from turn

    def _topic(self) -> str:
        return " ".join(self._chance.sample(self._words, min(self._chance.randint(1, 3), len(self._words))))

    def _question(self) -> str:
        forms = ("What did {} say about {}?", "{} on {}", "How did {} explain {}?", "Who contradicted {} on {}?")
        return self._chance.choice(forms).format(self._chance.choice(self._speakers), self._topic())

    def _read(self, kind: str) -> Request:
        chance = self._chance
        # The numbers of hits differ, so that few of the answers are known from before.
        k = chance.randint(3, 30)
        match kind:
            case "ask":
                return Request(kind, "GET", f"/v1/ask?{urlencode({'q': self._question(), 'k': k})}")
            case "search" | "fast search":
                fields = {"q": self._topic(), "k": k, "fast": str(kind == "fast search").lower()}
                return Request(kind, "GET", f"/v1/search?{urlencode(fields)}")
            case "page":
                speaker, id_ = chance.choice(self._speakers), chance.choice(self._ids)
                pages = ["/?" + urlencode({"q": self._topic()}), f"/speaker/{quote(speaker)}", "/", "/who"]
                return Request(kind, "GET", chance.choice([*pages, f"/article/{quote(id_)}"]))
            case "article":
                return Request(kind, "GET", f"/v1/articles/{quote(chance.choice(self._ids))}")
            case "list":
                by = chance.choice(self._speakers)
                about = urlencode({"by": by, "about": self._topic()})
                lists = [f"statements?{about}", f"speakers?{urlencode({'like': by})}", "articles?k=20", "info"]
                return Request(kind, "GET", f"/v1/{chance.choice(lists)}")
        quoted = chance.choice(self._paragraphs)[:_PAGE]
        return Request(kind, "POST", "/v1/check", json.dumps({"quote": quoted}).encode())

    def _write(self) -> Request:
        # What becomes of two changes of one article at once, nobody can tell.
        free = sorted(self.may.keys() - self._writing)
        if not free:
            return self._read("article")
        id_ = self._chance.choice(free)
        self._writing.add(id_)
        self._number += 1
        text = None
        if self._chance.random() < 0.75:  # noqa: PLR2004 - three are put for one that is removed
            text = "\n\n".join([f"Change {self._number}.", *self._chance.sample(self._paragraphs, 3)])
        before = self.may[id_]

        def done(status: int | None) -> None:
            with self._lock:
                accepted = status is not None and 200 <= status < 300  # noqa: PLR2004
                # Without an answer it may be in the journal, or not.
                self.may[id_] = {text} if accepted else before | {text} if status is None else before
                self._writing.discard(id_)

        body = (
            None
            if text is None
            else json.dumps({"text": text, "title": f"Change {id_}", "source": "Load"}).encode()
        )
        return Request("write", "DELETE" if text is None else "PUT", f"/v1/articles/{id_}", body, done)
