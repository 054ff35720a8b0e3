"""Folders that the server may take articles from, and those of them that it watches."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from onrecord.index import OnrecordError, files_in

from ..private import write_private
from .job import Job, Puts
from .writer import Writing

SECONDS: Final = 5.0
"""Between two looks; what is the same at two of them is taken in, so that a file may be written to its end."""
_SHARE: Final = 20
"""Looking takes no more than one of so many seconds, however large the folders."""
_INNER: Final = 200
"""Folders of a folder that are offered."""

_log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that may be taken in.

    Attributes:
        name: What it is called: never where it lies.
        path: Where it lies.
        watched: Whether what changes in it is taken in by itself.
    """

    name: str
    path: Path
    watched: bool


class Watching:
    """Offers folders, and looks at those that are watched, in a thread of its own."""

    def __init__(
        self,
        writing: Writing,
        index: Path,
        roots: Sequence[Path],
        seconds: float = SECONDS,
        *,
        watched: bool = False,
    ) -> None:
        """Begin to look at what an earlier server watched.

        Args:
            writing: Makes the changes.
            index: The index folder; which folders are watched is kept beside it.
            roots: Folders that are offered, with those directly in them.
            seconds: Between two looks.
            watched: Watch all roots from now on.

        Raises:
            OnrecordError: A folder is none, holds the index, or is called as another is.
        """
        whole = index.resolve()
        self._roots = _named(roots, whole)
        self._file = whole.with_name(f"{whole.name}.watched.json")
        self._writing, self._seconds = writing, seconds
        self._lock, self._ended = threading.Lock(), threading.Event()
        self._taken = self._read()
        if watched:
            self._taken = dict.fromkeys(self._roots, "") | self._taken
        self._pending: dict[str, str] = {}
        self._thread = threading.Thread(target=self._look, name="onrecord-folders", daemon=True)
        self._thread.start()

    def folders(self) -> list[Folder]:
        """Give the folders that may be taken in, by name."""
        with self._lock:
            return [Folder(name, path, name in self._taken) for name, path in self._offered()]

    def take(self, name: str, holder: str = "") -> Job | None:
        """Take a folder in now; None where none is called so."""
        path = dict(self._offered()).get(name)
        if path is None:
            return None
        return self._writing.accept(Puts(folder=path), holder, name=name)

    def watch(self, name: str, *, on: bool) -> bool:
        """Watch a folder from now on, or no longer; tell whether there is one of this name."""
        with self._lock:
            if on and name not in dict(self._offered()):
                return False
            known = self._taken if on else self._taken.pop(name, None) is not None
            if on:
                self._taken.setdefault(name, "")
            self._keep()
        return on or bool(known)

    def close(self) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()

    def _offered(self) -> Iterator[tuple[str, Path]]:
        for name, root in self._roots.items():
            yield name, root
            with suppress(OSError):
                inner = sorted(one for one in root.iterdir() if one.is_dir() and not one.is_symlink())
                for one in [one for one in inner if not one.name.startswith(".")][:_INNER]:
                    yield f"{name}/{one.name}", one

    def _look(self) -> None:
        pause = self._seconds
        while not self._ended.wait(pause):
            began = monotonic()
            try:
                for folder in self.folders():
                    if folder.watched:
                        self._look_at(folder)
            except Exception as error:  # noqa: BLE001  (whatever it is, the thread looks again)
                _log.warning("watched folders cannot be looked at: %s", error)
            pause = max(self._seconds, _SHARE * (monotonic() - began))

    def _look_at(self, folder: Folder) -> None:
        """Take a folder in, if it is another than it was, and the same as a moment ago."""
        found = _state(folder.path)
        with self._lock:
            taken, before = self._taken.get(folder.name), self._pending.get(folder.name)
            self._pending[folder.name] = found
        if found in {"", taken} or found != before or folder.path in self._writing.journal.folders():
            return
        self._writing.accept(Puts(folder=folder.path), name=folder.name)
        with self._lock:
            if folder.name in self._taken:
                self._taken[folder.name] = found
                self._keep()

    def _read(self) -> dict[str, str]:
        try:
            told = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            _log.warning("%s: which folders are watched cannot be read: %s", self._file, error)
            return {}
        return {str(name): str(state) for name, state in told.items()} if isinstance(told, Mapping) else {}

    def _keep(self) -> None:
        try:
            write_private(self._file, json.dumps(self._taken, ensure_ascii=False))
        except OSError as error:
            _log.warning("%s: which folders are watched cannot be kept: %s", self._file, error.strerror)


def _state(folder: Path) -> str:
    """Name the state of a folder's files, by their names, sizes and times; "" where it has none."""
    summed, number = hashlib.sha256(), 0
    for path in files_in(folder):
        try:
            facts = path.stat()
        except OSError:
            continue
        number += 1
        summed.update(os.fsencode(path) + f"\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return summed.hexdigest() if number else ""


def _named(roots: Sequence[Path], index: Path) -> dict[str, Path]:
    named: dict[str, Path] = {}
    for given in roots:
        root = given.resolve()
        if not root.is_dir():
            raise OnrecordError(f"--folder {given}: no such folder")
        if root == index or root in index.parents:
            raise OnrecordError(f"--folder {given}: holds the index itself; give a folder of articles")
        if root.name in named:
            raise OnrecordError(f"--folder {given}: another folder is called {root.name}, too")
        named[root.name] = root
    return named
