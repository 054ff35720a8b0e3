"""One speaker, however articles and questions write the name."""

import pytest

from onrecord.search.answers.asked_speaker import asked_speakers
from onrecord.search.answers.entity_linker import EntityLinker
from onrecord.search.answers.speaker_linker import SpeakerBook
from onrecord.search.query.statement_query import SpeechQuestion
from tests.index.directories import directory_of

ROWS: list[tuple[str, str | None, int]] = [
    ("Donald Trump", "President", 40),
    ("Trump", "US president", 12),
    ("Melania Trump", "First Lady", 3),
    ("Volodymyr Zelensky", "Ukrainian President", 9),
    ("Volodymyr Zelenskyy", None, 7),
    ("Vladimir Putin", "Russian President", 20),
    ("Margus Tsahkna", "Estonia's Foreign Minister", 2),
    ("Ines Carrow", "mayor of Aldermoor", 4),
    ("Lena Marchetti-Oduya", "governor", 5),
    ("Open Shoal", None, 2),
    ("John Smith", None, 3),
    ("Jane Smith", None, 2),
    ("Laura Clinton", "candidate", 9),
    ("Bill Clinton", "former president", 3),
    ("Joseph R. Weller Jr.", "vice president", 6),
    ("Joe Weller", None, 4),
    ("Mark Singer", None, 3),
    ("Mr. Prince", None, 2),
    ("the province of Albay", None, 4),
    ("Farmers", None, 4),
    ("Travis Kelce", None, 5),
    ("Eddy Cue", None, 2),
    ("House Republicans", None, 6),
    ("Senate Republicans", None, 3),
    ("the harrow", None, 2),
    ("Robert Q. Dale Sr.", None, 3),
    ("Robert Q. Dale Jr.", None, 2),
    ("Karim al-Masri", None, 2),
    ("Donald Jr.", None, 1),
    ("Nora Quill", None, 30),
    ("March for Nora", None, 1),
    ("Samir Khan", None, 3),
    ("Ada Will", None, 4),
    ("Union of Worried Scientists", None, 5),
    ("scientists", None, 4),
    ("Katarzyna Wieczorek", None, 2),
    ("Tomasz Wieczorek", None, 2),
    ("Daniel Weller", None, 3),
    ("María Elena Ferrer Quintana", None, 3),
    ("Reginald Asante-Boyle", "chairman", 2),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> SpeakerBook:
    path = tmp_path_factory.mktemp("speakers") / "names.db"
    return SpeakerBook(directory_of(path, ROWS))


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Trump", "Donald Trump"),
        ("president Trump", "Donald Trump"),
        ("donald trump", "Donald Trump"),
        ("Melania Trump", "Melania Trump"),
        ("Zelenskiy", "Volodymyr Zelensky"),
        ("Zelenskyy", "Volodymyr Zelensky"),
        ("Selenskyj", "Volodymyr Zelensky"),
        ("Putin", "Vladimir Putin"),
        ("the Russian president", "Vladimir Putin"),
        ("the Estonian foreign minister", "Margus Tsahkna"),
        ("mayor Carrow", "Ines Carrow"),
        ("the painter Ines Carrow", "Ines Carrow"),
        ("the mayor of Aldermoor", "Ines Carrow"),
        ("Marchetti-Oduya", "Lena Marchetti-Oduya"),
        ("Margus Tsakhna", "Margus Tsahkna"),
        ("Open Shoal", "Open Shoal"),
        ("Jane Smith", "Jane Smith"),
        ("Smith", "John Smith"),
        ("Ms. Smith", "Jane Smith"),
        ("Clinton", "Laura Clinton"),
        ("Mr. Clinton", "Bill Clinton"),
        ("President Clinton", "Bill Clinton"),
        ("Mr. Weller", "Joseph R. Weller Jr."),
        ("Joe Weller", "Joseph R. Weller Jr."),
        ("Joseph Weller Jr.", "Joseph R. Weller Jr."),
        ("Robert Dale Jr.", "Robert Q. Dale Jr."),
        ("Robert Dale Sr.", "Robert Q. Dale Sr."),
        ("Masri", "Karim al-Masri"),
        ("The Donald", "Donald Trump"),
        ("Donald Jr.", "Donald Jr."),
        ("Nora", "Nora Quill"),
        ("Samir Kahn", "Samir Khan"),
        ("Mr. Singer", "Mark Singer"),
        ("Mr. Prince", "Mr. Prince"),
        ("Pres. Trump", "Donald Trump"),
        ("I. Carrow", "Ines Carrow"),
        ("Mayor I. Carrow", "Ines Carrow"),
        ("Some farmers", "Farmers"),
        ("Most Farmers", "Farmers"),
        ("Travis Kelse", "Travis Kelce"),
        ("eddie cue", "Eddy Cue"),
        ("Travis Kelsey", "Travis Kelce"),
        ("Larua Clinton", "Laura Clinton"),
        ("Donald Trmup", "Donald Trump"),
        ("Jon Smith", "John Smith"),
        ("reporter Mark Zinger", "Mark Singer"),
        ("Tomas Wieczorek", "Tomasz Wieczorek"),
        ("Katazyna Wieczorek", "Katarzyna Wieczorek"),
        ("Ferrer", "María Elena Ferrer Quintana"),
        ("Ferrer Quintana", "María Elena Ferrer Quintana"),
    ],
)
def test_who_is_meant(book: SpeakerBook, asked: str, name: str) -> None:
    found = book.find(asked)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "asked",
    [
        "Macron", "Ivanka Trump", "Peter Smith", "the French president", "", "?!", "Putinov Sr", "Mrs. Putin",
        "Ukrainian presidents", "Jason Kelse", "Kelse", "Eddie Cure", "Ed Cue", "the spokesman for Trump",
        "the anti Carrow", "the Harrov coach", "Travis Keller", "Marek Putnam", "Bill Linton-Roe",
        "Anna B. Carrow", "Daniela Weller",
    ],
)  # fmt: skip
def test_who_is_not_there(book: SpeakerBook, asked: str) -> None:
    assert book.find(asked) is None


