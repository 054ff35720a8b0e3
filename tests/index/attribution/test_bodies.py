"""Bodies that are meant again, and those that somebody speaks for."""

import pytest

from onrecord.index import Span
from onrecord.index.entities.body_names import spokesperson
from onrecord.index.entities.coreference import Resolver
from onrecord.index.entities.discourse import Discourse
from onrecord.index.text.paragraphs import paragraphs
from tests.index.attribution.test_antecedents import meant


def test_a_spokesperson() -> None:
    assert spokesperson("An Orlo Spokeswoman") == "spokeswoman"
    assert spokesperson("Orlo") is None


@pytest.mark.parametrize(
    ("text", "source", "before", "name"),
    [
        ("Orlo grows, Orlo said. It added that it pays.", "It", ["Orlo"], "Orlo"),
        ("Orlo grows, Orlo said.\n\nThe company pays.", "The company", ["Orlo"], "Orlo"),
        ("Shares in Orlo fell. The company pays.", "The company", [], "Orlo"),
        (
            "Vexa and Vexa. Orlo’s Managing Director spoke. Pre-tax profit fell, Pre-tax. The company pays.",
            "The company",
            [],
            "Vexa",
        ),
        ("Vexa grew. In Orlo, Vexa pays.", "Orlo, Vexa", [], "Vexa"),
        ("The Orlo Grain Council (OGC) met. The OGC pays.", "The OGC", [], "Orlo Grain Council"),
        ("The Orlo Grain Council met. Vexa fell. The council pays.", "The council", [], "Orlo Grain Council"),
        (
            "The Orlo Grain Council met. Vexa fell. The grain council pays.",
            "The grain council",
            [],
            "Orlo Grain Council",
        ),
        ("The Grain Ministry met. The grain council pays.", "The grain council", [], "grain council"),
        ("The nurses' union met. The union pays.", "The union", [], "nurses' union"),
        (
            "They saw Vexa fall. It rains, the Independent said. The news site pays.",
            "The news site",
            ["the Independent"],
            "Independent",
        ),
        (
            "It rains, independent men say. The Independent agreed. The paper pays.",
            "The paper",
            ["The Independent"],
            "Independent",
        ),
        ("The news site grew. It rains, Orlo said. The news site pays.", "The news site", ["Orlo"], "news site"),
        ("Tom Fox left. The company pays.", "The company", [], None),
        ("Data from Orlo show that it pays.", "Data from Orlo", [], "Orlo"),
        ("They saw Orlo fall. The company's report says that it pays.", "The company's report", [], "Orlo"),
        ("They saw Orlo fall. Orlo’s new blog post says that it pays.", "Orlo’s new blog post", [], "Orlo"),
        ("They saw Orlo fall. Its website says that it pays.", "Its website", ["Orlo"], "Orlo"),
        (
            "It pays, according to a 2021 Orlo survey from May. Orlo grew.",
            "a 2021 Orlo survey from May",
            [],
            "Orlo",
        ),
        ("It pays, a study made by Orlo says.", "a study made by Orlo", [], "Orlo"),
        ("It pays, the Sept. 20 missive by Ann Lee says.", "the Sept. 20 missive by Ann Lee", [], "Ann Lee"),
        ("It pays, a memo seen by Orlo says.", "a memo seen by Orlo", [], None),
        ("It pays, Monday’s report says.", "Monday’s report", [], None),
        ("It pays, several Orlo polls say. Orlo grew.", "several Orlo polls", [], None),
        ("They saw Orlo fall. A letter by Orlo came. It pays, the letter says.", "the letter", [], "Orlo"),
        ("They saw Orlo fall. Orlo’s letter came. It pays, the letter says.", "the letter", [], "Orlo"),
        (
            "In a statement, Orlo said that it pays. It grows, the statement says.",
            "the statement",
            ["Orlo"],
            "Orlo",
        ),
        ("Orlo said that a statement came. It grows, the statement says.", "the statement", ["Orlo"], None),
        ("Orlo’s letter came. A letter came. It pays, the letter says.", "the letter", [], None),
        ("They saw Vexa fall. A letter seen by Vexa came. It pays, the letter says.", "the letter", [], None),
        ("In the letter, Orlo paid. It pays, the letter says.", "the letter", ["Orlo"], "Orlo"),
        ("Orlo read in the letter of it. They left. It pays, the letter says.", "the letter", ["Orlo"], None),
        ("A post on Q (formerly Vexa) from Orlo.", "A post on Q (formerly Vexa) from Orlo", [], "Orlo"),
        ("A report by the Orlo Trust last year.", "A report by the Orlo Trust last year", [], "Orlo Trust"),
        ("The board – led by Ann Roe – left.", "The board – led by Ann Roe", [], None),
        ("It pays, Orlo reported. It grows, the report says.", "the report", ["Orlo"], "Orlo"),
        ("It pays, Orlo reported.\n\nHe left.\n\nIt grows, the report says.", "the report", ["Orlo"], None),
        ("Orlo’s letter came. The open letter pays, the Vexa letter says.", "the Vexa letter", [], "Vexa"),
        (
            "In Orlo’s report, Vexa fell. Via Orlo’s account, the company pays.",
            "the company",
            [],
            "Orlo",
        ),
        ("They saw Vexa fall. Shares in Orlo rose after the toy company grew.", "the toy company", [], "Orlo"),
        ("They saw Vexa fall. Orlo rose in May. By June, the company grew.", "the company", ["Vexa"], "Vexa"),
        ("They saw Vexa fall. Orlo rose, and Orlo left. By June, the company grew.", "the company", [], "Orlo"),
        ("The Toy Company fell. They saw Orlo rise. Orlo grew. The company pays.", "The company", [], "Orlo"),
        ("Stage: open. They saw Vexa fall. It pays.", "It", [], None),
        ("They saw Orlo rise. During Q2FY4, the company grew.", "the company", [], "Orlo"),
        ("The union met. They saw Vexa fall. A Dock Union paper came.", "The union", [], "Dock Union"),
        ("Then the water company met. They saw Orlo Water fall.", "the water company", [], "Orlo Water"),
        ("Orlo’s campaign says that it pays.", "Orlo’s campaign", [], "Orlo campaign"),
        ("Tom Fox left. Fox’s office says that it pays.", "Fox’s office", [], "Tom Fox’s office"),
        ("The Orlo Grain Commission met. The Commission pays.", "The Commission", [], "Orlo Grain Commission"),
        ("Orlo said that it pays. “It grows,” the statement says.", "the statement", ["Orlo"], "Orlo"),
        ("Orlo said that it pays. Vexa fell. “It grows,” the statement says.", "the statement", ["Orlo"], None),
        (
            "The Dockers’ Association pays. An association met.",
            "The Dockers’ Association",
            [],
            "Dockers’ Association",
        ),
        ("The Orlo Herald’s Association pays.", "The Orlo Herald’s Association", [], "Orlo Herald’s Association"),
        ("X’s account grew. X left. It pays.", "It", [], "X"),
        ("X left. It pays.", "It", [], None),
        ("Then Vexa agreed. They saw Orlo. Orlo grew. It pays.", "It", ["Vexa"], "Orlo"),
        ("Then Vexa agreed. They saw Orlo. Orlo grew. So they met. Then it pays.", "it", ["Vexa"], "Vexa"),
        ("The Orlo Board agreed. They saw a Board. The Board met. It pays.", "It", ["Orlo Board"], "Orlo Board"),
        (
            "The Orlo Society of Grain met. A society. The Society pays.",
            "The Society",
            [],
            "Orlo Society of Grain",
        ),
        ("Orlo’s grain ministry pays.", "Orlo’s grain ministry", [], "Orlo’s grain ministry"),
        ("Ann Lee is a coach. Orlo’s coach pays.", "Orlo’s coach", [], "Ann Lee"),
        ("Then at 5 p.m. EST they met, as EST has it. It pays.", "It", [], None),
        ("Police say that it pays.", "Police", [], "Police"),
        ("They saw Orlo fall. Excitement grew. Analysts sold it. The company pays.", "The company", [], "Orlo"),
        ("Palestinians met. They saw Orlo fall. Israelis met. The company pays.", "The company", [], "Orlo"),
        ("The Orlo Ministry met. A spokesman agreed.", "A spokesman", [], "Orlo Ministry"),
        ("An Orlo spokeswoman agreed.", "An Orlo spokeswoman", [], "Orlo"),
        ("An Orlo spokeswoman agreed. Tom Fox left, she said.", "she", ["An Orlo spokeswoman"], "Orlo"),
        ("A spokesman for Orlo agreed. The spokesman left.", "The spokesman", ["A spokesman for Orlo"], "Orlo"),
        ("A Danish spokesman agreed.", "A Danish spokesman", [], None),
        ("They saw Orlo fall. An Orlo Trust met. A trust spokesman left.", "A trust spokesman", [], "Orlo Trust"),
        ("They saw Orlo fall. A council spokesman left.", "A council spokesman", [], None),
        ("A plant in Orlo shut. The company pays.", "The company", [], None),
        ("It sank in May, which told us nothing.", "which", [], None),
        ("The Italian left.", "The Italian", [], None),
        ("The Finn left.", "The Finn", [], None),
        ("The Croat left.", "The Croat", [], None),
        ("The Guardian agreed.", "The Guardian", [], "Guardian"),
        ("A spokesman for Mayor Jane Roe of Bonn agreed.", "A spokesman for Mayor Jane Roe of Bonn", [], None),
        (
            "They joined the Orlo Dockers union. Vexa left. The union agreed.",
            "The union",
            ["Vexa"],
            "Orlo Dockers",
        ),
        ("Vexa left. Their union agreed.", "Their union", ["Vexa"], None),
        ("Vexa left. The campaign agreed.", "The campaign", ["Vexa"], None),
        ("VXA left. The police agreed.", "The police", ["VXA"], None),
        ("VXA left. The party agreed.", "The party", ["VXA"], "VXA"),
        (
            "Orlo’s sales grew. Orlo met. A Vexa Commission met. The company ate.",
            "The company",
            ["Vexa Commission"],
            "Orlo",
        ),
        ("It pays, according to a Vexa survey. Vexa grew.", "a Vexa survey", [], "Vexa"),
        ("It pays, according to a Vexa post. Vexa grew.", "a Vexa post", [], None),
        (
            "The dockers' union Vexa-13 met the operator Orlo Lines. Rain.\n\nIt rained.\n\nThe operator pays.",
            "The operator",
            ["Vexa-13"],
            "Orlo Lines",
        ),
    ],
)
def test_bodies_that_speak(text: str, source: str, before: list[str], name: str | None) -> None:
    assert meant(text, source, *before) == name


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("“We trust the Vexan Commission,” Orlo said.", "The Commission", "Vexan Commission"),
        ("The Bank of Orlo met.", "the Bank", "Bank of Orlo"),
        ("The Vexan Commission met the Orlo Commission.", "The Commission", "Commission"),
        ("The White House closed.", "the House", "House"),
        ("Orlo Rowing Vexa met ORV.", "ORV", "Orlo Rowing Vexa"),
        ("The Vexan Reserve met.", "the Vex", "Vexan Reserve"),
        ("The Eastern Reserve met.", "the East", "East"),
        ("Orlo Rowing Vexa is ORV. ORV met ORV.", "ORV", "ORV"),
    ],
)
def test_a_body_has_the_longest_of_its_names(text: str, source: str, name: str) -> None:
    text = f"{text} Later {source} said so."
    resolver = Resolver(Discourse(text, paragraphs(text), []))
    start = text.rindex(source)
    assert resolver.resolve(Span(start, start + len(source))).name == name


def test_a_role_tells_by_name_of_which_body_it_is() -> None:
    text = "The Orlo Water Authority (OWA) met Vexa. The authority's spokeswoman, Jane Roe, spoke."
    resolver = Resolver(Discourse(text, paragraphs(text), []))
    start = text.index("Jane Roe")
    role = resolver.resolve(Span(start, start + len("Jane Roe"))).role
    assert role == "spokeswoman of Orlo Water Authority (OWA)"
    text = text.replace("authority's", "bank's")
    assert Resolver(Discourse(text, paragraphs(text), [])).people.persons[0].role == "bank's spokeswoman"
