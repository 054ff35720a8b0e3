"""Names and speakers, looked up on disk."""

from pathlib import Path

import pytest

from onrecord.index import Directory, IndexCorrupt, skeleton
from tests.index.directories import directory_of

SPEAKERS: list[tuple[str, str | None, int]] = [
    ("Ada Morrow", "mayor of Linden", 5),
    ("Morrow", "Mayor", 2),
    ("Bo Lind", None, 3),
    ("he", None, 9),
    ("the mayor", None, 1),
]


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    path = tmp_path / "names.db"
    counts = {"Zelensky": 9, "Zelenskyy": 4, "NATO": 3, "Nato": 7}
    return directory_of(path, SPEAKERS, counts, [["Zelensky", "Zelenskyy"]])


def test_names_are_found_in_any_case_and_spelling(directory: Directory) -> None:
    assert directory.name("ZELENSKYY") == "Zelenskyy"
    assert directory.name("nato") == "Nato"
    assert directory.name("Putin") is None
    assert directory.named_like("zelensky") == "Zelensky"
    assert directory.spellings("zelenskyy") == ("Zelensky", "Zelenskyy")
    assert directory.spellings("Nato") == ()
    assert directory.skeletons("z", 5, 10) == ["zelensky"]
    assert directory.skeletons("z", 9, 10) == []


def test_speakers_are_joined_and_numbered(directory: Directory) -> None:
    first, second = directory.speakers()
    assert (first.name, first.names, first.statements) == ("Ada Morrow", ["Ada Morrow", "Morrow"], 7)
    assert second.name == "Bo Lind"
    assert directory.speaker(1) == second
    assert directory.speaker_named("Morrow") == 0
    assert directory.speaker_named("he") is None
    assert directory.speakers_with_words([skeleton("Morrow"), "lind", "x"]) == [0, 1]
    assert [one.name for one in directory.speakers_with_stems({"mayor", "linde"})] == ["Ada Morrow"]
    assert list(directory.speakers_with_stems({"mayor", "paris"})) == []
    assert directory.last_words("l") == ["lind"]


def test_everybody_has_a_voice(directory: Directory) -> None:
    assert directory.voices(["Bo Lind", "nobody", "Ada Morrow"]) == [0, 2]
    assert directory.voices(["he"]) == [3]


def test_a_missing_or_damaged_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexCorrupt, match=r"names\.db: is missing"):
        Directory(tmp_path / "names.db")
    (tmp_path / "names.db").write_bytes(b"not a database" * 1000)
    with pytest.raises(IndexCorrupt, match=r"names\.db"):
        Directory(tmp_path / "names.db")
