"""The requests that were accepted, in a database beside the index: none is lost when the server is killed."""

from __future__ import annotations

import json
import sqlite3
import threading
import uuid
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from onrecord.index import OnrecordError

from .job import ENDED, Job, Puts

DAYS: Final = 7
"""How long an ended request is known, and its idempotency key with it."""

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    articles INTEGER NOT NULL,
    accepted TEXT NOT NULL,
    ended TEXT,
    added INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0,
    revision INTEGER,
    detail TEXT,
    changes TEXT,
    holder TEXT NOT NULL,
    idempotency TEXT,
    fingerprint TEXT,
    UNIQUE (holder, idempotency)
) STRICT
"""

_LATER: Final = {
    "name": "TEXT",
    "part": "REAL",
    "skipped": "INTEGER NOT NULL DEFAULT 0",
    "notes": "TEXT NOT NULL DEFAULT '[]'",
}
"""Columns that journals of earlier releases lack."""


class Reused(OnrecordError):
    """An idempotency key came again with another request."""


class Journal:
    """Keeps requests until they have ended, and for some days after."""

    def __init__(self, path: Path) -> None:
        """Open the database, and make it where there is none.

        Args:
            path: Only its owner reads it.

        Raises:
            OnrecordError: It cannot be opened.
        """
        self._lock = threading.Lock()
        try:
            path.touch(mode=0o600)
            self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA journal_mode = WAL")
            # What was accepted is on the disk before the client is told.
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute(_SCHEMA)
            self._complete()
            self.put_back(None)
        except (OSError, sqlite3.Error) as error:
            raise OnrecordError(f"{path}: cannot keep what is to be written: {error}") from error

    def _complete(self) -> None:
        there = {row["name"] for row in self._connection.execute("PRAGMA table_info(jobs)")}
        for name, kind in _LATER.items():
            if name not in there:
                self._connection.execute(f"ALTER TABLE jobs ADD COLUMN {name} {kind}")

    def accept(
        self,
        puts: Puts,
        holder: str,
        idempotency: str | None = None,
        fingerprint: str = "",
        name: str | None = None,
    ) -> Job:
        """Keep a request.

        Args:
            puts: What it changes.
            holder: The id of the key it came with.
            idempotency: Its Idempotency-Key; the same key gives the same job.
            fingerprint: Tells this request from others that come with the same key.
            name: What it is called for people.

        Raises:
            Reused: The key came before with another request.
        """
        with self._lock:
            if idempotency is not None and (known := self._known(holder, idempotency)) is not None:
                if known["fingerprint"] != fingerprint:
                    raise Reused("this Idempotency-Key was sent before with another request; use a new one")
                return _job(known)
            begun = None if puts.folder is None else 0.0
            values = (
                uuid.uuid4().hex,
                len(puts),
                _now(),
                puts.to_json(),
                holder,
                idempotency,
                fingerprint,
                name,
                begun,
            )
            self._connection.execute(
                "INSERT INTO jobs"
                " (id, state, articles, accepted, changes, holder, idempotency, fingerprint, name, part)"
                " VALUES (?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            return self._find(values[0])

    def queued(self, articles: int) -> list[tuple[Job, Puts, str]]:
        """Give the first requests that wait, one at least, that concern this many articles together.

        A request of files stands for as many as there may be: it is worked on alone.

        Returns:
            Each with what it changes and the id of the key it came with; none where nothing waits.
        """
        found: list[tuple[Job, Puts, str]] = []
        total = 0
        with self._lock:
            rows = self._connection.execute("SELECT * FROM jobs WHERE state = 'queued' ORDER BY number")
            for row in rows:
                total += row["articles"] if row["part"] is None else articles
                if found and total > articles:
                    break
                found.append((_job(row), Puts.from_json(row["changes"]), row["holder"]))
            rows.close()
        return found

    def change(self, id_: str, **values: Any) -> Job:
        """Note how far a request is; what it changes is forgotten when it has ended.

        Args:
            id_: The job's.
            values: Attributes of the job.
        """
        if values.get("state") in ENDED:
            values |= {"ended": _now(), "changes": None}
        if "notes" in values:
            values["notes"] = json.dumps(values["notes"])
        names = ", ".join(f"{name} = :{name}" for name in values)
        with self._lock:
            self._connection.execute(f"UPDATE jobs SET {names} WHERE id = :id", values | {"id": id_})
            return self._find(id_)

    def put_back(self, detail: str | None) -> None:
        """Let every request that has not ended wait, and note what for."""
        with self._lock:
            self._connection.execute("UPDATE jobs SET state = 'queued', detail = ? WHERE ended IS NULL", [detail])

    def find(self, id_: str) -> Job | None:
        """Give a request that is known, or None."""
        with self._lock:
            row = self._connection.execute("SELECT * FROM jobs WHERE id = ?", [id_]).fetchone()
        return None if row is None else _job(row)

    def latest(self, k: int) -> list[Job]:
        """Give the last requests, latest first."""
        with self._lock:
            rows = self._connection.execute("SELECT * FROM jobs ORDER BY number DESC LIMIT ?", [k]).fetchall()
        return [_job(row) for row in rows]

    def folders(self) -> set[Path]:
        """Give the folders that requests which have not ended are to read."""
        select = "SELECT changes FROM jobs WHERE ended IS NULL AND part IS NOT NULL"
        with self._lock:
            found = [Puts.from_json(row["changes"]).folder for row in self._connection.execute(select)]
        return {folder for folder in found if folder is not None}

    def waiting(self) -> tuple[int, int]:
        """Count the requests that have not ended, and the characters that they hold."""
        select = "SELECT count(*), coalesce(sum(length(changes)), 0) FROM jobs WHERE ended IS NULL"
        with self._lock:
            count, size = self._connection.execute(select).fetchone()
        return int(count), int(size)

    def forget(self) -> None:
        """Forget requests that ended days ago."""
        before = (datetime.now(UTC) - timedelta(days=DAYS)).isoformat(timespec="seconds")
        with self._lock:
            self._connection.execute("DELETE FROM jobs WHERE ended < ?", [before])

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._connection.close()

    def _known(self, holder: str, idempotency: str) -> sqlite3.Row | None:
        select = "SELECT * FROM jobs WHERE holder = ? AND idempotency = ?"
        row: sqlite3.Row | None = self._connection.execute(select, [holder, idempotency]).fetchone()
        return row

    def _find(self, id_: str) -> Job:
        return _job(self._connection.execute("SELECT * FROM jobs WHERE id = ?", [id_]).fetchone())


def _job(row: sqlite3.Row) -> Job:
    stored = {field.name: row[field.name] for field in fields(Job)}
    return Job(**stored | {"notes": tuple(json.loads(row["notes"]))})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
