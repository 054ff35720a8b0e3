"""Verbs are deeds by the kinds of their counted senses."""

from pathlib import Path

from onrecord.eval.make_deeds import deed_shares, main

SENSES = """\
fire%2:33:00:: 00000001 1 9
fire%2:37:00:: 00000002 2 1
fire%1:11:00:: 00000003 1 50
hold_out%2:42:00:: 00000004 1 2
say%2:32:00:: 00000005 1 7
throw_a_fit%2:37:00:: 00000006 1 3
zap%2:35:00:: 00000007 1 0
"""


def test_a_verb_is_a_deed_by_its_counted_senses(tmp_path: Path) -> None:
    (tmp_path / "index.sense").write_text(SENSES, encoding="utf-8")
    assert deed_shares(tmp_path) == {"fire": 0.9, "hold_out": 0.0, "say": 0.0}
    assert main([str(tmp_path), "--out", str(tmp_path)]) == 0
    told = {name: (tmp_path / f"{name}.txt").read_text("utf-8").splitlines() for name in ("deeds", "no_deeds")}
    assert told["deeds"][-1] == "fire"
    assert told["no_deeds"][-1] == "hold_out"
