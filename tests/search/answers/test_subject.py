"""Whom a question is about, where its grammar does not say that it asks for words."""

import pytest

from onrecord.search.answers.asked import Asked
from onrecord.search.answers.asked_speaker import asked_speakers
from onrecord.search.answers.entity_linker import EntityLinker
from onrecord.search.answers.office_words import seat
from onrecord.search.answers.speaker_linker import SpeakerBook
from onrecord.search.query.name_normalizer import NameBook
from onrecord.search.query.statement_query import speech_question
from tests.index.directories import directory_of

ROWS: list[tuple[str, str | None, int]] = [
    ("Donald Trump", "President", 40),
    ("Jane Fenwick", None, 6),
    ("Jean Barrot", "French foreign minister", 4),
    ("European Commission", None, 9),
    ("Orlo Times", None, 3),
    ("Chris Stoll", None, 3),
    ("neighbours", None, 2),
]


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> tuple[EntityLinker, SpeakerBook, NameBook]:
    directory = directory_of(
        tmp_path_factory.mktemp("subject") / "names.db",
        ROWS,
        {word: 9 for name, *_ in ROWS for word in name.split()},
    )
    return EntityLinker(directory), SpeakerBook(directory), NameBook(directory)


def read(question: str, linked: tuple[EntityLinker, SpeakerBook, NameBook]) -> Asked:
    linker, book, _ = linked
    return asked_speakers(question, speech_question(question), linker, book)


@pytest.mark.parametrize(
    ("question", "phrase", "name"),
    [
        ("Would Trump pick up the telephone if Orlo rang?", "Trump", "Donald Trump"),
        ("would trump pick up the telephone", "trump", "Donald Trump"),
        ("fenwick ferry fares quote", "fenwick", "Jane Fenwick"),
        ("What benefits does the water company's boss expect of the tunnel?", "the water company's boss", None),
        ("How large a fall does the head of the clinic foresee?", "the head of the clinic", None),
        ("Was the Orlo Times critic moved?", "the Orlo Times critic", None),
        ("The Orlo Times critic, does she like the film?", "The Orlo Times critic", None),
        ("ferry company manager why renamed", "ferry company manager", None),
    ],
)
def test_whom_it_is_about(
    question: str, phrase: str, name: str | None, linked: tuple[EntityLinker, SpeakerBook, NameBook]
) -> None:
    [one] = read(question, linked).speakers
    assert (one.phrase, one.by_name) == (phrase, False)
    assert [speaker.name for speaker in one.speakers][:1] == ([name] if name else [])


@pytest.mark.parametrize(
    "question",
    [
        "How many ferries did Trump buy?",
        "When did Trump arrive?",
        "What is the height of the tower?",
        "How long is the bridge?",
    ],
)
def test_nobody_is_asked_about(question: str, linked: tuple[EntityLinker, SpeakerBook, NameBook]) -> None:
    assert read(question, linked).speakers == ()


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did France's Barrot say about the fares?", "Jean Barrot"),
        ("What did driver Jane Fenwick say about the race?", "Jane Fenwick"),
        ("What did Fenwick herself say about the race?", "Jane Fenwick"),
        ("What does Fenwick's last column say about the race?", "Jane Fenwick"),
        ("Why did Brussels say that it wrote?", "European Commission"),
        ("Is the line safe, in Jane Fenwick's view?", "Jane Fenwick"),
        ("Why, according to Fenwick, was the line shut?", "Jane Fenwick"),
        ("Jane Fenwick on the ferry?", "Jane Fenwick"),
    ],
)
def test_who_is_asked_for(question: str, name: str, linked: tuple[EntityLinker, SpeakerBook, NameBook]) -> None:
    [one] = read(question, linked).speakers
    assert [speaker.name for speaker in one.speakers] == [name]


def test_who_lives_in_a_place_is_nobody_called_so(linked: tuple[EntityLinker, SpeakerBook, NameBook]) -> None:
    [one] = read("What does the host living in Fenwick say?", linked).speakers
    assert one.speakers == ()


def test_seats_mean_who_governs_there() -> None:
    assert seat("Number 10")[0] == "downing street"
    assert seat("the Quai d'Orsay") == ("french foreign ministry",)
    assert seat("Orlo") == ()


def test_a_name_owns_without_an_apostrophe(linked: tuple[EntityLinker, SpeakerBook, NameBook]) -> None:
    *_, names = linked
    assert names.with_apostrophes("trumps view on ferries") == "trump's view on ferries"
    assert names.with_apostrophes("Trumps view on ferries") == "Trumps view on ferries"


def test_only_a_name_shuts_others_out(linked: tuple[EntityLinker, SpeakerBook, NameBook]) -> None:
    named = "Fenwick", "fenwick", "the European Commission"
    described = "neighbours", "the critic of the Orlo Times"
    asked = [read(f"What did {one} say about the ferry?", linked).speakers for one in (*named, *described)]
    assert [one.by_name for [one] in asked] == [True] * len(named) + [False] * len(described)
