"""Articles are read ahead in a thread, and whoever stops early waits for it before the database is closed."""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import Article
from onrecord.index.storage import ahead
from onrecord.index.storage.ahead import prepared
from onrecord.index.storage.schema import create_database


def test_the_database_is_open_until_the_thread_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_database(tmp_path, {"encoder": "none", "dim": "1"})
    waiting, gate, looked = threading.Event(), threading.Event(), list[str]()
    really = ahead._seems_stored

    def noted(article: Article, connection: sqlite3.Connection) -> bool:
        connection.execute("SELECT 1")
        looked.append(article.id)
        return really(article, connection)

    monkeypatch.setattr(ahead, "_seems_stored", noted)

    def articles() -> Iterator[Article]:
        yield Article("first", "The ferry sails.")
        waiting.set()
        assert gate.wait(30)
        yield Article("second", "The harbour is shut.")

    batches = prepared(articles(), lambda _: [], tmp_path, 1)
    assert [one.article.id for one in next(batches)] == ["first"]
    assert waiting.wait(30)
    # The one who reads stops while the thread is at the second article.
    threading.Timer(0.2, gate.set).start()
    batches.close()
    assert looked == ["first", "second"]
