"""Between whoever reads articles and whoever stores them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.index import Article, Duplicates, IndexWriter, Stored

    from .surfing import Surf


@dataclass(slots=True)
class Known:
    """What the index holds, as soon as it is open."""

    writer: IndexWriter | None = None

    def origin_of(self, id_: str) -> str | None:
        """Give the file of an article that is stored."""
        return None if self.writer is None else self.writer.origin_of(id_)

    def kept_visit(self, url: str) -> str | None:
        """Give what is kept of a visit to an address."""
        return None if self.writer is None else self.writer.kept_visit(url)

    def visits_due(self, source: str, now: float, most: int) -> Sequence[tuple[str, str]]:
        """Give the visits, by address, that a source led to and that are to be repeated."""
        return [] if self.writer is None else self.writer.visits_due(source, now, most)

    def read_from(self, addresses: Sequence[str]) -> dict[str, Article]:
        """Give the stored articles that were read from addresses, by these."""
        return {} if self.writer is None else self.writer.read_from(addresses)

    def was_removed(self, id_: str) -> bool:
        """Tell whether a user took an article out."""
        return self.writer is not None and self.writer.was_removed(id_)


@dataclass(slots=True)
class Gate:
    """Passes articles on, but for those that a user took out; counts those that repeat others."""

    known: Known | Stored
    duplicates: Duplicates
    web: Surf
    readd: bool = False
    kept_out: int = 0
    readmitted: list[str] = field(default_factory=list)

    def pass_on(self, articles: Iterable[Article]) -> Iterator[Article]:
        """Yield the articles that go in."""
        for article in articles:
            if self.known.was_removed(article.id):
                if not self.readd:
                    self.kept_out += 1
                    continue
                self.readmitted.append(article.id)
            self.duplicates.add(article.text)
            self.web.passed()
            yield article
