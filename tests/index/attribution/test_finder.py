import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index import Article, Statement
from onrecord.index.attribution import StatementFinder
from onrecord.index.attribution import extractor as plumbing


@pytest.fixture(scope="module")
def finder() -> StatementFinder:
    return StatementFinder.load()


def pieces(statement: Statement) -> list[str]:
    return [statement.article.text[start:end] for start, end in statement.content]


def find(finder: StatementFinder, text: str) -> list[Statement]:
    return finder.find(Article(id="a", text=text))


def by_cue(found: list[Statement], cue: str) -> Statement:
    return next(s for s in found if cue in s.cue)


def test_broken_quotation_is_one_statement_in_two_pieces(finder: StatementFinder) -> None:
    text = "“We will repair the bridge by spring,” Mayor Carla Diaz said, “and not one day later.”"
    (statement,) = find(finder, text)
    assert pieces(statement) == ["We will repair the bridge by spring,", "and not one day later."]
    assert (statement.kind, statement.cue, statement.speaker) == ("direct", "said", "Carla Diaz")
    assert statement.as_written_span is not None
    assert text[slice(*statement.as_written_span)] == statement.as_written


@pytest.mark.parametrize("marks", [("“", "”"), ('"', '"'), ("''", "''")])
def test_marks_of_every_kind(finder: StatementFinder, marks: tuple[str, str]) -> None:
    opening, closing = marks
    text = f"{opening}The harbour is closed until further notice,{closing} said Peter Larsen, a port official."
    (statement,) = find(finder, text)
    assert pieces(statement) == ["The harbour is closed until further notice,"]
    assert (statement.kind, statement.speaker, statement.role) == ("direct", "Peter Larsen", "port official")


def test_quotation_over_paragraphs(finder: StatementFinder) -> None:
    text = (
        "“We lost the harvest in one night,” said Maria Keller, a farmer. “The storm took all of it.\n\n"
        "“Nobody came to help us until the following week.”\n\n"
        "The ministry did not answer questions."
    )
    found = [one for one in find(finder, text) if one.kind == "direct"]
    assert [pieces(one) for one in found] == [
        ["We lost the harvest in one night,"],
        ["The storm took all of it."],
        ["Nobody came to help us until the following week."],
    ]
    assert {(one.speaker, one.cue) for one in found} == {("Maria Keller", "said")}
    assert len({one.as_written_span for one in found}) == 1
    assert [one.paragraph for one in found] == [0, 0, 1]


def test_report_and_quotation_of_one_source_have_each_their_kind(finder: StatementFinder) -> None:
    text = "Ann Lee said the roof leaks. “I have seen the water come in myself.”"
    assert [(one.kind, pieces(one)) for one in find(finder, text)] == [
        ("indirect", ["the roof leaks"]),
        ("direct", ["I have seen the water come in myself."]),
    ]


def test_quotation_after_a_colon_at_the_end_of_a_paragraph(finder: StatementFinder) -> None:
    text = (
        "After the vote Senator Ruth Allen told reporters:\n\n“This is a good day for every family in this state.”"
    )
    statement = next(s for s in find(finder, text) if s.kind == "direct")
    assert pieces(statement) == ["This is a good day for every family in this state."]
    assert statement.speaker == "Ruth Allen"
    assert statement.paragraph == 1


def test_nested_quotation_belongs_to_the_outer_one(finder: StatementFinder) -> None:
    text = "“He told me ‘never come back’ and closed the door,” Anna Weber said."
    assert ["He told me ‘never come back’ and closed the door,"] in [pieces(s) for s in find(finder, text)]


def test_scare_quote_is_no_statement(finder: StatementFinder) -> None:
    text = "The so-called “gig economy” grew by a tenth last year."
    assert not [s for s in find(finder, text) if s.kind == "direct"]


@pytest.mark.parametrize("text", ["The nurses’ union rejected that.", "Mayor Carla Diaz thanked him."])
def test_a_pronoun_alone_is_nobodys_words(finder: StatementFinder, text: str) -> None:
    assert not [s for s in find(finder, f"“The ward is not safe,” Ivan Orlov said.\n\n{text}") if s.cue in text]


def test_indirect_and_mixed_speech(finder: StatementFinder) -> None:
    text = (
        "The central bank warned on Monday that prices would rise faster next year. "
        "Treasurer John Moore said the forecast was “far too gloomy” for a growing economy."
    )
    bank, treasurer = by_cue(find(finder, text), "warned"), by_cue(find(finder, text), "said")
    assert (bank.kind, bank.as_written) == ("indirect", "The central bank")
    assert "prices would rise faster next year" in pieces(bank)[0]
    assert (treasurer.kind, treasurer.speaker) == ("mixed", "John Moore")
    assert "“far too gloomy”" in pieces(treasurer)[0]


