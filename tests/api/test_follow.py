"""Saved questions: what is new is told once."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from xml.etree import ElementTree as ET

from .conftest import Onrecord

OLD = '"The ferry will sail in May," Ina Berg, the harbour master, told reporters on Monday by the quay.'
NEW = '"The ferry will not sail before July," Ina Berg said on Friday, and gave the ice as the reason for it.'
QUESTION = "what did Ina Berg say about the ferry"


def write(path: Path, **texts: str) -> Path:
    lines = [json.dumps({"id": id_, "text": text, "published": "2025-05-01"}) for id_, text in texts.items()]
    path.write_text("\n".join(lines))
    return path


def news(onrecord: Onrecord, *more: object) -> list[str]:
    done = onrecord("follow", "run", "--index", "made", "--json", *more)
    assert done.returncode == 0, done.stderr
    return [one["quote"] for each in json.loads(done.stdout)["news"] for one in each["statements"]]


def test_only_what_is_new_is_told_and_once(onrecord: Onrecord, tmp_path: Path) -> None:
    assert onrecord("index", write(tmp_path / "a.jsonl", old=OLD), "--index", "made").returncode == 0
    assert onrecord("follow", "add", QUESTION, "--index", "made").returncode == 0
    assert news(onrecord) == []
    assert onrecord("index", write(tmp_path / "b.jsonl", new=NEW), "--index", "made").returncode == 0
    told = news(onrecord, "--atom", "news.xml")
    assert told == ["The ferry will not sail before July,"]
    entries = ET.parse(tmp_path / "news.xml").findall("{http://www.w3.org/2005/Atom}entry")  # noqa: S314 - our own
    assert len(entries) == 1
    assert news(onrecord) == []


def test_an_index_made_anew_makes_nothing_new(onrecord: Onrecord, tmp_path: Path) -> None:
    corpus = write(tmp_path / "a.jsonl", old=OLD, new=NEW)
    onrecord("index", corpus, "--index", "made")
    onrecord("follow", "add", QUESTION, "--all", "--index", "made")
    assert len(news(onrecord)) == 2
    onrecord("snapshot", "copy", "--index", "made")
    for path in (tmp_path / "made").iterdir():
        path.unlink() if path.is_file() else None
    onrecord("index", corpus, "--index", "made")
    assert news(onrecord) == []


def test_questions_are_listed_and_forgotten(onrecord: Onrecord, tmp_path: Path) -> None:
    onrecord("index", write(tmp_path / "a.jsonl", old=OLD), "--index", "made")
    onrecord("follow", "add", QUESTION, "--index", "made")
    onrecord("follow", "add", QUESTION.upper(), "--index", "made")
    listed = onrecord("follow", "list", "--index", "made").stdout
    assert listed.startswith(f"1. {QUESTION} (since ")
    # What somebody works on is nobody else's business.
    assert stat.S_IMODE((tmp_path / "made.follow.json").stat().st_mode) == 0o600
    assert listed.count("\n") == 1
    assert onrecord("follow", "remove", "1", "--index", "made").returncode == 0
    again = onrecord("follow", "remove", "1", "--index", "made")
    assert again.returncode == 1
    assert again.stderr.count("\n") == 1


def test_a_damaged_book_is_one_line_and_left_alone(onrecord: Onrecord, tmp_path: Path) -> None:
    onrecord("index", write(tmp_path / "a.jsonl", old=OLD), "--index", "made")
    book = tmp_path / "made.follow.json"
    book.write_text("{")
    done = onrecord("follow", "run", "--index", "made")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "made.follow.json" in done.stderr
    assert book.read_text() == "{"
