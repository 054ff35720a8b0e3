"""Who is asked for by the side they take: neither whom they take it on, nor those of the other side."""

import numpy as np
import pytest

from onrecord.index import Article
from onrecord.search import Engine
from onrecord.search.answers.sides import by_side
from onrecord.search.answers.units import Unit


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who disagrees with Putin?", "Vladimir Putin"),
        ("who criticised Torvald Ekholm", "Torvald Ekholm"),
        ("Who opposes Ines Carrow?", "Ines Carrow"),
    ],
)
def test_nobody_takes_a_side_on_themselves(engine: Engine, question: str, name: str) -> None:
    answer = engine.ask(question)
    cited = [one.statement.speaker for one in (*answer.citations, *answer.closest) if one.statement is not None]
    assert name not in cited


def test_who_supports_cites_nobody_who_threatens_or_mocks(engine: Engine) -> None:
    answer = engine.ask("Who supports sending Tomahawks?")
    first = answer.citations[0]
    told = first.quote if first.statement is None else first.statement.as_written
    assert "Estonia’s foreign minister" in told
    assert not [one.quote for one in answer.citations if "winter budget" in one.quote or "Putin" in one.quote]


def test_what_takes_the_side_leaves_out_what_takes_none_only_where_it_is_about_as_likely() -> None:
    texts = ("Roe backs the tram.", "Doe spoke of the tram.", "Poe opposes the tram.")
    articles = [Article(id=str(n), text=text) for n, text in enumerate(texts)]
    units = [Unit(one, 0, len(one.text), 0, 0, None) for one in articles]
    near, far = np.array([0.0, 1.5, -0.4]), np.array([0.0, 3.0, 1.0])
    sided = by_side("Who supports the tram?", units, near)
    assert sided[0] == 0.0
    assert max(sided[1:]) < -2.0
    assert by_side("Who supports the tram?", units, far).tolist() == far.tolist()
    assert by_side("Who saw the tram?", units, near).tolist() == near.tolist()
    assert int(np.argmax(by_side("Who opposes the tram?", units, near))) == 2
