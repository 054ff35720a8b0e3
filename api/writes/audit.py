"""Who changed what, and when: a line of JSON each, in a file that is only ever added to."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_IDS: Final = 1000
"""Ids of articles that a line names; the number of all is told."""
_log = logging.getLogger("onrecord")


class Audit:
    """The log of changes."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is made when there is something to write, and only its owner reads it."""
        self._path = path

    def note(self, event: str, job: str, holder: str, ids: Sequence[str], **more: object) -> None:
        """Write a line; what cannot be written is said in the server's log, and stops nothing.

        Args:
            event: "accepted", "done" or "failed".
            job: The id of the request.
            holder: The id of the key it came with; "" where no key was asked for.
            ids: Of the articles concerned.
            more: What else there is to say.
        """
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "event": event,
            "job": job,
            "key": holder,
            "articles": len(ids),
            "ids": list(ids[:_IDS]),
            **more,
        }
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(descriptor)
        except OSError as error:
            _log.error("%s: a change cannot be written down: %s", self._path, error.strerror)
