"""Whom "he" and "she" mean: people told as such, of known sex first, and those who spoke."""

import json
import re
from pathlib import Path
from typing import Final

import pytest

from onrecord.index import Article, Span
from onrecord.index.attribution import StatementFinder
from onrecord.index.entities.coreference import Resolver
from onrecord.index.entities.discourse import Discourse
from onrecord.index.text.paragraphs import paragraphs

TWO_PEOPLE: Final = Path(__file__).with_name("two_people.json")


def meant(text: str, source: str, *before: str) -> str | None:
    """Resolve a source at its last place; those before it spoke in that order, each at the first place."""
    resolver = Resolver(Discourse(text, paragraphs(text), []))
    for words in before:
        resolver.resolve(Span(text.index(words), text.index(words) + len(words)))
    start = text.rindex(source)
    return resolver.resolve(Span(start, start + len(source))).name


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe came. High Heat is on at night. Then she spoke.",
        "Jane Roe — Orla Quist, the cook, aside — left. She spoke.",
        "Jane Roe left. (Anna Fox / Wire) Then she spoke.",
    ],
)
def test_a_person_told_as_such_comes_first(text: str) -> None:
    assert meant(text, "she" if "she" in text else "She") == "Jane Roe"


def test_a_list_of_names_is_not_believed_against_the_only_pronoun() -> None:
    assert meant("Tom Fox spoke. “It rained,” she said.", "she", "Tom Fox") == "Tom Fox"
    assert meant("Tom Fox runs his shop.\n\nHe left.\n\nThen it rained, she said.", "she") is None
    assert meant("Mr. Tom Fox spoke. “It rained,” she said.", "she", "Tom Fox") is None


def test_a_name_that_some_of_the_other_gender_bear_does_not_decide() -> None:
    text = "Ann Doe left with her cook. Ronald Roe came.\n\nDana Fox hated it. “It rained,” he said."
    assert meant(text, "he") == "Dana Fox"


def test_a_pronoun_tells_how_sure_it_is() -> None:
    text = "Jane Roe met Ann Fox. She left. It rained, she said."
    resolver = Resolver(Discourse(text, paragraphs(text), []))
    place = text.rindex("she")
    one = resolver.resolve(Span(place, place + 3))
    assert one.certainty is not None
    assert 0.5 < one.certainty < 1


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Quorra Vantsel, a pupil, was the only one who came.", "Quorra Vantsel"),
        ("Sixteen-year-old Quorra Vantsel was the only one who came.", "Quorra Vantsel"),
        ("The ward sister on duty that night, Quorra Vantsel, came.", "Quorra Vantsel"),
        ("Orlo’s Quorra Vantsel came.", "Quorra Vantsel"),
        ("Vantsel put the cost at a million.", "Vantsel"),
        ("Vantsel gave evidence at noon.", "Vantsel"),
        ("Vantsel herself was less gracious.", "Vantsel"),
        ("Reached by a reporter, she went home.", "Jane Roe"),
        ("Energy rose.", "Jane Roe"),
    ],
)
def test_a_subject_of_whom_nothing_is_known_comes_before_who_spoke_a_paragraph_ago(
    subject: str, name: str
) -> None:
    text = f"Jane Roe came. It rains, Jane Roe said.\n\n{subject} She slept."
    assert meant(text, "She", "Jane Roe") == name


def test_a_stranger_to_the_article_is_meant_in_one_paragraph_alone() -> None:
    text = "Jane Roe came. It rains, Jane Roe said.\n\nQuorra Vantsel came.\n\nShe slept."
    assert meant(text, "She", "Jane Roe") == "Jane Roe"


def test_a_doubtful_pronoun_tells_no_gender() -> None:
    text = "Quorra came. Quorra sold a house, as Tom Roe had struck Ivo Fox after he joked. “It rained,” she said."
    assert meant(text, "she", "he") == "Quorra"