def test_one_person_under_several_names(finder: StatementFinder) -> None:
    text = (
        "Finnish President Sauli Lehtonen arrived in Oslo on Monday.\n\n"
        "“We came to listen,” Lehtonen said.\n\n"
        "“We also came to learn from our neighbours,” he added.\n\n"
        "“It is time to go home,” the Finnish leader said after the talks."
    )
    direct = [s for s in find(finder, text) if s.kind == "direct"]
    assert [s.as_written for s in direct] == ["Lehtonen", "he", "the Finnish leader"]
    assert {s.speaker for s in direct} == {"Sauli Lehtonen"}
    assert {s.role for s in direct} == {"Finnish President"}


def test_pronoun_agrees_with_the_speaker(finder: StatementFinder) -> None:
    text = (
        "Robert Hill and Susan Grant met voters on Friday. Hill left early.\n\n"
        "“I will stay as long as you have questions,” she said."
    )
    assert find(finder, text)[-1].speaker == "Susan Grant"


def test_spokesman_is_not_whom_he_speaks_for(finder: StatementFinder) -> None:
    text = "David Stone is ill.\n\n“He will be back at work on Monday,” said a spokesman for Stone."
    statement = next(s for s in find(finder, text) if s.kind == "direct")
    assert statement.as_written == "a spokesman for Stone"
    assert statement.speaker is None


@pytest.mark.parametrize("text", ["", "\n\n", "“", "said", '"" "', "He said “", "’’’", "Mr. said: ''"])
def test_odd_texts(finder: StatementFinder, text: str) -> None:
    find(finder, text)


MARKS = ["“", "”", '"', "''", "‘", "’", ".", ",", ":", "\n\n"]
WORDS = st.sampled_from(["Smith", "he", "said", "told", "that", "Mr.", "it", "rains", *MARKS])


@given(text=st.lists(WORDS, max_size=60).map(" ".join))
def test_spans_lie_in_the_text_and_in_order(finder: StatementFinder, text: str) -> None:
    for statement in find(finder, text):
        assert statement.content
        assert all(0 <= start < end <= len(text) for start, end in statement.content)
        assert all(left.end <= right.start for left, right in pairwise(statement.content))
        assert all(not piece[0].isspace() and not piece[-1].isspace() for piece in pieces(statement))
        if statement.as_written_span is not None:
            assert text[slice(*statement.as_written_span)] == statement.as_written


def test_a_huge_paragraph_takes_about_as_long_as_many_small_ones(finder: StatementFinder) -> None:
    line = "“The ferry is late,” Jane Roe said. Then it went out to sea with all its crew, and nobody saw it off."
    seconds = []
    for between in ("\n", " "):
        begun = time.process_time()
        assert len(find(finder, between.join([line] * 300))) > 250
        seconds.append(time.process_time() - begun)
    # Twice as long; it was thirty times as long when every stretch looked at every quotation.
    assert seconds[1] < 8 * seconds[0]


@pytest.mark.parametrize("seed", range(4))
def test_quotations_far_from_a_stretch_of_a_huge_paragraph_have_no_say(
    finder: StatementFinder, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    sentences = (
        "“Will the mill close?” Jane Roe asked.",
        "Doe wrote: “The ferry is late.”",
        "The crew went home and nobody saw it off.",
        "She said, “It rains,” and that the roof leaks.",
        "He told the ‘Crane Weekly’ that he would stay, because “nobody else” wants to.",
    )
    text = " ".join(random.Random(seed).choices(sentences, k=120))
    found = find(finder, text)
    monkeypatch.setattr(plumbing, "_BESIDE", len(text))
    assert len(found) > 60
    assert find(finder, text) == found


def test_same_article_same_statements(finder: StatementFinder) -> None:
    text = "“It rains,” Jane Roe said.\n\nShe denied that the roof leaks."
    assert find(finder, text) == find(finder, text)


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“The mill will close,” Orbelin adds.", "Orbelin", "adds"),
        ("“The mill will close,” quipped the old miller.", None, "quipped"),
        ("The clerk replied: “The mill will close.”", None, "replied"),
    ],
)
def test_plain_cues_beside_a_quotation(finder: StatementFinder, text: str, speaker: str | None, cue: str) -> None:
    statement = next(s for s in find(finder, text) if s.kind == "direct")
    assert pieces(statement)[0].startswith("The mill will close")
    assert statement.speaker == speaker
    assert cue in statement.cue


def test_a_quotation_by_itself_is_who_spoke_lasts(finder: StatementFinder) -> None:
    text = (
        "Ann Lee said she first saw the bridge in May.\n\n“The rails were gone and nobody had told the drivers.”"
    )
    alone = next(one for one in find(finder, text) if one.kind == "direct")
    assert (alone.speaker, alone.cue, alone.paragraph) == ("Ann Lee", "", 1)