def test_spellings_are_one_speaker(book: SpeakerBook) -> None:
    found = book.find("Zelensky")
    assert found is not None
    assert (found.names, found.statements) == (["Volodymyr Zelensky", "Volodymyr Zelenskyy"], 16)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("Smith", ["John Smith", "Jane Smith"]),
        ("Ms. Smith", ["Jane Smith"]),
        ("Clinton", ["Laura Clinton", "Bill Clinton"]),
        ("Mr. Clinton", ["Bill Clinton"]),
        ("Trump", ["Donald Trump"]),
        ("Jane Smith", ["Jane Smith"]),
        ("Merkel", []),
        ("Senate Republicans", ["Senate Republicans"]),
    ],
)
def test_namesakes_are_all_meant_unless_one_is_far_better_known(
    book: SpeakerBook, asked: str, names: list[str]
) -> None:
    assert [speaker.name for speaker in book.meant(asked)] == names


@pytest.fixture(scope="module")
def linker(tmp_path_factory: pytest.TempPathFactory) -> EntityLinker:
    return EntityLinker(directory_of(tmp_path_factory.mktemp("linked") / "names.db", ROWS, {"Nora": 9}))


@pytest.mark.parametrize(
    ("question", "phrase", "name"),
    [
        ("What does Ada Will call the tram?", "Ada", "Ada Will"),
        ("nora quill on the tram", "nora", "Nora Quill"),
        ("What did Nora in Hove say about the tram?", "Nora in Hove", "Nora Quill"),
        ("What does Nora's staff say about the tram?", "Nora", "Nora Quill"),
    ],
)
def test_the_whole_name_is_meant_and_nothing_behind_it(
    linker: EntityLinker, book: SpeakerBook, question: str, phrase: str, name: str
) -> None:
    asked = asked_speakers(question, SpeechQuestion((phrase,), "the tram"), linker, book)
    assert [speaker.name for one in asked.speakers for speaker in one.speakers] == [name]
    assert asked.speakers[0].phrase.lower() in {name.lower(), name.partition(" ")[0].lower()}


@pytest.mark.parametrize(
    ("phrase", "by_name"),
    [("scientists", False), ("the scientists", False), ("Open Shoal", True), ("Farmers", True)],
)
def test_many_are_described_though_one_is_called_so(
    linker: EntityLinker, book: SpeakerBook, phrase: str, *, by_name: bool
) -> None:
    question = f"what do {phrase} say about the tram"
    [one] = asked_speakers(question, SpeechQuestion((phrase,), "the tram"), linker, book).speakers
    assert one.by_name is by_name
    assert one.speakers
    assert bool(one.description) is not by_name


@pytest.mark.parametrize(
    ("phrase", "by_name"), [("giles thorne", True), ("rose farmers", False), ("dockers at orlo", False)]
)
def test_a_given_name_leads_a_name_in_small_letters(
    linker: EntityLinker, book: SpeakerBook, phrase: str, *, by_name: bool
) -> None:
    question = f"what did {phrase} say about the wall"
    [one] = asked_speakers(question, SpeechQuestion((phrase,), "the wall"), linker, book).speakers
    assert one.by_name is by_name
    assert not one.known


@pytest.mark.parametrize("owned", ["the Farmers' lawyer", "the Farmers’ lawyer", "Putin's lawyer"])
def test_something_of_somebody_s_is_spoken_of(linker: EntityLinker, owned: str) -> None:
    assert [one.owner for one in linker.mentions(f"What did {owned} say?")] == [True]


def test_a_first_name_behind_another_is_a_last_name(linker: EntityLinker) -> None:
    [mention] = linker.mentions("john nora on the tram")
    assert [one.name for one in mention.speakers] == ["March for Nora"]
    [mention] = linker.mentions("Who likes Nora?")
    assert [one.name for one in mention.speakers] == ["Nora Quill"]
    assert linker.mentions("Will the tram come?") == []


@pytest.mark.parametrize("asked", ["Sir Reginald", "the Rev. Reginald", "Reginald", "Sir Reginald Asante-Boyle"])
def test_a_title_with_a_first_name_is_somebody(book: SpeakerBook, asked: str) -> None:
    found = book.find(asked)
    assert found is not None
    assert found.name == "Reginald Asante-Boyle"
