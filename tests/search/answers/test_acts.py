"""Who did something to somebody in words, of whom the question says nothing else."""

import pytest

from onrecord.index import Article, Index, Span, Statement
from onrecord.search import Engine
from onrecord.search.answers.acts import Act, act_of, tells_of
from onrecord.search.answers.units import Unit


@pytest.mark.parametrize(
    ("question", "act"),
    [
        ("who praised Ines Carrow?", ("praised", "", "Ines Carrow", True)),
        ("Who else has thanked Vladimir Putin", ("thanked", "", "Vladimir Putin", False)),
        ("did anyone disagree with Putin?", ("disagree", "", "Putin", True)),
        ("who slammed Ines Carrow?", ("slammed", "", "Ines Carrow", False)),
        ("who decried Ines Carrow?", ("decried", "", "Ines Carrow", False)),
        ("which critics mocked the Orlo Tram Board?", ("mocked", "", "Orlo Tram Board", True)),
        ("who praised Ines Carrow for the new tram?", None),
        ("who praised the tram", None),
        ("who supports sending Tomahawks", None),
        ("who said Putin", None),
        ("who runs Vexa?", None),
        ("what did Putin criticise", None),
    ],
)
def test_a_verb_and_a_name_are_all_that_is_asked(question: str, act: tuple[object, ...] | None) -> None:
    found = act_of(question)
    assert (None if found is None else tuple(found)[:4]) == act


def test_a_refusal_has_the_verb_with_what_leads_to_whom() -> None:
    found = act_of("Who disagrees with Ines Carrow?")
    assert found is not None
    assert "“disagrees with” Ines Carrow" in found.untold


def _unit(text: str, speaker: str | None = None, cue: str = "said") -> Unit:
    article = Article(id="a", text=text)
    whole = Span(0, len(text))
    said = (
        None if speaker is None else Statement(article, speaker, speaker, None, None, cue, (whole,), "direct", 0)
    )
    return Unit(article, *whole, 0, 0, said)


PRAISED = Act("praised", "", "Ines Carrow", side=True, asked="praised")
THANKED = Act("thanked", "", "Ines Carrow", side=False, asked="thanked")
NAMES = ["Ines Carrow", "Carrow"]


@pytest.mark.parametrize(
    ("act", "unit", "tells"),
    [
        (PRAISED, _unit("Gus Low praised Ines Carrow on Monday."), True),
        (PRAISED, _unit("Carrow was praised by the board."), True),
        (PRAISED, _unit("Ines Carrow praised Gus Low on Monday."), False),
        (PRAISED, _unit("Ines Carrow lives in Orlo."), False),
        (PRAISED, _unit("Ines Carrow’s patience", "Gus Low", "lauded"), True),
        (PRAISED, _unit("Carrow is a marvel", "Gus Low"), True),
        (PRAISED, _unit("I praise Carrow every day", "Ines Carrow"), False),
        (PRAISED, _unit("Carrowby council praised Ines Carrow."), True),
        (PRAISED, _unit("Carrowby is a marvel", "Gus Low"), False),
        (THANKED, _unit("Carrow is a marvel", "Gus Low"), False),
        (THANKED, _unit("He thanked Ines Carrow."), True),
    ],
)
def test_what_tells_of_it_has_the_verb_before_the_name(act: Act, unit: Unit, tells: bool, sample: Index) -> None:  # noqa: FBT001 (a case's)
    assert tells_of(act, unit, NAMES, sample.words) is tells


def test_nobody_who_did_it_is_a_refusal_that_says_so(engine: Engine) -> None:
    answer = engine.ask("who congratulated Vladimir Putin?")
    assert not answer.answered
    assert answer.reason is not None
    assert "anybody “congratulated” Vladimir Putin" in answer.reason
    assert answer.closest
