import re
from collections.abc import Iterable

import pytest

from onrecord.index import Span
from onrecord.index.attribution.speakers import without_the_rest
from onrecord.index.entities import document_entities
from onrecord.index.entities.coreference import Resolver
from onrecord.index.entities.discourse import Discourse
from onrecord.index.entities.document_entities import People
from onrecord.index.entities.joint import joint
from onrecord.index.entities.mentions import mentions
from onrecord.index.entities.roles import best_role, role_of
from onrecord.index.text.paragraphs import paragraphs


def named(text: str) -> list[tuple[str, str]]:
    return [(m.name, m.title) for m in mentions(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sen. Jane Roe spoke", [("Jane Roe", "Sen.")]),
        ("so AG Roe and Cr Ann Doe spoke", [("Roe", "AG"), ("Ann Doe", "Cr")]),
        ("the NATO Defense College", [("NATO Defense College", "")]),
        ("Jane Roe and John Doe", [("Jane Roe", ""), ("John Doe", "")]),
        ("Ludwig van Beethoven", [("Ludwig van Beethoven", "")]),
        ("Ann 'Kay' te Roe", [("Ann 'Kay' te Roe", "")]),
        ("the University of Oslo", [("University of Oslo", "")]),
        ("Dr. Jane White of the Orlo Institute", [("Jane White", "Dr."), ("Orlo Institute", "")]),
        ("But Roe left", [("Roe", "")]),
        ("Mr. Doe's sister", [("Doe", "Mr.")]),
        ("the Foreign Ministry spokeswoman Vera Orlova", [("Foreign Ministry", ""), ("Vera Orlova", "")]),
        ("Bill Law left", [("Bill Law", "")]),
        ("nobody here", []),
        ("Beyond Orlo, they went beyond it", [("Orlo", "")]),
        ("Said Pastor Jane Roe: no. The pastor said so", [("Jane Roe", "Pastor")]),
        ("S&P Global fell", [("S&P Global", "")]),
        ("Sunny Roe is sunny; so said Sunny Roe", [("Sunny Roe", ""), ("Sunny Roe", "")]),
        ("a spokesman for the State of Israel", [("State of Israel", "")]),
        ("the Quay and Coast Union met", [("Quay and Coast Union", "")]),
        ("He met Vexa and Coast Union", [("Vexa", ""), ("Coast Union", "")]),
        ("He heard The and Coast Union", [("Coast Union", "")]),
        ("Ministry of Sport and Culture", [("Ministry of Sport and Culture", "")]),
        ("Ministry of Sport and Jane Roe", [("Ministry of Sport", ""), ("Jane Roe", "")]),
        ("Roe & Daughters", [("Roe & Daughters", "")]),
        ("so Wild GM Bill Roe spoke", [("Bill Roe", "Wild GM")]),
        ("Astrophotographer Jane Roe spoke", [("Jane Roe", "Astrophotographer")]),
        ("so Co-founder Jane Roe spoke", [("Jane Roe", "Co-founder")]),
        ("the USC Leonard Roe School", [("USC Leonard Roe School", "")]),
        ("so Super Mario Roe spoke", [("Super Mario Roe", "")]),
        ("so Orlo Director of Content Jane Roe spoke", [("Orlo Director", ""), ("Jane Roe", "Content")]),
        ("their Ambassador to NATO Kurt Roe spoke", [("Kurt Roe", "NATO")]),
        ("the Royal Academy of Sciences", [("Royal Academy of Sciences", "")]),
        ("The Royal Academy of Sciences left", [("Royal Academy of Sciences", "")]),
        ("| By Jane Roe, a cook", [("Jane Roe", "")]),
        ("the Vexa of Jane Roe", [("Vexa", ""), ("Jane Roe", "")]),
        ("Shares of Vexa fell", [("Shares", ""), ("Vexa", "")]),
        ("by Avon and Orlo Police", [("Avon and Orlo Police", "")]),
        ("by Avon and Orlo Police, in Avon", [("Avon", ""), ("Orlo Police", ""), ("Avon", "")]),
        ("by President Jane Roe and Congress", [("Jane Roe", "President"), ("Congress", "")]),
        ("Sentencing Jane Roe, a judge left", [("Jane Roe", "")]),
        ("Booming Orlo Town left", [("Booming Orlo Town", "")]),
        ("for Jane Roe KC, not for Vexa KC", [("Jane Roe", ""), ("Vexa KC", "")]),
        ("by Cllr Roe", [("Roe", "Cllr")]),
        ("so Gen Roe met Gen Zers and Next Gen Vexa", [("Roe", "Gen"), ("Gen Zers", ""), ("Next Gen Vexa", "")]),
        ("Orlo Institute for Food and Care (OIFC)", [("Orlo Institute for Food and Care", ""), ("OIFC", "")]),
        ("per Orlo Stats and Info (@OrloStatsInfo)", [("Orlo Stats and Info", "")]),
        ("by Vexa and Orlo (ORL)", [("Vexa", ""), ("Orlo", ""), ("ORL", "")]),
        ("at The University of British Orlo", [("University of British Orlo", "")]),
        ("so University of Orlo President Jane Roe spoke", [("Jane Roe", "University of Orlo President")]),
        ("so Board of Orlo Chair Roe spoke", [("Roe", "Board of Orlo Chair")]),
        ("by Jane Roe (R-Orlo) and Ann (Annie) Doe", [("Jane Roe", ""), ("R-Orlo", ""), ("Ann (Annie) Doe", "")]),
        (
            "Orlo-based Vexa and the Grammy-winning Jane Roe",
            [("Vexa", "Orlo-based"), ("Jane Roe", "Grammy-winning")],
        ),
        ("so the A-listers met Then-Minister of Orlo Sun-young Roe", [("Orlo Sun-young Roe", "")]),
        ("the Democratic National Committee met", [("Democratic National Committee", "")]),
        ("American Airlines flew", [("American Airlines", "")]),
        ("the Former Orlo Council met", [("Orlo Council", "Former")]),
        ("American League Commissioner Jane Roe", [("Jane Roe", "American League Commissioner")]),
        ("so U.S. Soccer said", [("U.S. Soccer", "")]),
        ("left the U.S. The", []),
        (
            "the Orlo Society for the Prevention of Accidents",
            [("Orlo Society for the Prevention of Accidents", "")],
        ),
        ("so Orlo.com said", [("Orlo.com", "")]),
        ("at Orlo.Then", [("Orlo", "")]),
        ("so 10 Orlo School met, 10 Orlo School", [("10 Orlo School", ""), ("10 Orlo School", "")]),
        ("so 10 Orlo School met, Orlo School", [("Orlo School", ""), ("Orlo School", "")]),
        ("on 10 May, 10 May", [("May", ""), ("May", "")]),
        ("by Caetano “MC Caê” Roe", [("Caetano “MC Caê” Roe", "")]),
        ("by Mr. King and Mr. President", [("King", "Mr.")]),
        ("Orlo met. Should Orlo pay, Orlo left", [("Orlo", "")] * 3),
        ("Goalie Anna Roe left", [("Anna Roe", "Goalie")]),
        ("August “Gus” Roe left", [("August “Gus” Roe", "")]),
        ("at Centers for Grain Control and Care", [("Centers for Grain Control and Care", "")]),
        ("Vexa met. Hard Vexa times, hard Vexa", [("Vexa", "")] * 3),
        ("Vexa met. Hard Vexa times, so Vexa", [("Vexa", ""), ("Hard Vexa", ""), ("Vexa", "")]),
        ("Vexa met. Hard Vexa met, hard. So Hard Vexa met", [("Vexa", ""), ("Hard Vexa", ""), ("Hard Vexa", "")]),
        ("I can. Can I, Roe? I asked Roe", [("Roe", "")] * 2),
        ("Roe met. Will Roe pay? He will, Roe said", [("Roe", "")] * 3),
        ("Roe met. Will Roe paid. He will, Roe said", [("Roe", ""), ("Will Roe", ""), ("Roe", "")]),
        ("at St Olaf's Hospital, not at St. Jane's", [("St Olaf's Hospital", ""), ("St. Jane's", "")]),
        ("at Orlo and St Olaf’s", [("Orlo", ""), ("St Olaf’s", "")]),
        ("so Vexa's said. For Vexa's, Orlo's pay", [("Vexa's", "")] * 2 + [("Orlo", "")]),
        ("so Vexa's said. Vexa left", [("Vexa", "")] * 2),
        (
            "the Rt Revd Jane Roe, Fr Tom Fox and Pastor Roe",
            [("Jane Roe", "Rt Revd"), ("Tom Fox", "Fr"), ("Roe", "Pastor")],
        ),
        ("the Leader of the Opposition A. Narasimha Roe", [("A. Narasimha Roe", "Opposition")]),
        ("First Union organiser Ann Roe left", [("First Union", ""), ("Ann Roe", "")]),
        ("First Vexa left", [("Vexa", "")]),
        ("All Vexas left. She liked the All Vexas", [("All Vexas", "")] * 2),
        ("Longtime Orlo couple Ann and Tom Roe left", [("Orlo", "Longtime"), ("Ann", ""), ("Tom Roe", "")]),
    ],
)
def test_names_without_their_titles(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Kremlin spokesman Ivan Orlov said so", "Kremlin spokesman"),
        ("Jane Roe, a professor of law at Oslo, said so", "professor of law at Oslo"),
        ("according to Finnish President Jane Roe", "Finnish President"),
        ("the former mayor of Bonn, Jane Roe, said so", "former mayor of Bonn"),
        ("the month when the head of Orlo, Jane Roe, said so", None),
        ("Jane Roe, 39, a cook in Bonn, said so", "cook in Bonn"),
        ("said so, Rep. Jane Roe", "Rep."),
        ("so, City of Orlo Mayor Jane Roe", "City of Orlo Mayor"),
        ("the words of Orlo Mayor Jane Roe", None),
        ("Then Jane Roe said so", None),
        ("according to U.S. Secretary of State Jane Roe", "U.S. Secretary of State"),
        ("Jane Roe — a trial lawyer and partner at Orlo — said so", "trial lawyer and partner at Orlo"),
        ("St. Olaf Crows outfielder Jane Roe said so", "St. Olaf Crows outfielder"),
        ("Jane Roe, trailed by a reporter, said so", None),
        ("the book, said lead author Jane Roe", "lead author"),
        ("my dear sister Jane Roe", None),
        ("Jane Roe, her husband, said so", None),
        ("Jane Roe, the coach told reporters, said so", None),
        ("Jane Roe, not the governor, said so", None),
        ("Jane Roe was elected mayor on Sunday", "mayor"),
        ("Jane Roe became the deputy director of the Crane Fund", "deputy director"),
        ("Jane Roe was no senator", None),
        ("Jane Roe was in the office of the mayor", None),
        ("so Vexa co-founder and CEO Jane Roe said", "Vexa co-founder and CEO"),
        ("so Orlo’s chairman and chief executive Jane Roe said", "Orlo’s chairman and chief executive"),
        ("so the mayor and Prime Minister Jane Roe said", "Prime Minister"),
        ("so the bank and CEO Jane Roe said", "CEO"),
        ("Jane Roe , a professor of law, said so", "professor of law"),
        ("so the leader of the opposition Jane Roe said", "leader of the opposition"),
        ("so President of baseball operations Jane Roe said", "President of baseball operations"),
        ("so the director of the hedge fund Jane Roe said", None),
        ("they spoke ahead of tonight Jane Roe said", None),
        (
            "Jane Roe, a former adviser to George W. Doe at the U.S. Embassy, said",
            "former adviser to George W. Doe at the U.S. Embassy",
        ),
        ("Jane Roe, a cook. Later a poet spoke", "cook"),
        (
            "Jane Roe, head of policy for environmental group 350.org, said",
            "head of policy for environmental group 350.org",
        ),
        ("Jane Roe, whom the senator named, said so", None),
        ("Jane Roe, a spokeswoman for Mr. Doe, said so", "spokeswoman for Mr. Doe"),
        ("so said the town's MP. Jane Roe left", None),
        ("so Orlo leader Dr Jane Roe said", "Orlo leader"),
        ("so a spokesman for Mrs. Jane Roe said", None),
        ("Jane Roe has been declared governor-elect of Orlo", "governor-elect"),
        ("so Orlo President Jane Roe, the host, said", "Orlo President"),
        ("so Mayor Jane Roe, the host, said", "host"),
        ("Jane Roe, paying the judge in full, said so", None),
        ("Jane Roe, when a reporter asked, said so", None),
        ("Jane Roe, managing director of Orlo, said so", "managing director of Orlo"),
        ("The chairman of Orlo, Alhaji Jane Roe, said so", "chairman of Orlo"),
    ],
)
def test_roles(text: str, role: str | None) -> None:
    (mention,) = (m for m in mentions(text, Span(0, len(text))) if m.name in {"Jane Roe", "Ivan Orlov"})
    assert role_of(text, mention, Span(0, len(text))) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("so says Jane Roe of the Orlo Herald in a note", "of the Orlo Herald"),
        ("so said Jane Roe, of refugee charity Vexa4all", "of refugee charity Vexa4all"),
        ("so says Jane Roe from Crane’s Orlo Fund", "from Crane’s Orlo Fund"),
        ("as the Orlo Herald’s Jane Roe told us", "of the Orlo Herald"),
        ("so said Sen. Jane Roe of Orlo in a note", "Sen. of Orlo"),
        ("so said Orlo mayor Jane Roe of Bonn in a note", "Orlo mayor"),
        ("they told Jane Roe, a longtime sailor from Orlo, so", "longtime sailor from Orlo"),
        ("as radio announcer Jane Roe told us", "radio announcer"),
        ("as radio announcer Jane Roe, a mayor, told us", "mayor"),
        ("The leader of the Orlo League, Jane Roe", "leader of the Orlo League"),
        ("the reporter of Orlo who asked is here, Jane Roe", None),
        ("the head of Vexa demanded that they and the mayor, Jane Roe", "mayor"),
        ("they told Jane Roe, nine days after her manager left", None),
        ("they told Jane Roe, a day later, all of it", None),
        ("they met Jane Roe, a Vexa, Orlo fan, then", None),
        ("they saw their daughter Jane Roe then", None),
        ("they heard of it after Jane Roe left", None),
        ("they told Jane Roe of lying to Vexa yesterday", None),
        ("they told Jane Roe of John Doe yesterday", None),
        ("“Who’s Jane Roe?” they asked each other again", None),
        ("as Ann Doe’s Jane Roe told us", None),
        ("they went to Vexa and saw Jane Roe there", None),
    ],
)
def test_whose_somebody_is_stands_for_a_role_or_ends_it(text: str, role: str | None) -> None:
    text += ", and they all left as soon as it was told."
    start = text.index("Jane Roe")
    resolver = Resolver(Discourse(text, paragraphs(text), []))
    assert resolver.resolve(Span(start, start + len("Jane Roe"))).role == role