def test_an_office_that_is_a_subject_is_who_is_meant() -> None:
    text = "Ukrainian president Ivo Fox came. Tom Roe spoke. The president offered a trade. It rained, he said."
    assert meant(text, "he") == "Ivo Fox"


def test_a_newcomer_whom_a_phrase_leads_in_is_a_subject() -> None:
    text = (
        "Poet Ivo Fox left the hall at six. An hour later the hall’s cook, Tom Roe, came in. “It rained,” he said."
    )
    assert meant(text, "he") == "Tom Roe"


@pytest.mark.parametrize(
    "heading", ["Ivo Fox in goal (Wire)", "Ivo Fox is shown here in goal for the team Credit: Wire"]
)
def test_a_caption_brings_nobody_in(heading: str) -> None:
    text = f"Tom Roe spoke of the game.\n\nRoe came late.\n\n{heading}\n\n“It rained,” he said."
    assert meant(text, "he") == "Tom Roe"
    assert meant(text.replace(heading, "Ivo Fox was in goal."), "he") == "Ivo Fox"


def test_an_office_of_another_place_is_another_s() -> None:
    text = "Vexa senator Ivo Fox left. Tom Roe spoke first. Roe spoke again. It rained, the Orlo senator said."
    assert meant(text, "the Orlo senator") == "Tom Roe"
    assert meant(text.replace("Orlo", "Vexa"), "the Vexa senator") == "Ivo Fox"


def test_a_noun_tells_the_gender_of_who_is_meant() -> None:
    text = "Tom Fox came. Fox met Ms. Jane Roe. Roe spoke first. It rained, the businessman said."
    assert meant(text, "the businessman", "Roe") == "Tom Fox"
    assert meant(text.replace("businessman", "businesswoman"), "the businesswoman", "Roe") == "Jane Roe"


def test_whoever_is_named_in_the_same_sentence_is_somebody_else() -> None:
    text = "Tom Roe came. Ivo Fox came. He told Fox that it rained."
    assert meant(text, "He") == "Tom Roe"
    assert meant(text.replace("told Fox", "told her"), "He") == "Ivo Fox"


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Jane Roe left. It rains, the Daily Crane wrote. Later she slept.", "the Daily Crane"),
        ("Jane Roe left. The “Blank Page” host met Tom Fox. Later she slept.", "Blank Page"),
    ],
)
def test_a_paper_or_a_title_that_speaks_is_no_she(text: str, before: str) -> None:
    assert meant(text, "she", before) == "Jane Roe"


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Tom Fox left. Donna laughed, and she slept.", "Donna", "Donna"),
        ("Tom Fox left. Esfa said he slept. Esfa ate his bread.", "Esfa", "Esfa"),
        ("Li Hongzha came. Li said he slept. Li ate his bread.", "Li", "Li Hongzha"),
        ("Orlo Doe is a pianist. He slept and he ate. Orlo said so.", "Orlo", "Orlo Doe"),
        ("Orlo Doe sank. He slept and he ate. Orlo said so.", "Orlo", "Orlo"),
    ],
)
def test_one_name(text: str, source: str, name: str) -> None:
    assert meant(text, source) == name


def test_a_body_that_speaks_is_no_he() -> None:
    assert meant("Tom Fox left. Orlo said it grew. It rained, he said.", "he", "Orlo") == "Tom Fox"


@pytest.mark.parametrize("there", ["They met at Vexa.", "She streams on Vexa.", "They like the platform Vexa."])
def test_a_place_is_no_she(there: str) -> None:
    text = f"{there} Tom Fox left.\n\nVexa has a list. It rained, she said."
    assert meant(text, "she") is None
    assert meant(text.replace(there, "They met Vexa."), "she") == "Vexa"


def test_who_has_no_name_is_meant_by_none() -> None:
    text = "Tom Fox left.\n\nA teacher complained. It rained, he said. The teacher agreed."
    assert meant(text, "he", "A teacher") is None
    assert meant(text, "he") == "Tom Fox"
    assert meant(text, "The teacher", "A teacher") is None


