"""Files and folders in, articles out, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path, PurePath
from typing import Final

from ..errors import CorpusError
from ..model import Article
from .diskmap import DiskMap
from .folder import walk
from .formats import SUFFIXES, read_input, suffix_of
from .inputs import Input, Located, Options, Remark, Skip, of_file
from .naming import Known, Naming, Nothing, is_of_other_site, origin_name
from .parts import LARGEST, parts

STDIN: Final = Path("-")
_KINDS: Final = ", ".join(SUFFIXES)


def read_articles(
    paths: Sequence[Path],
    *,
    on_skip: Skip,
    origins: MutableMapping[str, str] | None = None,
    options: Options | None = None,
    known: Known | None = None,
    others: Iterable[Located] = (),
    on_missing: Skip | None = None,
) -> Iterator[Article]:
    """Read the articles of files and folders, one at a time and in the same order each time.

    A file of many articles is never in memory as a whole. Of two articles with one id the first is kept. What
    cannot be read is passed over and reported.

    Args:
        paths: Files, folders to be searched with the folders in them, and `-` for JSON Lines on standard input.
        on_skip: Told of every file, line and article that is passed over.
        origins: Filled with the file (its absolute path) that each article was read from, by id.
        options: How files are read.
        known: What the index holds already; an article keeps the id that it has there.
        others: Articles that come from elsewhere, after those of the paths.
        on_missing: Told of a path that does not exist, is of no known kind or holds nothing; None raises that.

    Returns:
        The articles, in the order of `paths` and, in a folder, of the files' names.

    Raises:
        CorpusError: A path does not exist or is of no known kind (at once), or a folder has no article in it
            (when it has been read).
    """
    options, known = options or Options(), known or Nothing()
    sources = []
    for path in paths:
        try:
            sources.append((path, _files(path, on_skip, options)))
        except CorpusError as error:
            if on_missing is None:
                raise
            on_missing(error)
    located = _located(sources, on_skip, options, on_missing)
    return _once(_parts(chain(located, others), options), on_skip, options, known, origins)


def _files(path: Path, on_skip: Skip, options: Options) -> list[Input]:
    if path == STDIN:
        return [Input(path, PurePath("stdin.jsonl"), lambda: open(0, "rb", closefd=False))]
    if path.is_dir():
        files = walk(path, on_skip, options.tell)
        if not files:
            raise _nothing(path)
        return [of_file(file, file.relative_to(path), options.meter) for file in files]
    if not path.exists():
        raise CorpusError(path, None, "no such file or folder")
    if not path.is_file() or suffix_of(path) is None:
        raise CorpusError(path, None, f"not of a kind that is read; these are: {_KINDS}")
    return [of_file(path, PurePath(path.name), options.meter)]


def _nothing(folder: Path) -> CorpusError:
    return CorpusError(folder, None, "no articles found; give a folder or file that has some")


def _located(
    sources: Sequence[tuple[Path, Sequence[Input]]], on_skip: Skip, options: Options, on_missing: Skip | None
) -> Iterator[Located]:
    for path, files in sources:
        empty = True
        for file in files:
            for found in read_input(file, on_skip, options):
                empty = False
                yield found
            if options.meter is not None:
                options.meter.finished()
        if empty and path.is_dir():
            if on_missing is None:
                raise _nothing(path)
            on_missing(_nothing(path))


def _parts(located: Iterable[Located], options: Options) -> Iterator[Located]:
    for found, line, article in located:
        if len(article.text) > LARGEST:
            count = -(-len(article.text) // LARGEST)
            size = f"{len(article.text):,} characters are too many for one article"
            options.tell(Remark(found.address or found.path, line, f"{size}; read in {count} parts or more"))
        for part in parts(article):
            if options.meter is not None and found.address is None:
                options.meter.handed(len(part.text))
            yield found, line, part


def _once(
    located: Iterator[Located],
    on_skip: Skip,
    options: Options,
    known: Known,
    origins: MutableMapping[str, str] | None,
) -> Iterator[Article]:
    """Pass on the first article of every id."""
    seen = DiskMap()
    naming = Naming(known)
    for file, line, read in located:
        stated = file.address is not None or (read.id != file.id and not read.id.startswith(f"{file.id}#"))
        article, where = read, file.address or file.path
        if not stated:
            tail = read.id.removeprefix(file.id)
            article = replace(read, id=_carried(naming.id_for(file.name, tail, _absolute(file.path))))
        place = f"{where}:{line}" if line is not None else str(where)
        digest = article.content_hash
        if (first := seen.get(article.id)) is None:
            origin = file.address or origin_name(_absolute(file.path))
            if stated and (owner := known.origin_of(article.id)) and owner != origin:
                if file.address and is_of_other_site(file.address, owner):
                    on_skip(
                        CorpusError(where, line, f'the id "{article.id}" is taken by {owner}; that one is kept')
                    )
                    continue
                options.tell(Remark(where, line, f'takes the place of the article "{article.id}" of {owner}'))
            seen[article.id] = digest + place
            if origins is not None:
                origins[article.id] = origin
            yield article
            continue
        first_digest, first_place = first[: len(digest)], first[len(digest) :]
        if digest == first_digest:
            on_skip(CorpusError(where, line, f"duplicate of {first_place}"))
        else:
            reason = f'the id "{article.id}" is taken by {first_place}; that one is kept'
            on_skip(CorpusError(where, line, reason))


def _carried(id_: str) -> str:
    """Replace what UTF-8 cannot carry, one for one."""
    return id_.encode("utf-8", "replace").decode()


@lru_cache(1)
def _absolute(path: Path) -> Path:
    return path.resolve()
