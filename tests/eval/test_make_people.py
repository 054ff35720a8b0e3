"""Nouns are people by the kinds of their counted senses."""

from pathlib import Path

from onrecord.eval.make_people import main, people

DATA = """\
  1 a licence
00000001 18 n 01 referee 0 000 | who decides
00000002 18 n 02 goalie 0 Roe 0 000 | who keeps the goal
00000003 06 n 01 star 0 000 | what shines
00000004 18 n 02 star 0 native 0 000 | who is famous
"""
INDEX = """\
  1 a licence
goalie n 1 0 1 0 00000002
native n 1 0 1 0 00000004
referee n 1 0 1 0 00000001
roe n 1 0 1 0 00000002
star n 2 0 2 0 00000003 00000004
"""


def test_a_noun_is_a_person_by_its_counted_senses(tmp_path: Path) -> None:
    (tmp_path / "data.noun").write_text(DATA, encoding="utf-8")
    (tmp_path / "index.noun").write_text(INDEX, encoding="utf-8")
    (tmp_path / "index.adj").write_text("native a 1 0 1 0 00000009\n", encoding="utf-8")
    (tmp_path / "cntlist.rev").write_text("star%1:18:00:: 2 1\nstar%2:30:00:: 1 90\n", encoding="utf-8")
    assert people(tmp_path) == ["goalie", "referee", "star"]
    (tmp_path / "cntlist.rev").write_text("star%1:06:00:: 1 9\n", encoding="utf-8")
    assert people(tmp_path) == ["goalie", "referee"]
    assert main([str(tmp_path), "--out", str(tmp_path / "people.txt")]) == 0
    assert (tmp_path / "people.txt").read_text("utf-8").splitlines()[-1] == "goalie referee"
