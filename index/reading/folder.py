"""Which files of a folder may hold articles."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from ..errors import CorpusError
from .formats import suffix_of
from .inputs import Remark, Skip, Tell

_CORPUS = ("articles.jsonl", "corpus.jsonl")
_JUDGMENTS = "qrels"
_BESIDE_CORPUS = ("queries.jsonl", "questions.jsonl", "attributions.jsonl", "statements.jsonl", "claims.jsonl")


def walk(folder: Path, on_skip: Skip, tell: Tell) -> list[Path]:
    """List the files under a folder that may hold articles.

    What is hidden, links to folders, and links that leave the folder are passed over without a word; a folder
    that cannot be listed, and the questions of a dataset beside its articles, are reported; files of kinds that
    are not read are counted.

    Args:
        folder: Where to begin.
        on_skip: Told of what cannot be listed.
        tell: Told how many files of which kinds are left out.

    Returns:
        The files, sorted by their path in the folder.
    """
    found: list[Path] = []
    others: Counter[str] = Counter()

    def unlistable(error: OSError) -> None:
        on_skip(CorpusError(error.filename, None, f"cannot be listed: {error.strerror}"))

    root = folder.resolve()
    for parent, folders, names in os.walk(folder, onerror=unlistable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        dataset = any(name in names for name in _CORPUS)
        if dataset and _JUDGMENTS in folders:
            folders.remove(_JUDGMENTS)
            on_skip(
                CorpusError(Path(parent, _JUDGMENTS), None, "not articles: it belongs to the dataset beside it")
            )
        for name in names:
            path = Path(parent, name)
            if name.startswith(".") or not _is_inside(path, root):
                continue
            if suffix_of(path) is None:
                others[path.suffix.lower() or "without a suffix"] += 1
                continue
            if dataset and name in _BESIDE_CORPUS:
                on_skip(CorpusError(path, None, "not articles: it belongs to the dataset beside it"))
            else:
                found.append(path)
    if others:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in others.most_common())
        tell(Remark(folder, None, f"files of kinds that are not read are left out: {kinds}"))
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def files_in(folder: Path) -> list[Path]:
    """List the files under a folder that may hold articles, as `walk` does, and tell nobody of others."""
    return walk(folder, lambda _: None, lambda _: None)


def _is_inside(path: Path, root: Path) -> bool:
    if not path.is_symlink():
        return path.is_file()
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and target.is_relative_to(root)
