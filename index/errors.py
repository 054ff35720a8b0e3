"""The errors of onrecord, one tree.

::

    OnrecordError                 caught by the faces; its text is the one line a user sees
    |- FileError                  a line of a file cannot be used: path, line, reason
    |  |- CorpusError             ... of articles
    |  `- JudgmentError           ... of queries, judgments or runs
    |- ModelError                 a model is missing, altered or cannot be loaded
    |- StoreError                 the index folder
    |  |- IndexNotFound           nothing there
    |  |- IndexFormatError        written by another format version
    |  |- IndexCorrupt            damaged; `onrecord repair` or a snapshot helps
    |  `- IndexLocked             another process is writing
    `- QueryError                 the question cannot be used

Every message says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

from pathlib import Path


class OnrecordError(Exception):
    """Root of every error that onrecord raises on purpose."""


class FileError(OnrecordError):
    """A file, or a line of it, cannot be used.

    Attributes:
        path: The file.
        place: The file as it was named, or the address on the web.
        line: The line in it, counted from 1, or None where a line means nothing.
        reason: What is wrong, in a few words.
    """

    def __init__(self, path: Path | str, line: int | None, reason: str) -> None:
        """Build the message `path:line: reason`."""
        self.path, self.place, self.line, self.reason = Path(path), str(path), line, reason
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {reason}")


class CorpusError(FileError):
    """An article, or a file of articles, cannot be read."""


class JudgmentError(FileError):
    """Queries, judgments or a run cannot be read."""


class ModelError(OnrecordError):
    """A model is missing, is not the file it should be, or cannot be loaded."""


class StoreError(OnrecordError):
    """Something is wrong with an index folder."""


class IndexNotFound(StoreError):
    """There is no index at the given folder."""


class IndexFormatError(StoreError):
    """The index was written by another version of the format."""


class IndexCorrupt(StoreError):
    """A file of the index is damaged or missing."""


class IndexLocked(StoreError):
    """Another process is writing to the index."""


class QueryError(OnrecordError):
    """A question or a request cannot be used as it stands."""
