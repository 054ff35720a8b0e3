"""Ids of articles whose files state none: made of the file's path, the same from whatever folder it is indexed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Protocol
from urllib.parse import urlsplit

from .diskmap import DiskMap


class Known(Protocol):
    """What an index already holds."""

    def origin_of(self, id_: str) -> str | None:
        """Give the file of an article, "" where that is unknown, None where there is no such article."""
        ...


class Nothing:
    """An index that holds nothing yet."""

    def origin_of(self, id_: str) -> None:
        """Know of no article."""


class Naming:
    """Gives every file's article an id of its own.

    The id is the file's path in the folder that was given. Where another file has that id already, folders above
    are put before it until it is free; where this very file has an id in the index already, it keeps it. A file
    that is gone gives its id up, so that a folder may be moved.
    """

    def __init__(self, known: Known) -> None:
        """Name articles beside those that an index holds."""
        self._known = known
        self._taken = DiskMap()

    def id_for(self, name: PurePath, tail: str, path: Path) -> str:
        """Choose the id of an article.

        Args:
            name: The path of its file in the folder that was given.
            tail: What tells the article from others of the same file, "" for the only one.
            path: The absolute path of its file.
        """
        origin = origin_name(path)
        every = [f"{one}{tail}" for one in _paths(path)]
        # Its own id first, however much of its path that is.
        for id_ in every:
            if self._known.origin_of(id_) == origin:
                return self._take(id_, origin)
        given = f"{name.with_suffix('').as_posix()}{tail}"
        longer = [id_ for id_ in every if len(id_) > len(given)]
        for id_ in [given, *longer]:
            if self._is_free(id_, origin):
                return self._take(id_, origin)
        return self._take(f"{origin}{tail}", origin)

    def _is_free(self, id_: str, origin: str) -> bool:
        if self._taken.get(id_, origin) != origin:
            return False
        owner = self._known.origin_of(id_)
        return owner in (None, "", origin) or _is_gone(str(owner))

    def _take(self, id_: str, origin: str) -> str:
        self._taken[id_] = origin
        return id_


def origin_name(path: Path) -> str:
    """Write a path as text that every database takes; bytes that are not UTF-8 are shown as such."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _paths(path: Path) -> Iterator[str]:
    """Yield a file's name without its suffix, then with one folder more each time."""
    parts = path.with_suffix("").parts
    for begin in range(len(parts) - 1, 0, -1):
        yield PurePath(*parts[begin:]).as_posix()


def _is_gone(origin: str) -> bool:
    """Tell whether neither a file nor the archive that it was in is there any more."""
    path = Path(origin)
    return not any(one.is_file() for one in (path, *path.parents))


def host_of(url: str) -> str:
    """Give an address's host, "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one site: hosts that are the same, or one within the other."""
    first, second = (host_of(url).removeprefix("www.") for url in (one, other))
    return bool(first and second) and (
        first == second or first.endswith(f".{second}") or second.endswith(f".{first}")
    )


def is_of_other_site(url: str, origin: str) -> bool:
    """Tell whether an article was read from another site of the web, not from a file or this one."""
    return bool(host_of(origin)) and not same_site(url, origin)
