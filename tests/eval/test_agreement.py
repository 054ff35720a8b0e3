import random
from dataclasses import replace
from pathlib import Path

import pytest
from sklearn.metrics import cohen_kappa_score

from onrecord.eval.agreement import agree, kappa, main, paired
from onrecord.eval.judging.ratios import Ratio
from onrecord.eval.judging.standoff import AnnotatedStatement
from onrecord.index import Article, Span

TEXT = "“It rains all day,” Ann Lee said. She denied that the roof leaks."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


FIRST = AnnotatedStatement(
    article_id="a",
    content=(span("“It rains all day,”"),),
    source=span("Ann Lee"),
    cue=span("said"),
    entity="Ann Lee",
    speaker_type="person",
    mention="name",
    kind="direct",
    cue_class="said",
)
SECOND = replace(
    FIRST, content=(span("that the roof leaks"),), kind="indirect", mention="pronoun", cue_class="denied"
)
ARTICLE = Article(id="a", text=TEXT)


def test_one_reading_agrees_with_itself() -> None:
    figures = agree(ARTICLE, [FIRST, SECOND], [FIRST, SECOND])
    assert {ratio.value for ratio in figures.values()} == {1.0}
    assert figures["said, F1 of claims"].whole == 2, "what was denied is no claim"


def test_readings_are_compared_pair_by_pair() -> None:
    other = replace(FIRST, content=(span("“It rains"),), entity="Bo Fox", kind="mixed")
    figures = agree(
        ARTICLE, [FIRST, SECOND], [other, replace(SECOND, cue_class="said"), replace(SECOND, entity="Lee")]
    )
    assert figures["any class, F1 of pairs"] == Ratio(4, 5)
    assert figures["of pairs, speaker"] == Ratio(1, 2)
    assert figures["of pairs, the same letters"] == Ratio(1, 2), "it rains, and not all day"
    assert figures["of pairs, kind"] == Ratio(1, 2)
    assert figures["of pairs, class"] == Ratio(1, 2)


def test_half_of_the_letters_must_be_shared() -> None:
    assert paired(TEXT, [FIRST], [replace(FIRST, content=(span("day"),))]) == []


def test_kappa_is_cohens() -> None:
    rng = random.Random(5)
    pairs = [(rng.choice("aab"), rng.choice("abb")) for _ in range(200)] + [("c", "c")] * 30
    first, second = (list(column) for column in zip(*pairs, strict=True))
    assert kappa(pairs) == pytest.approx(cohen_kappa_score(first, second))
    assert kappa([("a", "a")] * 3) == 1


def test_two_readers_agree_on_news(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--articles", str(corpora / "multihoprag" / "articles.jsonl")]) == 0
    head, claims, *_ = capsys.readouterr().out.splitlines()
    assert head == "41 articles read twice"
    assert 0.85 < float(claims[:5]) < 0.99
