import pytest

from onrecord.eval.ablate_attribution import (
    Corpus,
    Effect,
    ablate,
    annotated_corpus,
    effect,
    main,
    print_table,
    ways,
)
from onrecord.eval.attribution import read_set
from onrecord.eval.judging.ratios import Ratio
from onrecord.eval.judging.standoff import SAMPLE
from onrecord.index import Article, Statement
from onrecord.index.attribution import StatementFinder
from onrecord.index.switches import rules


def nothing(article: Article) -> list[Statement]:
    del article
    return []


def corpus() -> Corpus:
    gold = read_set(SAMPLE)
    return annotated_corpus("sample", type(gold)(gold.articles[:6], gold.attributions, gold.statements))


def test_what_is_left_out_is_missed() -> None:
    find = StatementFinder.load().find
    (name, falls), (_, same) = ablate(find, {"all": nothing, "none": find}, [corpus()])
    assert name == "all"
    assert all(one.fall > 0.4 and one.low > 0 for one in falls)
    assert same == [Effect(0, 0, 0)] * 6


def test_an_effect_is_a_difference_of_sums() -> None:
    before, after = [{"a": Ratio(3, 4)}, {"a": Ratio(1, 4)}], [{"a": Ratio(2, 4)}, {"a": Ratio(1, 4)}]
    one = effect(before, after, "a")
    assert one.fall == pytest.approx(1 / 8)
    assert one.low == 0
    assert str(one) == "+0.125 [+0.000, +0.250]"
    assert str(Effect(0.1, 0.05, 0.2)) == "**+0.100 [+0.050, +0.200]**"
    assert str(Effect(0, 0, 0)) == "·"


def test_every_rule_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    find = StatementFinder.load().find
    lacking = ways(find)
    assert set(lacking) >= set(rules())
    assert len(lacking) > 10
    print_table(find, {name: lacking[name] for name in ("coreference", "sieve: pronoun")}, [corpus()])
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head.startswith("| without | sample: statements F1 | ")
    assert all("**" in row for row in rows), "who speaks is not known any more, and it shows"


def test_a_rule_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "nonsense"])
    assert "no rule is called nonsense; there are: " in capsys.readouterr().err