def test_what_may_be_no_person_is_nobody_s() -> None:
    text = "according to the Crane Academy of Orlo, and they all left as soon as it was told."
    resolver = Resolver(Discourse(text, paragraphs(text), []))
    assert resolver.resolve(Span(17, 30))[:2] == ("Crane Academy", None)


@pytest.mark.parametrize(
    ("roles", "best"),
    [
        (["President", "Orlo Fed President"], "Orlo Fed President"),
        (["former Orlo president", "poet"], "poet"),
        (["interim CEO", "former president"], "interim CEO"),
        (["poet", "president"], "poet"),
        ([], None),
    ],
)
def test_the_best_role(roles: list[str], best: str | None) -> None:
    assert best_role(roles) == best


def who(text: str, name: str) -> str | None:
    people = People(text, paragraphs(text))
    mention = [m for m in people.mentions if m.name == name][-1]
    person = people.person(mention)
    return person.name if person else None


def test_the_fullest_name() -> None:
    assert who("Jane Roe left. Later Jane Q. Roe came back, and then Roe slept.", "Roe") == "Jane Q. Roe"


def test_what_a_quotation_says_of_somebody_is_no_role() -> None:
    text = "“Jane Roe is a devoted mother,” her lawyer said. “I met Jane Roe, a great professor.”"
    quoted = [Span(one.start() + 1, one.end() - 1) for one in re.finditer("“[^”]*”", text)]
    assert [person.role for person in People(text, paragraphs(text)).persons] == ["devoted mother"]
    assert [person.role for person in People(text, paragraphs(text), quoted=quoted).persons] == [None]
    told = "“President Jane Roe met Tom Fox,” he said."
    [president, _] = People(told, paragraphs(told), quoted=[Span(1, 31)]).persons
    assert president.role == "President"


