"""Files and folders in, articles out, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePath

from ..errors import CorpusError
from ..model import Article
from .diskmap import DiskMap
from .folder import SUFFIXES, walk
from .jsonl import read_jsonl
from .plain import read_plain

_KINDS = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


def read_articles(
    paths: Sequence[Path],
    *,
    on_skip: Callable[[CorpusError], None],
    origins: MutableMapping[str, str] | None = None,
) -> Iterator[Article]:
    """Read the articles of files and folders, one at a time and in the same order each time.

    A .jsonl file holds one article a line and is never in memory as a whole; a .txt or .md file holds one. Of
    two articles with one id the first is kept. What cannot be read is passed over and reported.

    Args:
        paths: Files, and folders to be searched with the folders in them.
        on_skip: Told of every file, line and article that is passed over.
        origins: Filled with the file (its absolute path) that each article was read from, by id.

    Returns:
        The articles, in the order of `paths` and, in a folder, of the files' names.

    Raises:
        CorpusError: A path does not exist or is of no known kind (at once), or a folder has no article in it
            (when it has been read).
    """
    located = _located([(path, _files(path, on_skip)) for path in paths], on_skip)
    return _once(located, on_skip, origins)


def _files(path: Path, on_skip: Callable[[CorpusError], None]) -> list[Path]:
    if path.is_dir():
        files = walk(path, on_skip)
        if not files:
            raise _nothing(path)
        return files
    if not path.exists():
        raise CorpusError(path, None, "no such file or folder")
    if not path.is_file() or path.suffix.lower() not in SUFFIXES:
        raise CorpusError(path, None, f"not a {_KINDS} file")
    return [path]


def _nothing(folder: Path) -> CorpusError:
    return CorpusError(folder, None, f"no {_KINDS} articles found; give a folder or file that has some")


_Located = tuple[Path, int | None, Article]


def _located(
    sources: Sequence[tuple[Path, Sequence[Path]]], on_skip: Callable[[CorpusError], None]
) -> Iterator[_Located]:
    for path, files in sources:
        empty = True
        for file in files:
            name = PurePath(file.name) if file == path else file.relative_to(path)
            for located in _read(file, name, on_skip):
                empty = False
                yield located
        if empty and path.is_dir():
            raise _nothing(path)


def _read(file: Path, name: PurePath, on_skip: Callable[[CorpusError], None]) -> Iterator[_Located]:
    if file.suffix.lower() == ".jsonl":
        for line, article in read_jsonl(file, on_skip):
            yield file, line, article
        return
    try:
        yield file, None, read_plain(file, name)
    except CorpusError as error:
        on_skip(error)


def _once(
    located: Iterator[_Located], on_skip: Callable[[CorpusError], None], origins: MutableMapping[str, str] | None
) -> Iterator[Article]:
    """Pass on the first article of every id."""
    seen = DiskMap()
    for path, line, article in located:
        place = f"{path}:{line}" if line is not None else str(path)
        digest = article.content_hash
        if (first := seen.get(article.id)) is None:
            seen[article.id] = digest + place
            if origins is not None:
                origins[article.id] = _absolute(path)
            yield article
            continue
        first_digest, first_place = first[: len(digest)], first[len(digest) :]
        if digest == first_digest:
            on_skip(CorpusError(path, line, f"duplicate of {first_place}"))
        else:
            on_skip(CorpusError(path, line, f'the id "{article.id}" is taken by {first_place}; that one is kept'))


@lru_cache(1)
def _absolute(path: Path) -> str:
    return str(path.resolve())