def test_one_pronoun_means_one_person_at_two_cues() -> None:
    text = "Orlo Devin spoke. Devin left. He said so, adding that Tom Fox slept."
    assert meant(text, "He", "Devin", "He") == meant(text, "He", "Devin") == "Orlo Devin"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met Jane Roe, who spoke.", "Jane Roe"),
        ("They met Jane Roe, a cook from Lund, who spoke.", "Jane Roe"),
        ("They met Jane Roe, the mayor of a small town who spoke.", "Jane Roe"),
        ("It was not Tom Fox but Jane Roe who spoke.", "Jane Roe"),
        ("Jane Roe’s team called a witness who spoke.", None),
        ("Jane Roe met with rivals, who spoke.", None),
        ("They met Jane Roe (D-Mass.), who spoke.", "Jane Roe"),
        ("They met Jane Roe, R-Iowa, who spoke.", "Jane Roe"),
        ("It was hard for Eileen, who spoke.", "Eileen"),
        ("They met users in Egypt, who spoke.", None),
        ("They met the Democrats, who spoke.", None),
    ],
)
def test_who_goes_with_the_name_right_before_it(text: str, name: str | None) -> None:
    assert meant(text, "who") == name


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("French president Ivo Fox left. The French president slept.", "The French president", "Ivo Fox"),
        ("French president Ivo Fox left. The US president slept.", "The US president", None),
        ("Russian President Ivo Fox left. The Russian leader slept.", "The Russian leader", "Ivo Fox"),
        (
            "Ivo Fox, president of Belarus, left. Tom Roe spoke. The Belarusian leader slept.",
            "The Belarusian leader",
            "Ivo Fox",
        ),
        ("Ivo Fox spoke. Fox left. The Russian president slept.", "The Russian president", "Ivo Fox"),
        ("Jane Roe won the race. The 44-year-old Norwegian slept.", "The 44-year-old Norwegian", "Jane Roe"),
        ("Here the president slept. President Roe met Vice President Fox.", "the president", "Roe"),
        ("Here the president slept. President Roe met President Fox.", "the president", None),
        ("High Heat sank. The president slept.", "The president", None),
    ],
)
def test_an_office_is_that_of_one_country(text: str, source: str, name: str | None) -> None:
    assert meant(text, source) == name


def test_the_only_person_may_be_named_after_the_pronoun() -> None:
    text = "“It opens,” he said. Tom Fox, who sells doors, left."
    assert meant(text, "he") == "Tom Fox"
    assert meant(text + " Later Ben Cohn came.", "he") is None


def test_who_is_named_in_a_quotation_did_not_say_it() -> None:
    text = "Tom Roe came. Ivo Fox came. “Ivo Fox slept,” he said."
    assert said_by(text, "Ivo Fox slept") == "Tom Roe"
    assert said_by(text.replace("Ivo Fox slept", "It rained"), "It rained") == "Ivo Fox"
    assert said_by(text.replace("Ivo Fox slept", "I’m Ivo Fox"), "I’m Ivo Fox") == "Ivo Fox"


def said_by(text: str, words: str, told: str = "") -> str | None:
    """Resolve the last pronoun of a text in which some words are said, after who told something."""
    said = Span(text.index(words), text.index(words) + len(words))
    start = text.rindex("he")
    resolver = Resolver(Discourse(text, paragraphs(text), [said]))
    if told:
        resolver.resolve(Span(text.index(told), text.index(told) + len(told.split(maxsplit=1)[0])))
    return resolver.resolve(Span(start, start + 2), [said]).name


def test_a_long_quotation_puts_nobody_far_away() -> None:
    before = "Tom Roe, a cook, came. Roe spoke.\n\nThen the ambassador to Orlo, Ivo Fox, waded in.\n\n"
    for long in ("", "poured. It snowed. It hailed. It "):
        words = f"It {long}rained,"
        assert said_by(f"{before}“{words}” he said.", words) == "Ivo Fox"


