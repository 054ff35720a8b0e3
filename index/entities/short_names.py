"""Short names that a corpus explains: "Sam Bankman-Fried (SBF)", "the Orlo Dam Authority, known as ODA"."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from .linking import SMALL_WORDS, WORD
from .surnames import Evidence

_LETTERS: Final = r"(?:[A-Z][A-Za-z]{0,8}[A-Z]|(?:[A-Z]\.){2,8})"
_MARK: Final = "[“”\"'‘’]?"
_BEHIND: Final = re.compile(
    r"(?:\s\((?:or\s|the\s)?|,\s(?:or|(?:(?:also|better|best)\s)?known\sas|aka|a\.k\.a\.)\s(?:the\s)?)"
    rf"{_MARK}(?P<short>{_LETTERS}),?{_MARK}(?=[\s).,;:—–-])"
)
_AHEAD: Final = re.compile(rf"\b(?P<short>{_LETTERS})\s\((?:the\s)?(?P<full>[A-Z][^()\n]{{4,80}})\)")
_SHORT: Final = re.compile(_LETTERS)
_LONGEST: Final = 120
_TELLING: Final = 3
"""Letters from which on initials alone tell, in an article that has the whole name."""


class ShortNames:
    """Short names that texts explain, in a scratch database."""

    def __init__(self, scratch: sqlite3.Connection) -> None:
        self._scratch = scratch
        scratch.execute("CREATE TABLE explained (short TEXT, full TEXT)")

    def add(self, text: str) -> None:
        """Note what a text explains."""
        if found := {*explained(text)}:
            self._scratch.executemany("INSERT INTO explained VALUES (?, ?)", sorted(found))

    def __iter__(self) -> Iterator[tuple[str, list[str]]]:
        """Yield short names, and what each is short for."""
        rows = self._scratch.execute("SELECT DISTINCT short, full FROM explained ORDER BY short, full")
        for short, pairs in groupby(rows, itemgetter(0)):
            yield short, [full for _, full in pairs]


def explained(text: str) -> Iterator[tuple[str, str]]:
    """Find short names, without full stops, and what they are short for."""
    for found in _BEHIND.finditer(text):
        short = found["short"].replace(".", "")
        if full := _full(text[max(0, found.start() - _LONGEST) : found.start()], short):
            yield short, full
    for found in _AHEAD.finditer(text):
        short = found["short"].replace(".", "")
        if _full(found["full"], short) == found["full"]:
            yield short, found["full"]


def initials(name: str) -> str:
    """Give the first letters of a name's words, but for small ones: "SBF" of "Sam Bankman-Fried"."""
    return "".join(word[0] for word in WORD.findall(name) if word.lower() not in SMALL_WORDS).upper()


def _full(before: str, short: str) -> str | None:
    """Give the words at the end of a text whose initials a short name is; small ones may count or not."""
    letters = list(short.upper())
    for word in reversed(list(WORD.finditer(before))):
        is_small = word[0].lower() in SMALL_WORDS
        if word[0][0].upper() == letters[-1] and not (is_small and len(letters) == 1):
            letters.pop()
        elif not is_small:
            return None
        if not letters:
            return before[word.start() :] if word[0][0].isupper() else None
    return None


def join_short_names(
    scratch: sqlite3.Connection, shorts: Iterable[tuple[str, Sequence[str]]], evidence: Evidence | None
) -> None:
    """Join who speaks under a short name with whom it is short for; who does not speak under it gets it as a name.

    What a short name is short for, an article tells; or, of one of three letters or more, that its letters are the
    initials of one speaker alone, whom an article in which it speaks names in full.

    Args:
        scratch: Has the table `joined` of those who speak, which is changed.
        shorts: Short names, and what each is short for.
        evidence: Looks for words in the articles in which a name speaks; None believes only what is explained.
    """
    scratch.execute("CREATE TABLE called (name TEXT, letters TEXT, short INTEGER, row INTEGER)")
    scratch.executemany("INSERT INTO called VALUES (?, ?, ?, ?)", _called(scratch))
    for columns in ("letters, short", "name"):
        scratch.execute(f"CREATE INDEX called_by_{columns[:4]} ON called ({columns})")
    for short, full in shorts:
        _explain(scratch, short, full, evidence)
    if evidence is not None:
        home_of = "SELECT row FROM called WHERE name = ? AND NOT short LIMIT 1"  # where an earlier move has put it
        for own, name in _by_initials(scratch):
            if evidence.holds(own, {name}):
                [(home,)] = scratch.execute(home_of, [name])
                _move(scratch, own, home)
    scratch.execute("DROP TABLE called")


def _called(scratch: sqlite3.Connection) -> Iterator[tuple[str, str, bool, int]]:
    for row, names in scratch.execute("SELECT rowid, names FROM joined WHERE named"):
        for name in json.loads(names):
            if _SHORT.fullmatch(name):
                yield name, name.replace(".", ""), True, row
            elif " " in name:
                yield name, initials(name), False, row


def _explain(scratch: sqlite3.Connection, short: str, full: Sequence[str], evidence: Evidence | None) -> None:
    select = "SELECT DISTINCT row FROM called WHERE NOT short AND name IN (SELECT value FROM json_each(?))"
    homes = scratch.execute(select, [json.dumps(full)]).fetchall()
    if len(homes) != 1:
        return
    [(home,)] = homes
    own = scratch.execute("SELECT name FROM called WHERE short AND letters = ?", [short]).fetchall()
    for (name,) in own:
        # What is short for several things is meant so where an article has both.
        if len(full) == 1 or (evidence is not None and evidence.holds(name, full)):
            _move(scratch, name, home)
    if not own:
        scratch.execute("UPDATE joined SET names = json_insert(names, '$[#]', ?) WHERE rowid = ?", [short, home])


def _by_initials(scratch: sqlite3.Connection) -> list[tuple[str, str]]:
    """Give short names, and the name of the one whose initials each has."""
    return scratch.execute(
        "SELECT a.name, min(b.name) FROM called a JOIN called b"
        " ON b.letters = a.letters AND NOT b.short WHERE a.short AND length(a.letters) >= ?"
        " GROUP BY a.name HAVING count(DISTINCT b.row) = 1 ORDER BY a.name",
        [_TELLING],
    ).fetchall()


def _move(scratch: sqlite3.Connection, short: str, home: int) -> None:
    """Join the speaker of a short name with another, unless that is done."""
    select = "SELECT names, roles, statements FROM joined WHERE rowid = ?"
    [(row,)] = scratch.execute("SELECT row FROM called WHERE name = ? AND short LIMIT 1", [short])
    if row == home:
        return
    names, roles, said = scratch.execute(select, [home]).fetchone()
    more, others, also = scratch.execute(select, [row]).fetchone()
    together = Counter(json.loads(roles)) + Counter(json.loads(others))
    scratch.execute(
        "UPDATE joined SET names = ?, roles = ?, statements = ? WHERE rowid = ?",
        [json.dumps(json.loads(names) + json.loads(more)), json.dumps(together), said + also, home],
    )
    scratch.execute("DELETE FROM joined WHERE rowid = ?", [row])
    scratch.execute("UPDATE called SET row = ? WHERE row = ?", [home, row])