def test_a_slip_of_the_pen_is_no_other_person() -> None:
    text = "Ann Sotos-Prieto left. Cole Phillips stayed. Sotos-Preito said no. The Phillies and Phillips did."
    resolver = Resolver(Discourse(text, paragraphs(text), []))

    def meant(word: str) -> str | None:
        start = text.rindex(word)
        return resolver.resolve(Span(start, start + len(word))).name

    words = ("Sotos-Preito", "Phillies", "Phillips")
    assert [meant(word) for word in words] == ["Ann Sotos-Prieto", "Phillies", "Cole Phillips"]


def test_a_title_tells_namesakes_apart() -> None:
    text = "Mary Stone met Henry Stone. Henry Stone spoke for long. In the end Mrs. Stone thanked him."
    assert who(text, "Stone") == "Mary Stone"


def test_mrs_roe_is_no_man_whom_only_a_later_sentence_names() -> None:
    text = "“No,” Mrs Roe said. The girl's father, Qorin Roe, slept. Later Roe woke."
    people = People(text, paragraphs(text))
    assert [person.name for one in people.mentions if (person := people.at(one.span))] == [
        "Mrs Roe",
        "Qorin Roe",
        "Qorin Roe",
    ]


def test_a_bare_surname_is_not_whom_the_article_calls_by_the_first_name() -> None:
    text = "Anna Roe met Tom Roe, her father. Anna slept. Anna woke, and then Roe left."
    assert who(text, "Roe") == "Tom Roe"
    assert who(text.replace("Anna woke", "Tom woke. Tom spoke. Anna Roe woke"), "Roe") == "Anna Roe"


