"""Which words of a paragraph are whose, as the tagger and the rules find them together."""

import pytest

from onrecord.index import Article
from onrecord.index.attribution import StatementFinder


@pytest.fixture(scope="module")
def finder() -> StatementFinder:
    return StatementFinder.load()


def said(finder: StatementFinder, text: str) -> list[tuple[str | None, str]]:
    return [
        (one.speaker, " … ".join(text[start:end] for start, end in one.content))
        for one in finder.find(Article(id="a", text=text))
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("The harbour will close in June, per the Orlo Herald.", "Orlo Herald", "The harbour will close in June"),
        (
            "The harbour will close in June, as per the Orlo Herald.",
            "Orlo Herald",
            "The harbour will close in June",
        ),
        (
            "Per Next Orlo Stats, the harbour will close in June.",
            "Next Orlo Stats",
            "the harbour will close in June",
        ),
        ("Per the Orlo Herald, the harbour will close in June.", "Orlo Herald", "the harbour will close in June"),
    ],
)
def test_per_names_a_source(finder: StatementFinder, text: str, speaker: str, words: str) -> None:
    assert (speaker, words) in said(finder, text)


@pytest.mark.parametrize(
    "text", ["The ferry costs $12, per adult and day.", "It rained 12 hours per day in June."]
)
def test_per_of_a_rate_names_none(finder: StatementFinder, text: str) -> None:
    assert said(finder, text) == []


def test_who_speaks_in_the_next_sentence_has_no_part_in_a_finished_quotation(finder: StatementFinder) -> None:
    text = (
        "“The bank sees less need to act,” said Ben Jeffery at Orlo Markets. “This may have reduced the angst.” "
        "Investors will watch for hints in the minutes due on Wednesday, according to Anna Wong at Vexa Economics."
    )
    assert ("Ben Jeffery", "This may have reduced the angst.") in said(finder, text)
    assert [words for speaker, words in said(finder, text) if speaker == "Anna Wong"] == [
        "Investors will watch for hints in the minutes due on Wednesday"
    ]


def test_a_label_ahead_of_a_report_is_the_writer_s(finder: StatementFinder) -> None:
    text = (
        "And it tracks: Two thirds of all workers speak about the matter at work, according to the Edelman report."
    )
    assert [words for _, words in said(finder, text)] == [
        "Two thirds of all workers speak about the matter at work"
    ]


def test_another_clause_ahead_of_a_report_is_the_writer_s(finder: StatementFinder) -> None:
    text = "The reality is a bit of a mess, but this, Valve says, will be the range of its consoles from now on."
    assert [words for _, words in said(finder, text)] == ["this … will be the range of its consoles from now on"]


@pytest.mark.parametrize(
    ("lines", "speaker"),
    [
        (["Orlo startup Vexa Labs cut 12% of its staff.", "The company said that it rained."], "Vexa Labs"),
        (
            ["Vexa Group rose. Vexa Group and its supplier Orlo Air met.", "The company said it rained."],
            "Vexa Group",
        ),
        (
            [
                "The Orlo Health Department began it.",
                "Ivo Roe, 61, sat. He said that it rained.",
                "Asked about it, the department's spokesman said it had rained.",
            ],
            "Orlo Health Department",
        ),
        (["The rain cost £19m, she said.", "The Treasury said the figure was wrong."], "Treasury"),
        (["The Cook County Sheriff's Office said the kayak overturned."], "Cook County Sheriff's Office"),
        (["“It rained,” said Orlo manager Teo Roe prior to the annual meeting."], "Teo Roe"),
        (["Orlo lies far off. Orlo is wet.", "Notes seen by this newspaper say that it rained."], None),
        (
            ["The Department of Justice sued.", "The bank has agreed to pay, the DOJ said."],
            "Department of Justice",
        ),
        (["The Division of Gaming Enforcement said casinos won less."], "Division of Gaming Enforcement"),
        (["“Most shops will be open,” a representative with CVS told the Post."], "CVS"),
        (["Vexa Women left town. On Monday, the English club said that it rained."], "Vexa Women"),
        (["The week saw Vexa Labs’s first show, where the Orlo-backed startup said that it rained."], "Vexa Labs"),
        (["Zafira Air will fly to Kelso from Orlo.", "A Zafira spokeswoman said that it rained."], None),
        (
            [
                "The Orlo Union met. In a statement, it said its members had lost.",
                "Trader Esther Nyo, who drives a van, was less convinced.",
                "“They have lost nothing. They sat in the sun.”",
                "The governor declined to comment.",
            ],
            "Esther Nyo",
        ),
    ],
)
def test_whom_an_article_brings_in_speaks(finder: StatementFinder, lines: list[str], speaker: str | None) -> None:
    assert said(finder, "\n\n".join(lines))[-1][0] == speaker


_ENDORSED = "in one of the clearest endorsements of it from a northern government"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            f"Opening the harbour would help the fleet and send a message, the minister has said, {_ENDORSED}.",
            "Opening the harbour would help the fleet and send a message",
        ),
        (
            f"The minister has said, {_ENDORSED}, that the harbour should open.",
            "that the harbour should open",
        ),
        (
            "Mayor Jane Roe said the bridge, which opened in 1990, was safe, the council's records show.",
            "the bridge, which opened in 1990, was safe",
        ),
        (
            "Roe has said there were 4,000 sailors at the quay, which he described as being “overwhelmed”.",
            "there were 4,000 sailors at the quay",
        ),
    ],
    ids=["ranked", "before that", "others' records", "described"],
)
def test_an_aside_of_the_writer_is_nobody_s_words(finder: StatementFinder, text: str, words: str) -> None:
    assert words in [words for _, words in said(finder, text)]


