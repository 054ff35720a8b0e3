"""The addresses of the web among what a user wants to be indexed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..version import version

if TYPE_CHECKING:
    from onrecord.index import CorpusError, Options
    from onrecord.index.fetching import Earlier, Visits, Web
    from onrecord.index.reading.inputs import Located

    from .choices import Choices


class Surf:
    """Reads the addresses; where there are none, nothing that could connect to anything is even imported."""

    def __init__(
        self,
        sources: Sequence[Path | str],
        choices: Choices,
        on_skip: Callable[[CorpusError], None],
        options: Options,
        recall: Callable[[str], str | None],
        *,
        earlier: Earlier | None = None,
    ) -> None:
        """Prepare to read.

        Args:
            sources: Paths, which are passed over, and addresses.
            choices: What the user says.
            on_skip: Told of what cannot be had or read.
            options: How it is read.
            recall: Gives what the index keeps of a visit to an address.
            earlier: Gives the pages that are looked at again; None looks at none.
        """
        self._urls = [one for one in sources if isinstance(one, str)]
        self._visits: Visits | None = None
        self._web: Web | None = None
        if not self._urls:
            return
        from onrecord.index.fetching import Fetcher, Manners, Visits, Web

        self._visits = Visits((lambda _: None) if choices.readd else recall)
        fetcher = Fetcher(Manners(version=version(), allow_private=choices.allow_private))
        self._web = Web(
            fetcher,
            self._visits,
            on_skip,
            options,
            full_text=choices.full_text,
            most=choices.most,
            earlier=earlier,
            look_again=choices.look_again,
        )

    def articles(self) -> Iterator[Located]:
        """Yield the articles of the addresses."""
        if self._web is not None:
            yield from self._web.read(self._urls)

    def gone(self, of: Callable[[Sequence[str], int], Sequence[str]]) -> Sequence[str]:
        """Give the ids of stored articles that the addresses led to, and whose pages are gone.

        Args:
            of: Gives those of addresses whose pages so many looks have not found.
        """
        if not self._urls:
            return []
        from onrecord.index.fetching import GONE

        return of(self._urls, GONE)

    @property
    def unchanged(self) -> int:
        """What has not changed since it was read before."""
        return 0 if self._web is None else self._web.unchanged

    def passed(self) -> None:
        """Count an article that was handed to whoever stores it."""
        if self._visits is not None:
            self._visits.passed += 1

    def due(self, stored: int | None = None) -> list[tuple[str, str]]:
        """Give what can be kept of visits, now that so many articles are stored; None stands for all."""
        return [] if self._visits is None else self._visits.due(stored)