@pytest.mark.parametrize(
    ("text", "name", "full"),
    [
        ("Bill Roe runs a shop. The bill came. Then Roe left.", "Roe", "Bill Roe"),
        ("White slept. Adaku White, 54, is ill.", "White", "Adaku White"),
        ("Meiling Crane runs a shop. Then Crane left.", "Crane", "Meiling Crane"),
        ("Citing Crane, they left. Then Crane left.", "Crane", None),
        ("He saw Crane White. Then they left.", "Crane White", None),
    ],
)
def test_a_surname_that_is_a_word_or_that_no_list_has(text: str, name: str, full: str | None) -> None:
    assert who(text, name) == full


def test_a_country_amid_a_name_makes_it_no_persons() -> None:
    for text, personal in (("Sending Ukraine Harpoon missiles", False), ("Sanna Holland Crane left", True)):
        assert next(mentions(text, Span(0, len(text)))).personal is personal


def test_what_a_sentence_tells_which_of_is_no_person() -> None:
    text = "Calder Haven Quays, which runs the docks, met Ann Roe, which helped. Then Quays left."
    assert [person.name for person in People(text, paragraphs(text)).persons] == ["Ann Roe"]


def test_who_speaks_is_a_person_whatever_the_surname() -> None:
    text = "According to Crane White, they left."
    speaks = People(text, paragraphs(text), [Span(13, 24)])
    assert [person.name for person in speaks.persons] == ["Crane White"]
    assert People(text, paragraphs(text)).persons == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Former Orlo governor Jane Roe left, and that was all there was to it.", ["Jane Roe"]),
        ("They saw U.S. Steel and the American Express there, and Prime Video too.", []),
        ("They saw President Roe, Princess Diana and Mr. Doe there, and no others.", ["Roe", "Diana", "Doe"]),
    ],
)
def test_a_title_makes_a_name_a_person_s_if_it_is_one(text: str, named: list[str]) -> None:
    assert [person.name for person in People(text, paragraphs(text)).persons] == named