def test_who_is_named_in_a_clause_behind_may_be_meant() -> None:
    text = "Tom Roe came. Ivo Fox slept. Though he won, Fox left."
    assert meant(text, "he") == "Ivo Fox"


def test_a_paragraph_that_ends_with_a_heading_is_none() -> None:
    text = "Ivo Fox came.\n\nTom Roe sang to them all. It rained for hours. Roe slept there. The Next Day"
    assert meant(f"{text}\n\nThen it snowed, he said.", "he") == "Tom Roe"


def test_who_is_named_for_what_is_theirs_is_no_subject() -> None:
    text = "Ivo Fox left at six. Tom Roe, Fox’s cook, came in. Asked whether it rained, he slept."
    assert meant(text, "he", "Tom Roe") == "Tom Roe"


def test_a_subject_may_be_parted_from_its_verb() -> None:
    text = "Ann Fox met them. Goal shoot Moana Roe, who averaged 44 goals a game, was kind. “I rest,” she said."
    assert meant(text, "she", "Ann Fox") == "Moana Roe"
    assert meant(text.replace("Goal shoot", "They had heard from"), "she", "Ann Fox") == "Ann Fox"


def test_whom_the_sentence_before_a_quotation_brings_in_speaks() -> None:
    text = "Tom Fox wrote of it. Fox told them that Orlo pays Vexa. That drove Ivo Roe, the head of Vexa, out."
    assert said_by(f"{text}\n\n“It rained,” he said.", "It rained", "Fox told") == "Ivo Roe"
    assert said_by(f"{text} “It rained,” he said.", "It rained", "Fox told") == "Tom Fox"
    again = text.replace("Ivo Roe, the head of Vexa,", "Ivo Roe")
    assert said_by(f"{again}\n\n“It rained,” he said.", "It rained", "Fox told") == "Tom Fox"


def test_a_description_means_again_whom_it_meant() -> None:
    text = (
        "Tom Fox smiles. “It rains,” says the Vexa manager.\n\nFox slept.\n\nIvo Roe came. Roe was in goal. "
        "Roe slept. “It snows,” the Vexa manager says."
    )
    resolver = Resolver(Discourse(text, paragraphs(text), []))
    places = [one.span() for one in re.finditer("the Vexa manager", text)]
    assert [resolver.resolve(Span(*place)).name for place in places] == ["Tom Fox"] * 2
    assert Resolver(Discourse(text, paragraphs(text), [])).resolve(Span(*places[1])).name == "Ivo Roe"


def test_of_two_people_of_one_gender_the_right_one_is_meant() -> None:
    """Short articles about two people of one gender, written for this test."""
    finder, right = StatementFinder.load(), 0
    wrong: list[str] = []
    for record in json.loads(TWO_PEOPLE.read_text("utf-8")):
        text = record["text"]
        found = finder.find(Article(id=record["id"], text=text))
        for words, speaker in record["right"]:
            place = text.index(words)
            said = next((one for one in found if any(a <= place < b for a, b in one.content)), None)
            is_right = said is not None and said.speaker == speaker
            right, wrong = right + is_right, wrong + [words] * (not is_right)
    assert right >= 45, wrong


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "Ivo Fox is the foreign minister. Jane Roe led the talks. It rained, the Vexan foreign minister said.",
            "the Vexan foreign minister",
            "Jane Roe",
        ),
        (
            "Prime Minister Ann Fox left.\n\nLeader of the opposition Jo Roe sat. The former prime minister ate.",
            "The former prime minister",
            "Jo Roe",
        ),
        (
            "The union’s general secretary, Jane Roe, left. Roe slept.\n\nThe transport secretary was glad.",
            "The transport secretary",
            None,
        ),
        ("President Ivo Fox left. It rained, the Vexan leader said.", "the Vexan leader", "Ivo Fox"),
    ],
)
def test_an_office_of_which_not_all_is_told_is_who_the_paragraph_speaks_of(
    text: str, source: str, name: str | None
) -> None:
    assert meant(text, source) == name