def test_single_marks_that_no_mark_closes(finder: StatementFinder) -> None:
    text = (
        "A spokesman said: 'We do all we can for the traders' pier and for those who live there.\n\n"
        "'Our priority is to open it again before the summer begins.'\n\nThe pier closed in May."
    )
    said = [pieces(one)[0] for one in find(finder, text) if one.kind == "direct"]
    assert said == [
        "We do all we can for the traders' pier and for those who live there.",
        "Our priority is to open it again before the summer begins.",
    ]


def test_headings_with_names_are_no_transcript(finder: StatementFinder) -> None:
    text = (
        "The count so far:\n\nAnn Lee: 547.\n\nBob Fox: 46.\n\n"
        "Ann Lee: Win in a walk.\n\nLee has led in every poll since May.\n\n"
        "Bob Fox: Now or never.\n\nFox needs a second place at least."
    )
    assert not [one for one in find(finder, text) if one.kind == "direct"]


def test_a_ticker_and_a_listing_are_no_transcript(finder: StatementFinder) -> None:
    ticker = "\n\n".join(
        f"7:{minute} PM IST: {player} goes to Harbour Kings for two crores after a long bid."
        for minute, player in enumerate(("Ravi Nair", "Tom Elder", "Imran Qureshi"), 10)
    )
    listing = "The Lighthouse: Season two of the sea drama.\n\nDeep Water: A thriller about a lost trawler."
    assert not find(finder, ticker)
    assert not find(finder, listing)


def test_prices_between_what_a_writer_recommends_are_no_transcript(finder: StatementFinder) -> None:
    text = "\n\n".join(
        f"Price: ${amount}.99 Harbour Stores\n\n{toy} You will love it as much as we do."
        for amount, toy in enumerate(("Sara and Ben Price made this boat.", "A kite.", "A drum."), 10)
    )
    assert not [one for one in find(finder, text) if one.kind == "direct"]


def test_a_quotation_behind_what_somebody_does_is_theirs(finder: StatementFinder) -> None:
    text = "Mayor Ines Dahl slammed the folder shut. “This is no budget, it is a bill nobody ordered.” All left."
    assert [(one.speaker, one.kind) for one in find(finder, text) if one.is_listed] == [("Ines Dahl", "direct")]


def test_headings_over_what_is_told_of_them_are_no_transcript(finder: StatementFinder) -> None:
    text = (
        "Dallas Reds: Is this team any better?\n\nThe Reds lost twice in May.\n\n"
        "Austin Blues: Can they go on?\n\nWe saw the Blues in June, and Ann Lee said they were slow."
    )
    assert [one.speaker for one in find(finder, text) if one.is_listed] == ["Ann Lee"]


def test_what_is_told_under_a_label_is_no_turn(finder: StatementFinder) -> None:
    text = (
        "Mayor Ann Lee opened the shelter at nine. She said the road is shut.\n\n"
        "Lee, again: nobody should drive to Orlo. She says she will ask for help. “If I knew, I would say so.”\n\n"
        "Tom Fox, of Orlo: “Our cat is home. My chimney is not.”"
    )
    told = [text[slice(*span)] for one in find(finder, text) if one.speaker == "Ann Lee" for span in one.content]
    assert "If I knew, I would say so." in told
    assert not [words for words in told if "drive" in words]


def test_initials_of_a_label_are_its_speakers(finder: StatementFinder) -> None:
    text = (
        "Ola Winter: What did you see down there?\n\nEda Marsh: We saw a whale.\n\n"
        "OW: Were you afraid?\n\nEM: I had no time for that."
    )
    assert [one.speaker for one in find(finder, text)] == ["Ola Winter", "Eda Marsh"] * 2


def test_a_bracket_that_a_content_opens_is_closed(finder: StatementFinder) -> None:
    (one,) = find(finder, "Ann Lee said that the pool will open again in May (for a month).")
    assert pieces(one) == ["that the pool will open again in May (for a month)"]


def test_words_behind_said_in_the_paragraph_before(finder: StatementFinder) -> None:
    text = "Harbour chief Ann Lee resigned. In a statement she said:\n\nI am sorry to everyone who swims here."
    said = next(one for one in find(finder, text) if one.kind == "direct")
    assert (said.speaker, pieces(said)) == ("Ann Lee", ["I am sorry to everyone who swims here."])


@pytest.mark.parametrize("asked", ["Asked whether the pool would close", "When asked if the pool would close"])
def test_what_somebody_was_asked_is_not_theirs(finder: StatementFinder, asked: str) -> None:
    found = find(finder, f"{asked}, Mayor Ann Lee shrugged. “I swim there too,” she said.")
    assert [pieces(one) for one in found] == [["I swim there too,"]]


