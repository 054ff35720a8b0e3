"""Cuts of prose follow their rule: above the likeliest invention by a margin, and low enough to keep a share."""

from pathlib import Path

import pytest

from onrecord.eval.fit_prose import KEPT, MARGIN, Outcome, fitted, main
from onrecord.search.prose import Finding


def outcome(logit: float, *, faithful: bool, fault: bool = False, corpus: str = "sample") -> Outcome:
    found = Finding(None, ("negation", "it denies") if fault else None, logit)
    return Outcome("x", corpus, "It rained.", faithful, "", found)


def test_cuts_lie_above_the_likeliest_invention_and_keep_a_share() -> None:
    found = [outcome(n / 10, faithful=True) for n in range(100)]
    found += [outcome(4.0, faithful=False), outcome(3.9, faithful=False, corpus="news")]
    found += [outcome(11.0, faithful=False, fault=True)]
    found += [outcome(8.0, faithful=True)._replace(finding=Finding(("number", "no such number")))]
    cut = fitted(found)
    assert cut.told == pytest.approx(4.0 + MARGIN)
    grades = [one.finding.graded(cut)[0] for one in found]
    assert sum(grade != "unsupported" for grade in grades[:100]) >= 100 * KEPT
    assert grades[100:] == ["free", "free", "free", "unsupported"]
    assert cut.least < cut.told


def test_cuts_are_fitted_to_no_held_back_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--part", "held-back", "--fit"])
    assert "fitted on" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([str(tmp_path / "none")])
    assert "none" in capsys.readouterr().err
