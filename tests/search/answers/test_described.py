"""Whom a question describes: who is called so beside the name, and nobody with another office."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.index import Article, Span, Statement
from onrecord.search.answers.asked import Asked, AskedSpeaker
from onrecord.search.answers.described import Described, described
from onrecord.search.answers.office_words import description
from onrecord.search.answers.speaker_linker import SpeakerBook
from onrecord.search.answers.units import Unit
from tests.index.directories import directory_of

TEXT = (
    "Veldania cut its rates. Governor Ada Prell Jr. said: “It was time.” The finance minister, Bo Quist, said:"
    " “At last.” “I like dogs,” said Ida Quast, wife of a former governor. Tom Roach, a dentist, said: “Too late.”"
    " “I shall buy a boat,” said the watchman."
)
SAID = {
    "It was time.": ("Ada Prell Jr.", "chairman"),
    "At last.": ("Bo Quist", "finance minister"),
    "I like dogs,": ("Ida Quast", "wife of a former governor"),
    "Too late.": ("Tom Roach", None),
    "I shall buy a boat,": (None, None),
}
SAY = "what did {} say of it"
ALL = frozenset({"Ada Prell Jr.", "Bo Quist", "Ida Quast", "Tom Roach"})


def units() -> list[Unit]:
    article = Article("a", TEXT, "Rates")
    found = []
    for words, (name, role) in SAID.items():
        span = Span(TEXT.index(words), TEXT.index(words) + len(words))
        statement = Statement(article, name, name or "the watchman", None, role, "said", (span,), "direct", 0)
        found.append(Unit(article, span.start, span.end, 0, 0, statement))
    return found


def described_by(
    path: Path,
    phrase: str,
    question: str = "what did {} say of it",
    *,
    certain: bool = True,
    by_name: bool = False,
    topic: str = "it",
) -> Described:
    rows = [(name, role, 1) for name, role in SAID.values() if name]
    directory = directory_of(path / "names.db", rows)
    meant = tuple(SpeakerBook(directory).meant(phrase))
    one = AskedSpeaker(phrase, meant, by_name=by_name, description=description(phrase))
    asked = Asked(speech=True, certain=certain, who=False, speakers=(one,), mentions=(), topic=topic)
    return described(question.format(phrase), asked, units(), directory)


def others(found: Described) -> set[str | None]:
    said = (one.statement for one, other in zip(units(), found.others, strict=True) if other)
    return {one.speaker for one in said if one is not None}


@pytest.mark.parametrize(
    ("phrase", "left"),
    [
        ("the Veldanian finance minister", "Bo Quist"),
        ("Veldania's finance minister", "Bo Quist"),
        ("the Veldanian governor", "Ada Prell Jr."),  # beside the name, and no role
        ("the governor's wife", "Ida Quast"),
    ],
)
def test_who_alone_is_called_so_is_meant(tmp_path: Path, phrase: str, left: str) -> None:
    found = described_by(tmp_path, phrase)
    assert [one.name for one in found.asked.speakers[0].speakers] == [left]
    # Of whom the article tells nothing may be anything, but for a governor, of whom it has another's name.
    assert others(found) == ALL - {left} - (set() if phrase.endswith("governor") else {"Tom Roach"})


def test_where_an_article_has_the_title_before_a_name_nobody_else_is_meant(tmp_path: Path) -> None:
    assert "Tom Roach" in others(described_by(tmp_path, "the Orlo governor"))


def test_where_nobody_is_called_so_anybody_may_be(tmp_path: Path) -> None:
    found = described_by(tmp_path, "the Orlo finance minister")
    assert not found.asked.speakers[0].speakers
    assert not others(found)


def test_with_no_topic_nobody_is_meant_who_is_not_called_so(tmp_path: Path) -> None:
    assert others(described_by(tmp_path, "the Orlo finance minister", topic="")) == ALL


@pytest.mark.parametrize(
    ("phrase", "question", "how"),
    [
        ("the Veldanian finance minister", "what job did {} have before", {}),
        ("the Veldanian finance minister", SAY, {"certain": False}),
        ("Bo Quist", SAY, {"by_name": True}),
        ("a finance minister", SAY, {}),
        ("the Veldanian man", SAY, {}),
    ],
)
def test_nobody_is_shut_out_by_what_is_no_office_or_asks_for_no_words(
    tmp_path: Path, phrase: str, question: str, how: dict[str, Any]
) -> None:
    assert not described_by(tmp_path, phrase, question, **how).others.any()
