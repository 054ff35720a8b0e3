"""A model invents, and writes faithfully: no invention is shown as supported, and faithful sentences are kept."""

from collections.abc import Iterator

import pytest

from onrecord.eval.prose_cases import Case, numbers_of, quotes_of, read_cases
from onrecord.search import Answer, Engine
from onrecord.search.prose import Endpoint, Prose, ProseSentence, Writer
from tests.endpoint import Scripted, scripted

ASKED = Answer("what is said", answered=True, reason=None, confidence=1.0, text="", citations=(), hits=())
KEPT = {"": 0.94, "natural": 0.98, "free": 0.8}
"""Shares of the faithful sentences that are to be supported or put freely, by kind (docs/prose.md)."""

SUPPORTED = {"": 0.53, "natural": 0.35, "free": 0.05}
"""Shares that are to be supported; the others come with the mark."""

PASSED = 0
MARKED = 0.31
"""What inventions still come through (docs/prose.md): fresh ones that are supported, and the share put freely."""


def written(engine: Engine, model: Scripted) -> Iterator[tuple[Case, ProseSentence]]:
    """Have the model write every case, each in an answer of its own."""
    endpoint = Endpoint(model.url, "scripted", seconds=30)
    writer = Writer(engine, endpoint, show="all")
    for quotes, cases in quotes_of(engine.index, read_cases()):
        for case in cases:
            marks = "".join(f"[{n}]" for n in numbers_of(quotes, case))
            model.says(f"{case.sentence} {marks}")
            *_, prose = writer.stream_from(quotes, ASKED)
            assert isinstance(prose, Prose)
            assert prose.sentences, case
            for one in prose.sentences:
                yield case, one
    endpoint.close()


@pytest.fixture(scope="module")
def outcomes(engine: Engine) -> list[tuple[Case, ProseSentence]]:
    with scripted() as model:
        return list(written(engine, model))


def test_there_are_enough_cases() -> None:
    cases = read_cases()
    assert len({case.sentence for case in cases if not case.faithful}) >= 200
    assert len({case.sentence for case in cases if case.faithful}) >= 100
    assert {case.kind for case in cases} >= {
        "negation",
        "speaker",
        "number",
        "date",
        "name",
        "quotation",
        "opposite",
    }
    assert all(case.why for case in cases if not case.faithful)


def test_no_invention_is_shown_as_supported(outcomes: list[tuple[Case, ProseSentence]]) -> None:
    shown = [case for case, one in outcomes if not case.faithful and one.supported]
    assert [case.sentence for case in shown if not case.fresh] == []
    assert len(shown) <= PASSED


def test_few_inventions_are_shown_with_a_mark(outcomes: list[tuple[Case, ProseSentence]]) -> None:
    grades = [one.grade for case, one in outcomes if not case.faithful]
    assert grades.count("free") <= MARKED * len(grades)


def test_faithful_sentences_are_kept(outcomes: list[tuple[Case, ProseSentence]]) -> None:
    for kind, least in KEPT.items():
        kept = [one.grade != "unsupported" for case, one in outcomes if case.faithful and case.kind == kind]
        assert sum(kept) >= least * len(kept), kind
        supported = [one.supported for case, one in outcomes if case.faithful and case.kind == kind]
        assert sum(supported) >= SUPPORTED[kind] * len(supported), kind


def test_a_citation_of_another_quote_does_not_count(engine: Engine) -> None:
    """The same faithful sentences, each with the number of a quote of somebody else."""
    some = [(quotes, case) for quotes, cases in quotes_of(engine.index, read_cases()[:80]) for case in cases]
    with scripted() as model:
        endpoint = Endpoint(model.url, "scripted", seconds=30)
        writer = Writer(engine, endpoint, show="all")
        wrong = 0
        for quotes, case in some:
            others = [one.n for one in quotes if one.n not in numbers_of(quotes, case)]
            for n in (*others, 99):
                model.says(f"{case.sentence} [{n}]")
                *_, prose = writer.stream_from(quotes, ASKED)
                assert isinstance(prose, Prose)
                assert not any(one.supported for one in prose.sentences), (case.sentence, n)
                wrong += 1
        endpoint.close()
    assert wrong > 100