@pytest.mark.parametrize("between", ["", "It was a long day. "])
def test_the_first_of_a_paragraph_is_whom_it_names_next(between: str) -> None:
    text = f"Tom Fox came. Fox slept.\n\nThe chairman promised money. {between}Orlo put it at a million."
    assert meant(text, "The chairman", "Tom Fox") == "Orlo"
    assert meant(text.replace("Orlo put", "He put"), "The chairman", "Tom Fox") == "Tom Fox"
    assert meant(text.replace("Orlo put", "He wept. Orlo put"), "The chairman", "Tom Fox") == "Tom Fox"


@pytest.mark.parametrize(
    "called",
    ["the Italian", "the Vexa Republican", "this neurobiologist", "the two-time champion", "the vice-chancellor"],
)
def test_a_country_or_a_party_calls_somebody(called: str) -> None:
    assert meant(f"Tom Fox came. Fox slept. “It rained,” said {called}.", called, "Tom Fox") == "Tom Fox"


def test_somebody_brought_in_without_a_name_is_nobody_else() -> None:
    text = "Tom Fox met a nurse who had fled. Fox slept. The nurse wept."
    assert meant(text, "The nurse", "Tom Fox") is None
    assert meant(text.replace("met a nurse who had", "had"), "The nurse", "Tom Fox") == "Tom Fox"


def test_whom_the_lead_describes_the_paragraph_below_names() -> None:
    text = "Orlo will shut a school, a vice-chancellor said.\n\nJane Roe told them why.\n\nTom Fox slept."
    assert described(text, "a vice-chancellor", "Jane Roe") == "Jane Roe"
    assert described(text, "a vice-chancellor", "Tom Fox") is None
    assert described(f"Tom Fox slept. {text}", "a vice-chancellor", "Jane Roe") == "Jane Roe"
    assert described(f"Jane Roe slept. {text}", "a vice-chancellor", "Jane Roe told") is None
    assert described(f"Rain fell.\n\n{text}", "a vice-chancellor", "Jane Roe") is None
    quoted = "Vexa will shut, its founder said.\n\n“It is so,” chief executive Jane Roe told them."
    assert described(quoted, "its founder", "chief executive Jane Roe") == "Jane Roe"


def described(text: str, source: str, speaks: str) -> str | None:
    """Resolve a description where somebody speaks further on."""
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (source, speaks)]
    quoted = [Span(m.start() + 1, m.end() - 1) for m in re.finditer("“[^”]*”", text)]
    return Resolver(Discourse(text, paragraphs(text), quoted, spans)).resolve(spans[0]).name


def test_an_age_tells_who_is_meant() -> None:
    text = "Tom Fox, 27, and Ivo Roe (34) left. Fox slept. It rained, the 34-year-old said."
    assert meant(text, "the 34-year-old", "Tom Fox") == "Ivo Roe"
    assert meant(text.replace("Ivo Roe (34)", "Ivo Roe"), "the 34-year-old", "Tom Fox") != "Tom Fox"


@pytest.mark.parametrize("office", ["magistrate", "archbishop", "rabbi", "imam", "Otunba"])
def test_an_office_of_whatever_faith_or_court_is_one(office: str) -> None:
    text = f"Tom Fox met {office.capitalize()} Ivo Roe. Fox slept. It rained, the {office} said."
    assert meant(text, f"the {office}", "Tom Fox") == "Ivo Roe"


def test_what_somebody_does_means_the_only_person_whom_an_article_names() -> None:
    text = "Tom Fox came. Fox slept. “It rained,” said the fire-eater."
    assert meant(text, "the fire-eater", "Tom Fox") == "Tom Fox"
    assert meant(f"{text} Jane Roe left.", "the fire-eater", "Tom Fox") is None
    assert meant(text.replace("fire-eater", "chip-maker"), "the chip-maker", "Tom Fox") is None