def test_the_spokesman_is_whom_the_article_names_so() -> None:
    text = "Vexa spokesman John Doe came as the American Crane rose. “No”, the spokesman said."
    resolver = Resolver(Discourse(text, paragraphs(text), []))
    start = text.index("the spokesman")
    assert resolver.resolve(Span(start, start + len("the spokesman"))).name == "John Doe"


def test_a_source_s_own_name_is_a_speaker_s() -> None:
    text = "They asked, and Orlo mayor Jane Roe said so."
    people = People(text, paragraphs(text), [Span(16, 35)])
    assert [m.name for m in people.mentions if people.is_source(m)] == ["Jane Roe"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We met at the University of Oslo.", "University of Oslo"),
        ("St Olaf's said so. St Olaf's shut.", "St Olaf's"),
        ("The Lady Elk won. The Elk left.", "Elk"),
        ("General Synod met. Synod voted.", "Synod"),
        ("The District of Columbia met.", "District of Columbia"),
        ("Arrowhead Stadium, who won, shut.", "Arrowhead Stadium"),
    ],
)
def test_a_body_is_no_person(text: str, name: str) -> None:
    assert who(text, name) is None


def test_what_stands_alone_first_is_no_surname() -> None:
    assert who("Orlo pays. Azure Orlo came later. Orlo grew.", "Orlo") is None
    assert who("Ilka Orlo pays. Orlo grew.", "Orlo") == "Ilka Orlo"
    assert who("Orlo pays. Jane Orlo came later. Orlo grew.", "Orlo") == "Jane Orlo"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a spokesman for Ann Doe, Mike Murphy", "Mike Murphy"),
        ("an Amnesty International report, Automated Apartheid", "Amnesty International report"),
        ("Ann Doe of the union", "Ann Doe"),
        ("the sister on duty that night, Ann Doe", "Ann Doe"),
        ("a report by the progressive Crane Institute", "Crane Institute"),
        ("the leader of the ruling Orlo party", None),
        ("the lead author of that study, the biologist Ann Doe", "Ann Doe"),
        ("Fight for the Crane director Ann Doe", "Ann Doe"),
        ("Vexa Director of Content Ann Doe", "Ann Doe"),
        ("Vexa’s VP for deeds in Orlo, Ann Doe", "Ann Doe"),
        ("Vexa and the director Ann Doe", "Vexa"),
        ("Vexa, a firm of the director Ann Doe", "Vexa"),
        ("Vexa led director Ann Doe", "Vexa"),
        ("a spokesman for Senator Ann Doe", None),
        ("Secretary of Defense Ann Doe", "Ann Doe"),
        ("the cook Jane Roe of British Orlo", "Jane Roe"),
        ("the judges for both Doe and Roe", None),
        ("a study made via the EU's Code of Practice", None),
        ("a study by the University of Orlo's Vexa Center", "Vexa Center"),
        ("the Sept. 20 missive", None),
        ("Interestingly, Ann Doe", "Ann Doe"),
        ("Some Vexans", None),
        ("a Conservative MP", None),
        ("the CEOs of Vexa and Orlo", None),
        ("Chief Soccer Officer and Sporting Director Ann Doe", "Ann Doe"),
        ("Baker and Ann Doe", "Baker"),
        ("cooks at the University of Orlo's Vexa Center and the Orlo Center", None),
        ("Vexa VP and GM, Retail, Ann Doe", "Ann Doe"),
        ("former Orlo Gov. and Vexa Committee Chairman Ann Doe", "Ann Doe"),
    ],
)
def test_a_name_behind_a_role_is_the_source(source: str, name: str) -> None:
    resolver = Resolver(Discourse(source, paragraphs(source), []))
    assert resolver.resolve(Span(0, len(source))).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Allies say so.", None),
        ("Critics of Vexa said so.", None),
        ("Reuters said so.", "Reuters"),
        ("Allies said so, and the Allies left.", "Allies"),
        ("Legislation showed it, as legislation does.", None),
        ("Orlo agreed. COMPANY SAYS so of its company.", None),
        ("Kelly, a cook, said so.", "Kelly"),
    ],
)
def test_a_capital_for_the_sentence_s_sake_makes_no_name(text: str, name: str | None) -> None:
    start = text.rindex("COMPANY") if "COMPANY" in text else 0
    resolver = Resolver(Discourse(text, paragraphs(text), []))
    assert resolver.resolve(Span(start, text.index(" ", start))).name == name


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Emil Karst and Jonas Karst", ["Emil Karst", "Jonas Karst"]),
        ("Emil Karst, Ann Doe and Roe", ["Emil Karst", "Ann Doe", "Roe"]),
        ("Senators Emil Karst (R-Orlo) and Ann Doe (D-Orlo) had", ["Emil Karst", "Ann Doe"]),
        ("Senator Emil Karst of Orlo and Senator Ann Doe of Vexa", ["Emil Karst", "Ann Doe"]),
        ("Orlo News's Karst and Vexa's Roe", ["Karst", "Roe"]),
        ("Both Karst and Roe", ["Karst", "Roe"]),
        ("Vexa and the Orlo Group", ["Vexa", "Orlo Group"]),
        ("The Orlo Times and The Vexa Times", ["Orlo Times", "Vexa Times"]),
        ("Rep. Emil Karst, R-Orlo", []),
        ("Emil Karst, Roe's son", []),
        ("the judges for Emil Karst and Ann Doe", []),
        ("Vexa and Orlo leaders", []),
        ("the Stats and Info", []),
        ("Emil Karst, who met Ann Doe and Roe", []),
    ],
)
def test_who_speaks_together(source: str, names: list[str]) -> None:
    text = f"{source} said so. Emil Karst and Jane Roe left Vexa, the Orlo Group and Orlo."
    people = People(text, paragraphs(text))
    assert [source[slice(*name)] for name in joint(text, Span(0, len(source)), people)] == names


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("Referee Adrian Roe insisted", "Referee Adrian", "Referee Adrian Roe"),
        ("so the actor Jane Roe said", "the actor", "the actor Jane Roe"),
        ("Town clerk Jane Roe said", "Town", "Town clerk Jane Roe"),
        ("said A.J. Roe, a cook", "A.J.", "A.J. Roe"),
        ("the Orlo Office said", "the Orlo", "the Orlo Office"),
        ("Under Rishi Roe it fell", "Roe", "Rishi Roe"),
        ("He wrote on X. It failed", "It", "It"),
        ("Judge Jane Roe ruled so", "Judge", "Judge Jane Roe"),
        ("Crane News reports so", "Crane News", "Crane News"),
        ("the actor told Jane Roe", "the actor", "the actor"),
    ],
)
def test_a_source_ends_where_its_name_does(text: str, cut: str, whole: str) -> None:
    text += ", and they all left as soon as it was told."
    start = text.index(cut)
    grown = People(text, paragraphs(text)).whole(Span(start, start + len(cut)), [])
    assert text[slice(*grown)] == whole


