import pytest

from onrecord.eval.attribution import Gold
from onrecord.eval.fit_antecedents import Example, cross_validated, examples, first_right, fit, told_by_gender
from onrecord.eval.judging.standoff import AnnotatedStatement
from onrecord.index import Article, Span
from onrecord.index.attribution import StatementFinder
from onrecord.index.entities.antecedents import NOBODY, ranked

pytest.importorskip("scipy", reason="SciPy fits the weights")

CASES = [Example(f"a{n}", ({"near": 1.0}, {"far": 1.0}), (n % 10 != 0, n % 10 == 0)) for n in range(200)]


def test_weights_are_probabilities() -> None:
    weights = fit(CASES, decay=0.01)
    near, far = ranked(CASES[0].rows, weights)
    assert near == pytest.approx(0.9, abs=0.01)
    assert near + far == pytest.approx(1)
    assert weights[NOBODY] <= weights["far"] + 0.001


def test_who_is_likeliest_is_judged_on_articles_not_seen() -> None:
    chances = cross_validated(CASES, 5)
    assert first_right(CASES, chances).value == 0.9


def test_pronouns_are_gathered_with_everybody_who_may_be_meant() -> None:
    text = "Susan Grant met Anna Hill on Friday. “The bridge is unsafe,” she said."
    place = text.index("she")
    said = AnnotatedStatement(
        "a", (Span(37, 61),), Span(place, place + 3), None, "Susan Grant", "person", "pronoun", "direct", "said"
    )
    gold = Gold((Article(id="a", text=text),), {}, {"a": [said]})
    (example,) = examples(StatementFinder.load(), gold)
    assert example.right == (True, False)


def test_a_gender_tells_who_is_meant() -> None:
    text = "Susan Grant met Tom Hill on Friday. “The bridge is unsafe,” she said. The bridge is old, Grant said."
    (example,) = told_by_gender(StatementFinder.load(), [Article(id="a", text=text)])
    assert example.right == (True, False)
    assert not example.annotated
    assert not {name for row in example.rows for name in row if "gender" in name}
    alone = Article(id="a", text=text.replace("Tom", "Anna"))
    assert not told_by_gender(StatementFinder.load(), [alone])
