"""Short names that a corpus explains are names of whom they are short for."""

import json
import sqlite3
from collections.abc import Collection, Iterable

import pytest

from onrecord.index.entities.short_names import ShortNames, explained, initials, join_short_names
from onrecord.index.storage.schema import Connection

from ..directories import joined_speakers

DAMS = "Office of the Veldan Dam Engineers"


class Told:
    """Articles in which some names stand in full."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def holds(self, name: str, words: Collection[str]) -> bool:
        return not set(words).isdisjoint(self.names)

    def other_sex(self, surname: str, name: str) -> bool:
        return False

    def spread(self, names: Iterable[str]) -> int:
        return 0

    def sole(self, surname: str, names: Collection[str]) -> bool:
        return False

    def shared(self, name: str, names: Iterable[str], *, but: Collection[str]) -> int:
        return 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"The {DAMS} (OVDE) warned of floods.", [("OVDE", DAMS)]),
        ("Ira Kest-Molan (“IKM”) left.", [("IKM", "Ira Kest-Molan")]),
        ("the National Ferry Board, or N.F.B., met", [("NFB", "National Ferry Board")]),
        ("Zeno Quist, known as “ZQ,” founded it", [("ZQ", "Zeno Quist")]),
        ("the NFB (National Ferry Board) met", [("NFB", "National Ferry Board")]),
        ("Zeno Quist (Getty), and the value-added tax (VAT)", []),
        ("sold in Orlo (AMZ)", []),
    ],
)
def test_articles_explain_short_names(text: str, found: list[tuple[str, str]]) -> None:
    assert [*explained(text)] == found


def test_each_short_name_comes_once_with_all_that_it_is_short_for() -> None:
    shorts = ShortNames(sqlite3.connect(":memory:", factory=Connection))
    for text in ("Vale City Council (VCC)", "Vale Chess Club (VCC)", "the Vale Chess Club (VCC)"):
        shorts.add(text)
    assert [*shorts] == [("VCC", ["Vale Chess Club", "Vale City Council"])]


def test_initials_leave_small_words_out() -> None:
    assert [initials(DAMS), initials("Ira Kest-Molan")] == ["OVDE", "IKM"]


def test_who_speaks_under_a_short_name_is_one_with_the_full_name() -> None:
    rows = [(DAMS, "agency", 3), ("OVDE", None, 2), ("Ann Doe", None, 1)]
    together, other = joined_speakers(rows, shorts=[("OVDE", [DAMS])])
    assert (together.name, together.names, together.statements) == (DAMS, [DAMS, "OVDE"], 5)
    assert other.names == ["Ann Doe"]


def test_a_short_name_under_which_nobody_speaks_is_one_more_name() -> None:
    [one] = joined_speakers([(DAMS, None, 3)], shorts=[("OVDE", [DAMS])])
    assert (one.name, one.names, one.statements) == (DAMS, [DAMS, "OVDE"], 3)


def test_what_is_short_for_two_who_speak_is_neither() -> None:
    rows = [("Vale Chess Club", None, 2), ("Vale City Council", None, 1), ("VCC", None, 1)]
    assert len(joined_speakers(rows, shorts=[("VCC", ["Vale Chess Club", "Vale City Council"])])) == 3


def test_what_is_short_for_several_things_is_meant_so_where_an_article_says_so() -> None:
    rows = [("Vale Chess Club", None, 2), ("VCC", None, 1)]
    shorts = [("VCC", ["Vale Chess Club", "Vale City Council"])]
    assert len(joined_speakers(rows, evidence=Told(), shorts=shorts)) == 2
    assert len(joined_speakers(rows, evidence=Told("Vale Chess Club"), shorts=shorts)) == 1


@pytest.mark.parametrize(
    ("short", "told", "count"),
    [("IKM", ["Ira Kest-Molan"], 1), ("IKM", [], 2), ("IK", ["Ira Kest-Molan"], 2)],
)
def test_initials_alone_tell_in_an_article_with_the_full_name(short: str, told: list[str], count: int) -> None:
    rows = [("Ira Kest-Molan", None, 2), (short, None, 1)]
    assert len(joined_speakers(rows, evidence=Told(*told))) == count


class Believing:
    """Evidence that holds everything."""

    def holds(self, name: str, words: Collection[str]) -> bool:
        """Believe."""
        return bool(name and words)

    def other_sex(self, surname: str, name: str) -> bool:
        """Tell nothing."""
        return not (surname or name)

    def spread(self, names: Iterable[str]) -> int:
        """Count."""
        return len(list(names))

    def sole(self, surname: str, names: Collection[str]) -> bool:
        """Believe."""
        return bool(surname and names)

    def shared(self, name: str, names: Iterable[str], *, but: Collection[str]) -> int:
        """Count."""
        return len({name, *names} - set(but))


def test_a_speaker_who_was_joined_is_found_where_they_are_now() -> None:
    scratch = sqlite3.connect(":memory:")
    scratch.execute("CREATE TABLE joined (names TEXT, roles TEXT, statements INTEGER, named INTEGER)")
    for names in (["Orlo Rail ABC", "ABC"], ["ORA"], ["Alpha Beta Corp"]):
        scratch.execute("INSERT INTO joined VALUES (?, '{}', 1, 1)", [json.dumps(names)])
    join_short_names(scratch, [], Believing())
    [(joined, said)] = scratch.execute("SELECT names, statements FROM joined")
    assert set(json.loads(joined)) == {"Orlo Rail ABC", "ABC", "ORA", "Alpha Beta Corp"}
    assert said == 3