def test_a_source_takes_no_word_of_what_is_said() -> None:
    text = "The Orlo Office closed"
    assert People(text, paragraphs(text)).whole(Span(0, 8), [Span(9, 15)]) == (0, 8)


def test_the_elder_is_senior_and_the_younger_junior() -> None:
    text = "Al Roe Jr. left. He told Al Roe Jr. so. Al Roe Sr. stayed."
    for word, name in (("elder", "Al Roe Sr."), ("younger", "Al Roe Jr.")):
        said = f"{text} Later the {word} Roe said no."
        resolver = Resolver(Discourse(said, paragraphs(said), []))
        start = said.index(f"the {word}")
        assert resolver.resolve(Span(start, start + len(f"the {word} Roe"))).name == name


def test_a_role_is_weighed_once_however_often_somebody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed = 0

    def counting(roles: Iterable[str]) -> str | None:
        nonlocal weighed
        given = list(roles)
        weighed += len(given)
        return best_role(given)

    monkeypatch.setattr(document_entities, "best_role", counting)
    named = 200
    text = " ".join(["Mayor Anna Keller said so.", "Ann Low, former head of Orlo, did."] * named)
    people = People(text, paragraphs(text))
    keller = people.at(next(m for m in people.mentions if m.name == "Anna Keller").span)
    assert keller is not None
    assert (len(keller.mentions), keller.role) == (named, "Mayor")
    assert weighed <= 4 * named


def test_a_title_tells_which_of_a_couple_is_meant() -> None:
    text = "Peter and Anna Roe left. “Late,” said Mrs Roe. Mr Roe slept."
    people = People(text, paragraphs(text))
    [mrs, mr] = [one for one in people.mentions if one.title]
    assert [person.name for one in (mrs, mr) if (person := people.at(one.span)) is not None] == [
        "Anna Roe",
        "Peter Roe",
    ]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Orlo Rail last week", "Orlo Rail"),
        ("mayor Jane Roe on Tuesday", "mayor Jane Roe"),
        ("Jane Roe, head of Orlo Rail, in a", "Jane Roe, head of Orlo Rail"),
        ("Jane Roe, who left on Tuesday", "Jane Roe, who left on Tuesday"),
        ("the", "the"),
        ("", ""),
    ],
)
def test_what_a_source_runs_on_with_is_no_part_of_it(source: str, written: str) -> None:
    text = f"{source} said so."
    found = without_the_rest(text, Span(0, len(source)))
    assert text[found.start : found.end] == written