def test_role_and_name_behind_a_place(finder: StatementFinder) -> None:
    (statement,) = find(finder, "Town clerk Olga Brandt quit on Monday, saying “enough is enough”.")
    assert (statement.speaker, statement.as_written) == ("Olga Brandt", "Town clerk Olga Brandt")


def test_rows_of_a_table_are_said_by_whom_a_cell_names(finder: StatementFinder) -> None:
    table = (
        "| Candidate | Vote | Comment |\n| --- | --- | --- |\n"
        "| Olga Brandt | No | “It belongs to whoever fishes” |\n"
        "| Neil Abara | Yes | “It belongs to whoever repairs it” |\n"
        "| Mina Joubert | – | none |"
    )
    found = find(finder, f"Five on the pier.\n\n{table}\n")
    said = {one.speaker: pieces(one) for one in found}
    assert said == {
        "Olga Brandt": ["It belongs to whoever fishes"],
        "Neil Abara": ["It belongs to whoever repairs it"],
    }


def test_who_answers_an_outlet_speaks_without_an_i(finder: StatementFinder) -> None:
    talk = "Orlo Post: Do you paint?\n\nIda Brun: Never again.\n\nOrlo Post: And critics?\n\nIda Brun: They sit."
    found = find(finder, f"The painter Ida Brun opens a show.\n\n{talk}")
    assert [(one.speaker, *pieces(one)) for one in found] == [
        ("Ida Brun", "Never again."),
        ("Ida Brun", "They sit."),
    ]


def test_a_wire_in_capitals_has_speakers_with_names(finder: StatementFinder) -> None:
    wire = 'PRESIDENT MARIA DUARTE SAID ON SUNDAY THE PORT WILL STAY OPEN. "I WILL LOAD THE SHIPS," DUARTE SAID.'
    found = [one for one in find(finder, wire) if one.kind == "direct"]
    assert [(one.speaker, *pieces(one)) for one in found] == [("Maria Duarte", "I WILL LOAD THE SHIPS,")]


@pytest.mark.parametrize(
    ("post", "said"),
    [
        (
            "The pier is shut.#pier pic.example.com/Ab1 — Ida Brun (@idabrun) October 7, 2023",
            ["The pier is shut.#pier"],
        ),
        (
            "Gutsy.\n\n\n\nThe pier is open. https://t.example/x — Ida Brun ⚓ (@ida_b) October 7, 2023",
            ["Gutsy.", "The pier is open."],
        ),
        ("Come and see — Ida Brun (mayor) October 7, 2023", []),
    ],
)
def test_a_post_is_its_signatorys(finder: StatementFinder, post: str, said: list[str]) -> None:
    found = find(finder, f"The wind rose in Orlo.\n\n{post}\n\nThe wind fell.")
    assert [piece for one in found if one.speaker == "Ida Brun" for piece in pieces(one)] == said


def test_a_post_does_not_reach_up_into_the_article(finder: StatementFinder) -> None:
    story = "The wind rose in Orlo and the boats stayed in. " * 12
    (post,) = find(finder, f"{story}\n\n\nThe pier is shut. — Ida Brun (@idabrun) October 7, 2023")
    assert pieces(post) == ["The pier is shut."]


def test_a_quotation_that_is_shown_again_is_whose_it_was(finder: StatementFinder) -> None:
    shown = "“The river took the bridge in one night.”"
    text = (
        f"{shown[:-1]},” Jane Roe told reporters on Monday. “Nobody slept in the village.”\n\n"
        "“We will build another bridge by the spring,” Tom Fox said.\n\n"
        f"{shown}\n\n"
        "“The money for it is there already.”"
    ).replace("night.,", "night,")
    by = {text[slice(*one.content[0])].strip(",."): one.speaker for one in find(finder, text)}
    places = [one.speaker for one in find(finder, text) if "one night" in text[slice(*one.content[0])]]
    assert set(places) == {"Jane Roe"}
    assert by["The money for it is there already"] == "Tom Fox"


def test_behind_the_last_answer_the_writer_goes_on(finder: StatementFinder) -> None:
    text = (
        "Date: 19 October 2023\nInterview by Ben Fox\n\nBen Fox: Why so long between records?\n\n"
        "Jane Roe: My husband got ill, and I had no songs in me.\n\nFox: And now?\n\n"
        "Roe: Now I have forty. I keep them in a tin.\n\n"
        "Roe walks me to the gate. She says that the new record is the last one."
    )
    found = [(one.speaker, text[one.start : one.end][:12]) for one in find(finder, text) if one.is_listed]
    assert ("Jane Roe", "Now I have f") in found
    assert ("Jane Roe", "that the new") in found
    assert not [words for _, words in found if words.startswith("Roe walks")]
    assert "Date" not in {name for name, _ in found}
