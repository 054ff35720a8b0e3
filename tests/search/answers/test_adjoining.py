"""Two units that stand side by side and both answer are one quotation."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.index import Article, Span, Statement
from onrecord.search.answers.adjoining import in_full, with_neighbour
from onrecord.search.answers.unit_reader import UnitReader
from onrecord.search.answers.units import Unit

TEXT = (
    "The ferry sank at noon. Forty people were aboard. “We heard a bang,” said Roe. She added that the lights"
    " went out. Doe said that nobody was hurt. Divers went down at dusk."
)
ARTICLE = Article("a", TEXT)


def written(text: str, *, article: Article = ARTICLE, paragraph: int = 0) -> Unit:
    start = TEXT.index(text)
    return Unit(article, start, start + len(text), 0, paragraph, None)


def said(text: str, speaker: str, *, direct: bool = False) -> Unit:
    start = TEXT.index(text)
    spans = (Span(start, start + len(text)),)
    statement = Statement(
        ARTICLE, speaker, "she", None, None, "said", spans, "direct" if direct else "indirect", 0, 0.9
    )
    return Unit(ARTICLE, start, start + len(text), 0, 0, statement)


SANK, FORTY = written("The ferry sank at noon."), written("Forty people were aboard.")


def quoted(number: int, units: list[Unit], *scores: float) -> str:
    return with_neighbour(number, units, np.array(scores)).text


def test_a_sentence_is_quoted_with_the_one_beside_it_that_answers_as_well() -> None:
    assert quoted(0, [FORTY, SANK], 1.0, 0.5) == "The ferry sank at noon. Forty people were aboard."
    assert quoted(1, [FORTY, SANK], 0.5, 1.0) == "The ferry sank at noon. Forty people were aboard."


def test_of_two_beside_it_the_likelier_is_quoted() -> None:
    units = [FORTY, SANK, said("We heard a bang,", ""), written("Divers went down at dusk.")]
    assert quoted(0, units, 1.0, 0.9, 0.95, 1.0) == "The ferry sank at noon. Forty people were aboard."


def test_what_answers_less_or_stands_elsewhere_is_left_out() -> None:
    assert quoted(0, [FORTY, SANK], 1.0, -0.5) == FORTY.text
    assert quoted(0, [FORTY, written("Divers went down at dusk.")], 1.0, 1.0) == FORTY.text
    assert quoted(0, [FORTY, written(SANK.text, article=Article("b", TEXT))], 1.0, 1.0) == FORTY.text
    assert quoted(0, [SANK, written(FORTY.text, paragraph=2)], 1.0, 1.0) == SANK.text


def test_words_go_with_words_of_the_same_speaker_alone() -> None:
    bang, lights, nobody = (
        said("We heard a bang", "Jane Roe"),
        said("the lights went out", "Jane Roe"),
        said("nobody was hurt", "Ed Doe"),
    )
    both = with_neighbour(1, [bang, lights, nobody], np.array([0.5, 1.0, 1.0]))
    assert both.text == "We heard a bang,” said Roe. She added that the lights went out"
    assert both.statement is not None
    assert both.statement.speaker == "Jane Roe"
    assert both.statement.kind == "indirect"
    assert [TEXT[start:end] for start, end in both.statement.content] == [bang.text, lights.text]


def test_words_in_quote_marks_stay_by_themselves() -> None:
    bang, lights = said("We heard a bang,", "Jane Roe", direct=True), said("the lights went out.", "Jane Roe")
    assert with_neighbour(0, [bang, lights], np.array([1.0, 1.0])) == bang
    assert with_neighbour(1, [bang, lights], np.array([1.0, 1.0])) == lights


def test_a_quotation_stays_short() -> None:
    text = " ".join(["word"] * 70) + ". " + " ".join(["more"] * 20) + "."
    article = Article("long", text)
    end = text.index(".") + 1
    units = [Unit(article, 0, end, 0, 0, None), Unit(article, end + 1, len(text), 0, 0, None)]
    assert with_neighbour(0, units, np.array([1.0, 1.0])) == units[0]


def test_what_is_surely_an_answer_too_is_quoted_with_it() -> None:
    both = "The ferry sank at noon. Forty people were aboard."
    assert quoted(0, [FORTY, SANK], 8.0, 5.5) == both
    assert quoted(0, [FORTY, SANK], 8.0, 4.5) == FORTY.text


def read_as(logits: dict[str, float]) -> Callable[[Sequence[Unit]], NDArray[np.float32]]:
    return lambda units: np.array([logits[one.text] for one in units], np.float32)


def test_a_unit_is_quoted_with_the_one_beside_it_where_both_answer_better() -> None:
    divers = written("Divers went down at dusk.")
    both = "The ferry sank at noon. Forty people were aboard."
    units = [FORTY, divers, SANK]
    assert in_full(FORTY, units, read_as({FORTY.text: 2.0, both: 3.5})).text == both
    assert in_full(SANK, units, read_as({SANK.text: 2.0, both: 3.5})).text == both
    assert in_full(FORTY, units, read_as({FORTY.text: 2.0, both: 2.5})) == FORTY
    assert in_full(divers, units, read_as({})) == divers


def test_in_full_words_in_quote_marks_stay_by_themselves() -> None:
    bang, lights = said("We heard a bang,", "Jane Roe", direct=True), said("the lights went out.", "Jane Roe")
    assert in_full(lights, [bang, lights], read_as({})) == lights


def test_the_reader_tells_whether_both_answer_better() -> None:
    reader, units = UnitReader(), [FORTY, SANK]

    def answer(question: str) -> str:
        return in_full(FORTY, units, lambda read: reader.read([(question, one.read) for one in read])).text

    assert answer("How many were aboard the ferry that sank at noon?") == FORTY.text
    both = answer("How many people were on the ferry, and when did it sink?")
    assert both == "The ferry sank at noon. Forty people were aboard."
