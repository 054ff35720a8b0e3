"""Words in quote marks right behind a report of the same speaker's are on what the report is on."""

from typing import Literal

import numpy as np
import pytest

from onrecord.index import Article, Span, Statement
from onrecord.search.answers.continued import continued
from onrecord.search.answers.units import Unit

TEXT = (
    "Vale said that the missiles would push the war into danger. “This would be a new stage,” he told the club. "
    "Harbours stay open, Brandt said. “That is all there is to say,” Vale said."
)
ARTICLE = Article(id="a", text=TEXT)


def unit(words: str, speaker: str, kind: Literal["direct", "indirect"]) -> Unit:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    statement = Statement(
        article=ARTICLE, speaker=speaker, as_written=speaker, as_written_span=None, role=None, cue="said",
        content=(span,), kind=kind, paragraph=0,
    )  # fmt: skip
    return Unit(ARTICLE, span.start, span.end, 0, 0, statement)


REPORT = unit("that the missiles would push the war into danger", "Vale", "indirect")
QUOTE = unit("This would be a new stage,", "Vale", "direct")
OTHER = unit("Harbours stay open", "Brandt", "indirect")
LAST = unit("That is all there is to say,", "Vale", "direct")


@pytest.mark.parametrize(
    ("units", "scores", "found"),
    [
        ([REPORT, QUOTE], [1.0, -1.0], [1.0, 1.0]),
        ([QUOTE, REPORT], [2.0, 1.0], [2.0, 1.0]),
        # Not behind another speaker's words, nor far behind one's own.
        ([OTHER, LAST], [1.0, -1.0], [1.0, -1.0]),
        ([REPORT, LAST], [1.0, -1.0], [1.0, -1.0]),
        ([QUOTE, OTHER], [1.0, -1.0], [1.0, -1.0]),
        ([], [], []),
    ],
)
def test_what_goes_on_answers_as_well(units: list[Unit], scores: list[float], found: list[float]) -> None:
    assert continued(units, np.array(scores)).tolist() == found
