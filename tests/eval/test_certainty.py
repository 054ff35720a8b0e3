"""The word that says how certain an attribution is means something: the surer, the more often it is right."""

from onrecord.eval.attribution import SETS, read_set
from onrecord.eval.certainty import judge_certainty
from onrecord.index.attribution import StatementFinder


def test_what_is_sure_is_right_more_often_than_what_is_doubtful() -> None:
    judged = judge_certainty(StatementFinder.load().find, read_set(SETS["sample"]))
    share = {
        word: sum(one.right for one in judged if one.certainty == word)
        / sum(one.certainty == word for one in judged)
        for word in ("sure", "likely", "doubtful")
    }
    assert share["sure"] > share["likely"] > share["doubtful"]
    assert share["sure"] > 0.95
    assert share["doubtful"] < 0.8