@pytest.mark.parametrize("shared", ["reposted a message from", "forwarded an email written by"])
def test_it_reads_as_the_author_wrote_of_what_was_just_shared(finder: StatementFinder, shared: str) -> None:
    text = f"The singer Ann Lee {shared} the drummer Kit Dane on Monday.\n\n“They paid us in soup,” it read."
    assert ("Kit Dane", "They paid us in soup,") in said(finder, text)


@pytest.mark.parametrize(
    ("ahead", "behind", "speaker"),
    [
        ("The village is split. Postmistress Nia Arslan sums up the mood:", "", "Nia Arslan"),
        ("Teacher Imre Halloran stayed to the end. On the steps he shook his head:", "", "Imre Halloran"),
        ("Asked if he regretted the sale of the ferries to Cyprus, Minister Osei Roth smiled.", "", "Osei Roth"),
        ("Nobody slept.", "With these words Admiral Eva Blackwood left the frigate on Friday.", "Eva Blackwood"),
        ("Nobody slept.", "With these words Lorcan Tighe, for years its treasurer, ended.", "Lorcan Tighe"),
        ("Nobody slept.", "Those were the words of engineer Tamsin Oduya before the feast.", "Tamsin Oduya"),
        ("Nobody slept.", "That was goalkeeper Beltran Askew’s answer on Tuesday.", "Beltran Askew"),
        ("Nobody slept.", "That is about as much as Adjoa Quartey is prepared to say.", "Adjoa Quartey"),
        ("Its engineer, Sunil Perera, came in April.", "He wrote that in the visitors’ book.", "Sunil Perera"),
        ("Nobody slept.", "That was before captain Dario Quill saw the pitch.", None),
    ],
)
def test_words_alone_are_whose_the_paragraphs_around_say(
    finder: StatementFinder, ahead: str, behind: str, speaker: str | None
) -> None:
    words = "There is nothing here that a net cannot hold."
    found = said(finder, f"{ahead}\n\n“{words}”\n\n{behind}")
    assert [one for one, text in found if text == words] == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    "text",
    [
        "The tram runs empty. It is, in the words of councillor Bram Ostrander, “a very long bench”.",
        "The tram runs empty. It is “a very long bench”, as councillor Bram Ostrander put it.",
        "The tram runs empty. In councillor Bram Ostrander’s words, it is “a very long bench”.",
    ],
)
def test_in_the_words_of_somebody(finder: StatementFinder, text: str) -> None:
    assert [(one, words.strip(",")) for one, words in said(finder, text)] == [
        ("Bram Ostrander", "a very long bench")
    ]


def test_a_dash_sets_a_name_and_an_occasion_beneath_words(finder: StatementFinder) -> None:
    text = (
        "The week in words\n\n“I have buried one tortoise twice.”\n— Vet Clementine Oduya, on her practice\n\n"
        "“The ball was round, the rest was a misunderstanding.”\n— Coach Radovan Mlinar after a 7-0 defeat"
    )
    assert ("Radovan Mlinar", "The ball was round, the rest was a misunderstanding.") in said(finder, text)


def test_the_first_of_two_family_names_is_enough(finder: StatementFinder) -> None:
    text = "María Elena Ferrer Quintana, an archivist, came by. “The stone is sound,” Ferrer said."
    assert ("María Elena Ferrer Quintana", "The stone is sound,") in said(finder, text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We lost it,” said Lt. Col. Rashid Qureshi Jr. Rescue teams had searched.", "Rashid Qureshi Jr."),
        ("Ms. Fumiko Arisawa, 91, has no heir. “I am a little tired,” Arisawa-san said.", "Fumiko Arisawa"),
        ("Ann Gage wept. Dentist Joost Veldkamp paid.\n\n“I like it,” was Veldkamp’s comment.", "Joost Veldkamp"),
    ],
)
def test_a_name_ends_before_what_is_no_part_of_it(finder: StatementFinder, text: str, speaker: str) -> None:
    assert [one for one, _ in said(finder, text)] == [speaker]


@pytest.mark.parametrize("company", ["Brantley Foods", "Morgan Motors", "Perry Breweries"])
def test_a_company_that_begins_with_a_given_name_is_no_person(finder: StatementFinder, company: str) -> None:
    text = f"{company} will close its Hexcombe biscuit plant next year, the company said on Thursday."
    assert said(finder, text) == [(company, f"{company} will close its Hexcombe biscuit plant next year")]


_UNION = "Bakers' and Allied Workers' Union"


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (f"The {_UNION} said pay had fallen behind.", _UNION, "pay had fallen behind"),
        ("The Writers’ Guild of Orlo said talks would resume.", "Writers’ Guild of Orlo", "talks would resume"),
        (
            "The head of the cooperative, Omar Said, has told us that the price will rise.",
            "Omar Said",
            "that the price will rise",
        ),
    ],
)
def test_a_name_that_reads_like_other_words_is_whole(
    finder: StatementFinder, text: str, speaker: str, words: str
) -> None:
    assert said(finder, text) == [(speaker, words)]
