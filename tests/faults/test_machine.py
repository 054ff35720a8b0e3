"""Any order of adding, deleting, searching, reopening and crashing, against an oracle that cannot be wrong."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from onrecord.index import (
    Article,
    Filters,
    Index,
    IndexWriter,
    open_writer,
    repair,
    restore,
    snapshot,
    vacuum,
    verify,
)
from onrecord.index.storage.context import passage_vectors, vector_key
from tests.index.bag import BagOfWords

from .archive import article, token

IDS = st.sampled_from([str(n) for n in range(6)])
VERSIONS = st.integers(0, 3)


class Crash(BaseException):
    """Ends a writer where it stands; nothing is caught on the way."""


class Archive(RuleBasedStateMachine):
    """An index and dictionaries of what it holds: published, and stored for the next publication."""

    steps = 0

    @initialize()
    def begin(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="onrecord-machine-"))
        self.folder, self.copy = self.home / "index", self.home / "snapshot"
        self.published: dict[str, int] = {}
        self.stored: dict[str, int] = {}
        self.kept: tuple[dict[str, int], dict[str, int]] | None = None
        self.reader: tuple[Index, dict[str, int]] | None = None
        self.bag = BagOfWords()
        with self.writer() as writer:
            writer.publish()

    def writer(self) -> AbstractContextManager[IndexWriter]:
        return open_writer(self.folder, load=self.bag)

    @rule(chosen=st.dictionaries(IDS, VERSIONS, min_size=1, max_size=4), publish=st.booleans())
    def add(self, chosen: dict[str, int], publish: bool) -> None:  # noqa: FBT001
        with self.writer() as writer:
            list(writer.add(article(id_, version) for id_, version in chosen.items()))
            self.stored |= chosen
            self._maybe_publish(writer, publish=publish)

    @rule(ids=st.sets(IDS, min_size=1, max_size=3), publish=st.booleans())
    def delete(self, ids: set[str], publish: bool) -> None:  # noqa: FBT001
        with self.writer() as writer:
            assert writer.remove(ids) == len(ids & self.stored.keys())
            self.stored = {id_: version for id_, version in self.stored.items() if id_ not in ids}
            self._maybe_publish(writer, publish=publish)

    @rule(chosen=st.dictionaries(IDS, VERSIONS, min_size=1, max_size=4))
    def crash_while_adding(self, chosen: dict[str, int]) -> None:
        def articles() -> Iterator[Article]:
            yield from (article(id_, version) for id_, version in chosen.items())
            raise Crash

        with pytest.raises(Crash), self.writer() as writer:
            list(writer.add(articles()))

    @rule()
    def crash_while_publishing(self) -> None:
        def crash(*_: object) -> None:
            raise Crash

        with pytest.MonkeyPatch.context() as patch, contextlib.suppress(Crash), self.writer() as writer:
            patch.setattr("onrecord.index.writer.set_meta", crash)
            writer.publish()
            assert self.stored == self.published

    @rule()
    def publish(self) -> None:
        with self.writer() as writer:
            self._maybe_publish(writer, publish=True)

    @rule()
    def shrink(self) -> None:
        vacuum(self.folder)

    @rule()
    def mend(self) -> None:
        repair(self.folder)

    @rule()
    def take_snapshot(self) -> None:
        shutil.rmtree(self.copy, ignore_errors=True)
        snapshot(self.folder, self.copy)
        self.kept = dict(self.published), dict(self.stored)

    @precondition(lambda self: self.kept is not None)
    @rule()
    def bring_back(self) -> None:
        assert self.kept is not None
        restore(self.copy, self.folder, replace=True)
        self.published, self.stored = (dict(one) for one in self.kept)

    @rule()
    def reopen(self) -> None:
        if self.reader is not None:
            self.reader[0].close()
        self.reader = Index.open(self.folder), dict(self.published)

    @rule(id_=IDS, version=VERSIONS)
    def search(self, id_: str, version: int) -> None:
        index = Index.open(self.folder)
        self._compare(index, self.published, id_, version)
        index.close()
        if self.reader is not None:
            self._compare(*self.reader, id_, version)

    @rule(source=st.integers(0, 3), id_=IDS)
    def search_an_outlet(self, source: int, id_: str) -> None:
        index = Index.open(self.folder)
        among = index.select(Filters(source=f"paper {source}"))
        _, rows = index.matching(index.words("coast council"), 100, among=among)
        found = {passage.article for passage in index.passages(rows.tolist())}
        every = (article(id_, version) for id_, version in self.published.items())
        assert found == {one for one in every if one.source == f"Paper {source}"}
        index.close()

    @invariant()
    def count(self) -> None:
        type(self).steps += 1

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            assert verify(self.folder, deep=True) == []
            if self.reader is not None:
                self.reader[0].close()
            shutil.rmtree(self.home)

    def _maybe_publish(self, writer: IndexWriter, *, publish: bool) -> None:
        if publish:
            writer.publish()
            self.published = dict(self.stored)

    def _compare(self, index: Index, state: dict[str, int], id_: str, version: int) -> None:
        held = state.get(id_) == version
        stored = index.article(id_)
        assert (stored == article(id_, version)) == held
        assert (stored is None) == (id_ not in state)
        _, rows = index.matching(index.words(token(id_, version)), 50)
        passages = index.passages(rows.tolist())
        assert {passage.article.id for passage in passages} == ({id_} if held else set())
        assert index.n_articles == len(state)
        if not held:
            return
        # Brute force: no passage of any article is nearer to this one than itself.
        key = vector_key(passages[0])
        scores, near = index.nearest(passage_vectors(self.bag, [key])[0], 1)
        assert vector_key(index.passages(near.tolist())[0]) == key
        assert scores[0] > 0.999


@pytest.mark.parametrize(("examples", "length"), [(4, 12), pytest.param(50, 50, marks=pytest.mark.slow)])
def test_any_order_of_events(examples: int, length: int, tell: Callable[[str], None]) -> None:
    Archive.steps = 0
    run_state_machine_as_test(
        Archive,
        settings=settings(
            max_examples=examples,
            stateful_step_count=length,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    tell(f"{Archive.steps:,} steps")
    assert Archive.steps >= (2_000 if length == 50 else 30)
