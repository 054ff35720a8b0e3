"""Floors for who said what, over the sample that comes along: here a change that breaks something shows."""

from pathlib import Path

import pytest

from onrecord.eval.attribution import judge, main, read_set
from onrecord.eval.judging.ratios import Ratio, total
from onrecord.eval.judging.standoff import SAMPLE
from onrecord.index import Article, Statement
from onrecord.index.attribution import StatementFinder
from onrecord.index.switches import without

# A little under the figures of the day they were written.
FLOORS = {
    "statements found": 0.87,
    "statements F1": 0.87,
    "direct, exact F1": 0.91,
    "content token F1": 0.91,
    "speaker, of those found": 0.89,
    "speaker with a name": 0.89,
    "speaker by pronoun": 0.85,
}


@pytest.fixture(scope="module")
def figures() -> dict[str, Ratio]:
    return total(judge(StatementFinder.load().find, read_set(SAMPLE)))


@pytest.mark.parametrize("name", FLOORS)
def test_the_sample_keeps_its_floors(figures: dict[str, Ratio], name: str) -> None:
    assert figures[name].value >= FLOORS[name], name


def test_without_coreference_the_floors_would_not_hold() -> None:
    with without("coreference"):
        off = total(judge(StatementFinder.load().find, read_set(SAMPLE)))
    assert off["speaker by pronoun"].value < FLOORS["speaker by pronoun"] / 2
    assert off["speaker, of those found"].value < FLOORS["speaker, of those found"] / 2
    assert off["statements F1"].value >= FLOORS["statements F1"], "the spans are the same"


def test_all_that_is_annotated_is_found_by_itself() -> None:
    gold = read_set(SAMPLE)

    def annotated(article: Article) -> list[Statement]:
        # Each has a cue of its own, so that none are put together.
        return [
            Statement(article, s.entity, "", s.source, None, repr(s.content), s.content, s.kind, 0)
            for s in gold.statements[article.id]
            if s.cue_class == "said"
        ]

    perfect = total(judge(annotated, gold))
    assert {perfect[name].value for name in FLOORS} == {1.0}


def test_prints_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "--json"]) == 0
    assert '"speaker, of those found": 0.' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["annotated"], "needs --articles"),
        (["sample", "--part", "validation"], "the parts of sample are"),
        (["nowhere", "--part", "learn"], "PolNeAR's parts"),
        (["nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_judged_is_told(arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert why in capsys.readouterr().err


def test_the_annotated_articles_have_the_text_of_the_corpus(corpora: Path) -> None:
    articles = corpora / "multihoprag" / "articles.jsonl"
    assert main(["annotated", "--articles", str(articles), "--json"]) == 0
