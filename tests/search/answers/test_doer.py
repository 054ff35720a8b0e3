"""What others say, where nobody speaks of the person whom a question is about, answers nothing on that person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.index import Index
from onrecord.search.answers.asked_speaker import asked_speakers
from onrecord.search.answers.doer import doer_of, of_another
from onrecord.search.answers.entity_linker import EntityLinker
from onrecord.search.answers.speaker_linker import SpeakerBook
from onrecord.search.answers.units import units_of


@pytest.fixture(scope="module")
def index(sample_index: Path) -> Iterator[Index]:
    index = Index.open(sample_index)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("question", "doer"),
    [
        ("which test did Gareth Pym name for the timetable", "Gareth Pym"),
        ("how many trains does Gareth Pym count", "Gareth Pym"),
        ("what will the Kremlin do", None),
        ("how many trains did Gareth Pym's company run", None),
        ("who met Gareth Pym", None),
    ],
)
def test_the_doer_is_who_comes_behind_the_helping_verb(index: Index, question: str, doer: str | None) -> None:
    found = doer_of(question, EntityLinker(index.directory).mentions(question))
    assert (found.speakers[0].name if found else None) == doer


def test_words_of_others_that_do_not_name_the_doer_are_of_another(index: Index) -> None:
    said = [
        (one.statement, one.row) for one in index.statements(["Gareth Pym", "Ludmila Farr"]) if one.row is not None
    ]
    rows = sorted({row for _, row in said})
    units = units_of(dict(zip(rows, index.passages(rows), strict=True)), said)
    question = "which test did Gareth Pym name for the timetable"
    asked = asked_speakers(question, None, EntityLinker(index.directory), SpeakerBook(index.directory))
    pym = [one for one in units if one.statement is not None and one.statement.speaker == "Gareth Pym"]
    farr = [one for one in units if one.statement is not None and one.statement.speaker == "Ludmila Farr"]
    assert pym
    assert farr
    assert {of_another(question, asked, one) for one in pym} == {None}
    assert "Gareth Pym" in {of_another(question, asked, one) for one in farr}
    assert {of_another("who met Gareth Pym", asked, one) for one in farr} == {None}
    assert {of_another(question, asked, one) for one in units if one.statement is None} <= {None}


def test_a_deed_that_is_told_of_another_is_not_the_doers(index: Index) -> None:
    launched = [
        (one.statement, one.row)
        for one in index.statements()
        if one.row is not None
        and "Russia had launched" in one.statement.article.text[one.statement.start : one.statement.end]
    ]
    assert launched
    rows = sorted({row for _, row in launched})
    units = units_of(dict(zip(rows, index.passages(rows), strict=True)), launched)
    told = [one for one in units if "Russia had launched" in one.text]
    linker, book = EntityLinker(index.directory), SpeakerBook(index.directory)
    asked = "how many drones did Zelensky launch"
    assert None not in {of_another(asked, asked_speakers(asked, None, linker, book), one) for one in told}
    asked = "how many drones did Zelensky count"
    assert {of_another(asked, asked_speakers(asked, None, linker, book), one) for one in told} == {None}
