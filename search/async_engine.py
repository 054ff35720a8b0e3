"""The engine for asyncio: each call runs in a thread, so that the event loop goes on.

asyncio itself is imported when it is used: `onrecord ask` does without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import ParamSpec, Self, TypeVar

from onrecord.index import Filters, Speaker

from .engine import Engine
from .model import Answer, Citation, Compared, Results, Similar
from .record import NO_FILTERS
from .verbatim import Checked

P = ParamSpec("P")
T = TypeVar("T")


class AsyncEngine:
    """An `Engine` whose methods are awaited; use it with `async with`, or close it.

    An engine is safe to share between threads, and its work leaves the interpreter free much of the time: as many
    calls as there are threads run at once, the others wait their turn.

        async with await AsyncEngine.open("archive") as engine:
            answer = await engine.ask("what did Putin say about Tomahawks")
    """

    def __init__(self, engine: Engine, *, threads: int = 4) -> None:
        """Wrap an engine, which is closed with this.

        Args:
            engine: Answers.
            threads: How many calls run at once.
        """
        self.engine = engine
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="onrecord")

    @classmethod
    async def open(
        cls, folder: Path | str, *, device: str | None = None, reranker: str | None = None, threads: int = 4
    ) -> Self:
        """Open an index with the models that it needs.

        Args:
            folder: The index folder.
            device: As `Engine.open` takes it.
            reranker: The same.
            threads: How many calls run at once.

        Raises:
            StoreError: The index cannot be read.
            ModelError: A model cannot be loaded.
        """
        import asyncio

        return cls(await asyncio.to_thread(Engine.open, folder, device=device, reranker=reranker), threads=threads)

    async def __aenter__(self) -> Self:
        """Give itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self.close()

    async def close(self) -> None:
        """Wait for the calls that run, and let go of the index."""
        import asyncio

        await asyncio.to_thread(self._threads.shutdown)
        self.engine.close()

    async def search(
        self, query: str, k: int = 10, *, filters: Filters = NO_FILTERS, fast: bool = False, spellings: bool = True
    ) -> Results:
        """Find the passages that match best, as `Engine.search`."""
        return await self._run(self.engine.search, query, k, filters=filters, fast=fast, spellings=spellings)

    async def ask(
        self,
        question: str,
        k: int = 10,
        *,
        filters: Filters = NO_FILTERS,
        spellings: bool = True,
        previous: Sequence[str] = (),
    ) -> Answer:
        """Answer a question with citations, or say why not, as `Engine.ask`."""
        return await self._run(
            self.engine.ask, question, k, filters=filters, spellings=spellings, previous=previous
        )

    async def said(
        self,
        by: str | None = None,
        about: str | None = None,
        k: int | None = 50,
        *,
        filters: Filters = NO_FILTERS,
        newest: bool = False,
    ) -> list[Citation]:
        """List what somebody said, or what was said about something, as `Engine.said`."""
        return await self._run(self.engine.said, by, about, k, filters=filters, newest=newest)

    async def compare(
        self, by: str, about: str | None = None, k: int = 12, *, filters: Filters = NO_FILTERS
    ) -> list[Compared]:
        """Pair what somebody said on the same matter on different days, as `Engine.compare`."""
        return await self._run(self.engine.compare, by, about, k, filters=filters)

    async def check(self, quote: str, *, filters: Filters = NO_FILTERS) -> Checked:
        """Tell whether the archive holds a quotation word for word, as `Engine.check`."""
        return await self._run(self.engine.check, quote, filters=filters)

    async def similar(self, article_id: str, k: int = 10, *, filters: Filters = NO_FILTERS) -> Similar:
        """Find the articles that are like one, as `Engine.similar`."""
        return await self._run(self.engine.similar, article_id, k, filters=filters)

    async def speaker(self, name: str) -> Speaker | None:
        """Give who is quoted under a name, as `Engine.speaker`."""
        return await self._run(self.engine.speaker, name)

    async def speakers(self) -> list[Speaker]:
        """Give everybody who is quoted, as `Engine.speakers`."""
        return await self._run(self.engine.speakers)

    async def _run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        import asyncio

        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(call, *args, **kwargs))
