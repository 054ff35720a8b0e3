"""What a process does to an index before it is killed; it tells what was acknowledged through a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from onrecord.index import open_writer, restore, vacuum
from tests.index.bag import BagOfWords

from .archive import article


def change(folder: str, changes: Mapping[str, int | None], pipe: Connection) -> None:
    """Store versions of articles, remove those whose version is None, publish."""
    pipe.send("begin")
    with open_writer(folder, load=BagOfWords()) as writer:
        for _ in writer.add(article(id_, version) for id_, version in changes.items() if version is not None):
            pass
        writer.remove(id_ for id_, version in changes.items() if version is None)
        writer.publish()
    pipe.send("done")


def rebuild(folder: str, pipe: Connection) -> None:
    """Make the caches again."""
    pipe.send("begin")
    with open_writer(folder, load=BagOfWords(), create=False) as writer:
        writer.rebuild()
    pipe.send("done")


def shrink(folder: str, pipe: Connection) -> None:
    """Give space back."""
    pipe.send("begin")
    vacuum(folder)
    pipe.send("done")


def bring_back(source: str, folder: str, pipe: Connection) -> None:
    """Replace the index by a snapshot."""
    pipe.send("begin")
    restore(source, folder, replace=True)
    pipe.send("done")


def publish_many(folder: str, ids: Sequence[str], versions: int, pipe: Connection) -> None:
    """Publish version after version of the same articles, each in one commit."""
    for version in range(1, versions):
        with open_writer(folder, load=BagOfWords()) as writer:
            list(writer.add(article(id_, version) for id_ in ids))
            writer.publish()
        pipe.send(version)


def read_many(folder: str, ids: Sequence[str], versions: int, pipe: Connection) -> None:
    """Open the index again and again until told to stop; every view must be of one version alone."""
    from onrecord.index import Index

    seen: list[int] = []
    while not pipe.poll():
        index = Index.open(Path(folder))
        try:
            stored = [index.article(id_) for id_ in ids]
            found = {
                v for v in range(versions) if any(article(i, v) == one for i, one in zip(ids, stored, strict=True))
            }
            assert len(found) == 1, f"a mixture of versions {found}"
            version = found.pop()
            assert stored == [article(id_, version) for id_ in ids]
            _, rows = index.matching(index.words(" ".join(article(ids[0], version).title.split())), 5)
            assert index.passages(rows.tolist())[0].article == stored[0]
            seen.append(version)
        finally:
            index.close()
    assert seen == sorted(seen), "a reader went back in time"
    pipe.send((len(seen), len(set(seen))))
