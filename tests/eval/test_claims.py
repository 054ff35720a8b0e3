import json
import runpy
from pathlib import Path

import pytest

from onrecord.eval.claims import Claim, judge_claims, judge_corpus, main, read_claims, same_agent
from onrecord.eval.judging.ratios import Ratio, total
from onrecord.index import JudgmentError

GOLD = [
    Claim("Ann Lee", "The roof will leak when it rains.", "indirect"),
    Claim("Bo Fox", "“It holds”", "direct"),
]


def test_claims_are_paired_by_their_words() -> None:
    figures = judge_claims(GOLD, [Claim("Lee", "the roof will leak when it rains"), Claim("Fox", "nonsense")])
    assert [figures[name] for name in ("P", "R", "held whole")] == [Ratio(1, 2)] * 3
    assert figures["agent right, of pairs"] == Ratio(1, 1)
    assert figures["in place"] == Ratio(1, 2)
    assert (figures["R, indirect"], figures["R, direct"]) == (Ratio(1, 1), Ratio(0, 1))


def test_a_long_claim_holds_short_ones_but_pairs_with_one() -> None:
    both = Claim("Ann Lee", "the roof will leak when it rains and it holds")
    figures = judge_claims(GOLD, [both])
    assert (figures["held whole"], figures["in place"], figures["R"]) == (Ratio(2, 2), Ratio(1, 1), Ratio(1, 2))


def test_the_best_pairs_come_first() -> None:
    twice = [Claim("Bo Fox", "the roof will leak"), Claim("Ann Lee", "the roof will leak when it rains")]
    assert judge_claims(GOLD, twice)["agent right, of pairs"] == Ratio(1, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ann Lee", "Lee", True),
        ("Lee, Ann", "Ann Lee", False),
        ("Tile Guild", "the Tile Guild", True),
        ("", "Lee", False),
    ],
)
def test_agents_agree_by_their_words(one: str, other: str, *, same: bool) -> None:
    assert same_agent(one, other) == same == same_agent(other, one)


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text('{"article": "a", "agent": "b"}\n')
    with pytest.raises(JudgmentError, match=r"claims\.jsonl:1: not a claim"):
        read_claims(path, "utterance")


def test_agrees_with_the_keepers_measure(corpora: Path) -> None:
    seer, keepers = corpora / "seer", corpora.parent / "check" / "claims.py"
    if not seer.is_dir() or not keepers.is_file():
        pytest.skip("SEER's claims and the measure that comes with them are not here")
    theirs = runpy.run_path(str(keepers))
    annotated, found = seer / "claims.jsonl", seer / "llm_consensus.jsonl"
    expected = theirs["scores"](theirs["by_article"](annotated), theirs["by_article"](found))
    figures = total(judge_corpus(read_claims(annotated, "utterance"), read_claims(found, "text")))
    names = {"P": "P", "R": "R", "F1": "F1", "agent": "agent right, of pairs", "held": "held whole"}
    for name, ours in [*names.items(), ("in place", "in place")]:
        assert figures[ours].value == pytest.approx(expected[name]), name
    for kind, recall in expected["recall by kind"].items():
        assert figures[f"R, {kind}"].value == pytest.approx(recall), kind


def test_prints_every_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = {"_id": "a", "title": "", "text": "“The roof will leak when it rains,” Ann Lee said."}
    (tmp_path / "articles.jsonl").write_text(json.dumps(article) + "\n")
    claim = {
        "article": "a",
        "agent": "Ann Lee",
        "kind": "direct",
        "utterance": "The roof will leak when it rains.",
    }
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim) + "\n")
    assert main([str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "1.000 [1.000, 1.000] of     2  F1" in printed
    assert "1.000 [1.000, 1.000] of     1  agent right, of pairs" in printed
