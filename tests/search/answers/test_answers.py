"""What is said to a question: namesakes, several speakers, refusals that are true."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.index import Article, Kind, Span, Statement
from onrecord.index.attribution import StatementFinder
from onrecord.search import Considered, Engine
from onrecord.search.answers.all_said import not_listed
from onrecord.search.answers.answers import Answers
from onrecord.search.answers.said import Said
from onrecord.search.answers.unit_question import question_to
from tests.search.answers.archive import engine_over

CUT = (
    "Ines Carrow attacked the builders, planners and bankers for the crooked copper roof.\n\n"
    "Ines Carrow added that a thief took her bicycle."
)
LONG = "“Trams are dear,” Otto Varley said. “They are slow.\n\n“The harbour organ is rotten.”\n\nRain."
MANY = "Some Democrats think that the lighthouse should be sold. “The lighthouse stays,” said Senator Ann Poe."
NAMESAKE = "Paul Singer keeps bees.\n\n“Bees sleep in winter,” Mr. Singer said."
OTHER = "Mark Singer wrote two books.\n\n“The second book was a triumph of patience,” Mr. Singer said."
TEXTS = {"cut": CUT, "long": LONG, "many": MANY, "bees": NAMESAKE, "books": OTHER}


FOUND = {
    "cut": ("Ines Carrow", "Ines Carrow", "attacked", ["the builders"]),
    "long": (
        "Otto Varley",
        "Otto Varley",
        "said",
        ["Trams are dear,", "They are slow.", "The harbour organ is"],
    ),
    "many": ("Ann Poe", "Senator Ann Poe", "said", ["The lighthouse stays,"]),
    "bees": ("Paul Singer", "Mr. Singer", "said", ["Bees sleep in winter,"]),
    "books": ("Mark Singer", "Mr. Singer", "said", ["The second book was a triumph of patience,"]),
}


class Hasty:
    """Finds what this test says, some of it cut short."""

    def find(self, article: Article) -> list[Statement]:
        text = article.text
        speaker, written, cue, pieces = FOUND[article.id]
        content = tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
        source = Span(text.index(written), text.index(written) + len(written))
        kind: Kind = "direct" if text[content[0].start - 1] == "“" else "indirect"
        return [Statement(article, speaker, written, source, None, cue, content, kind, 0)]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    articles = [Article(id=name, text=text) for name, text in TEXTS.items()]
    with engine_over(tmp_path_factory.mktemp("answers"), articles, Hasty()) as engine:
        yield engine


def test_either_namesake_may_be_meant_and_is_named(engine: Engine) -> None:
    for topic, name in (("bees in winter", "Paul Singer"), ("the second book", "Mark Singer")):
        answer = engine.ask(f"what did Mr. Singer say about {topic}?")
        assert answer.answered
        assert answer.citations[0].statement is not None
        assert answer.citations[0].statement.speaker == name
    assert not engine.ask("what did Paul Singer say about the second book?").answered


def test_a_refusal_states_only_what_is_so(engine: Engine) -> None:
    stranger = engine.ask("what did Zoltan Quibbox say about the lighthouse?")
    assert (stranger.answered, stranger.refusal) == (False, "unknown_speaker")
    assert "names Zoltan Quibbox" in (stranger.reason or "")
    # There are a copper roof and Ann Poe: neither is anybody of that name, and no reason says so.
    for name in ("Senator Zoltan Copper", "Jane Poe"):
        namesake = engine.ask(f"what did {name} say about the price of herrings?")
        assert (namesake.answered, namesake.refusal) == (False, "below_threshold")
        assert f"has the whole name of {name}" in (namesake.reason or "")
    assert stranger.closest
    # "Will" stands in no index, so nothing is known of who has it for a name.
    common = engine.ask("Zoltan Will's take on the lighthouse")
    assert (common.answered, common.refusal) == (False, "below_threshold")
    assert common.reason == "No statement under the name of Zoltan Will was recognised."
    nobody = engine.ask("what did the archbishop say about the lighthouse?")
    assert (nobody.answered, nobody.refusal) == (False, "unknown_speaker")
    assert nobody.reason == "No passage of this corpus speaks of the archbishop."
    for question, reason in (
        ("qwxz vrmpf", "has a word of the question"),
        ("who sank the harbour", "for sure"),
    ):
        refused = engine.ask(question)
        assert not refused.answered
        assert reason in (refused.reason or "")


def test_whatever_somebody_said_is_never_refused(engine: Engine) -> None:
    answer = engine.ask("what did Otto Varley say?")
    assert answer.answered
    assert answer.citations[0].statement is not None
    assert answer.citations[0].statement.speaker == "Otto Varley"


def test_where_nothing_more_is_asked_verbatim_words_come_first(tmp_path: Path) -> None:
    text = "Ada Lund said the ferry was late.\n\n“I waited an hour,” Lund said."
    with engine_over(tmp_path, [Article(id="a", text=text)], StatementFinder.load()) as engine:
        answer = engine.ask("what did Ada Lund say?")
        assert [one.statement.kind for one in answer.citations if one.statement] == ["direct", "indirect"]


def test_the_reader_s_question_has_a_name_for_words_and_not_for_letters(engine: Engine) -> None:
    considered = engine.consider("In Singerton, what did Singer say about bees in winter?")
    assert considered is not None
    units = considered.candidates.units
    mine = next(one for one in units if one.statement is not None and one.statement.speaker == "Paul Singer")
    assert "Singerton, what did Paul Singer say" in question_to(considered.question, considered.asked, mine)


def test_of_several_whoever_says_anything_takes_turns(engine: Engine) -> None:
    answer = engine.ask("what did Otto Varley and Ann Poe say?")
    spoke = [one.statement.speaker for one in answer.citations if one.statement]
    assert spoke[:2] == ["Otto Varley", "Ann Poe"]


def test_each_of_one_name_is_cited_where_nothing_more_is_asked(engine: Engine) -> None:
    answer = engine.ask("what did Mr. Singer say?")
    assert {one.statement.speaker for one in answer.citations if one.statement} == {"Paul Singer", "Mark Singer"}


def test_each_who_holds_an_office_is_cited_and_listed_where_no_place_is_named(tmp_path: Path) -> None:
    told = [
        "“The bridge is watched,” said Police Chief Anna Brandt of Harrow. Brandt said a fence had been cut.",
        "“The fire was set on purpose,” Wendle police chief Oskar Lind said. In Wendle all is well, Lind said.",
        "“The curfew stays,” said Orlo police chief Maria Quist. Orlo is quiet now, Quist said.",
    ]
    articles = [Article(id=f"a{n}", text=text) for n, text in enumerate(told)]
    with engine_over(tmp_path, articles, StatementFinder.load()) as engine:
        chiefs = {"Anna Brandt", "Oskar Lind", "Maria Quist"}
        for asked in ("what did the police chief say?", 'by:"police chief"'):
            cited = engine.ask(asked).citations
            assert {one.statement.speaker for one in cited if one.statement} == chiefs
        assert {one.statement.speaker for one in engine.said("the police chief") if one.statement} == chiefs
        cited = engine.ask("what did the Wendle police chief say?").citations
        assert {one.statement.speaker for one in cited if one.statement} == {"Oskar Lind"}


def test_two_who_are_asked_for_are_both_cited(engine: Engine) -> None:
    answer = engine.ask("what did Otto Varley and Ann Poe say about the lighthouse and the trams?")
    assert answer.answered
    assert {one.statement.speaker for one in answer.citations if one.statement} == {"Otto Varley", "Ann Poe"}


def test_words_that_indexing_overlooked_are_no_reason_to_call_somebody_unknown(tmp_path: Path) -> None:
    text = (
        "The council of Harrow Bay met on Monday. “The copper roof leaks above the reading room,” said Ms. Edith"
        " Varley, who keeps the library.\n\nThe ferry will not run in winter."
    )
    with engine_over(tmp_path, [Article(id="a", text=text, title="Council meets")], Deaf()) as engine:
        answer = engine.ask("what did Edith Varley say about the copper roof?")
        assert answer.refusal != "unknown_speaker"
        shown = answer.citations or answer.closest
        assert any("The copper roof leaks" in one.quote for one in shown)


def test_a_name_that_is_only_like_one_is_not_called_named(tmp_path: Path) -> None:
    text = "Daniel Wieczorek won the prize for bread. The lighthouse was painted red."
    with engine_over(tmp_path, [Article(id="a", text=text)], Deaf()) as engine:
        answer = engine.ask("what did Daniela Wieczorek say about bread?")
        assert "has the whole name of Daniela Wieczorek" in (answer.reason or "")
        answer = engine.ask("what did Daniel Wieczorek say about bread?")
        assert "Daniel Wieczorek" in (answer.reason or "")
        assert "has the whole name" not in (answer.reason or "")


def test_whose_list_on_a_topic_lacks_what_is_cited_is_told(engine: Engine) -> None:
    cited = engine.ask("what did Otto Varley say about trams?").citations
    assert cited

    def lacking(topic: str, *, by_name: bool = True) -> frozenset[str]:
        return not_listed(engine.index, engine.answers.listing, topic, cited, by_name=by_name)

    assert lacking("trams") == lacking("trams", by_name=False) == frozenset()
    assert lacking("the queen of Sweden") == {"Otto Varley"}
    assert lacking("the queen of Sweden", by_name=False) == {""}


class Deaf:
    """Finds no statement at all."""

    def find(self, article: Article) -> list[Statement]:
        return []


REPORTS = (
    "Ada Morrow said that the harbour ferry should sail every hour, in winter too, and that she would pay for it.",
    "Ada Morrow said the harbour ferry was the best thing that had happened to the island in ten years.",
)
IN_HER_WORDS = (
    "Monday brought the new season tickets of the old harbour ferry.\n\n"
    "“They will never be cheap,” Ada Morrow told the islanders."
)


@pytest.mark.parametrize(("reports", "kind"), [(REPORTS, "direct"), (REPORTS[:1], "indirect")])
def test_on_a_topic_of_many_articles_a_quotation_comes_first(
    tmp_path: Path, reports: tuple[str, ...], kind: Kind
) -> None:
    texts = [*reports, IN_HER_WORDS]
    articles = [Article(id=f"{n}", text=text, title="The harbour ferry") for n, text in enumerate(texts)]
    with engine_over(tmp_path, articles, Plain()) as engine:
        first = engine.ask("what did Ada Morrow say about the harbour ferry?").citations[0]
    assert first.statement is not None
    assert first.statement.kind == kind


class Plain:
    """Finds one statement of Ada Morrow's in an article: what is in quote marks, or all behind "said"."""

    def find(self, article: Article) -> list[Statement]:
        text, name = article.text, "Ada Morrow"
        source = Span(text.index(name), text.index(name) + len(name))
        kind: Kind = "direct" if "“" in text else "indirect"
        if kind == "direct":
            content, cue = Span(text.index("“") + 1, text.index("”")), "told"
        else:
            content, cue = Span(text.index(" said ") + len(" said "), len(text)), "said"
        paragraph = text[: content.start].count("\n\n")
        return [Statement(article, name, name, source, None, cue, (content,), kind, paragraph)]


class Told:
    """Finds the statement of an article that says "WORDS", said NAME, ROLE."""

    def find(self, article: Article) -> list[Statement]:
        text = article.text
        begin, end = text.index("“") + 1, text.index("”")
        who = text[text.index("said ") + len("said ") :].rstrip(".")
        name, _, role = who.partition(", ")
        source = Span(text.index(name, end), text.index(name, end) + len(name))
        return [Statement(article, name, name, source, role or None, "said", (Span(begin, end),), "direct", 0)]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    texts = [
        "“I was bitterly disappointed that they left me out of the lifeboat crew,” said Ada Morrow.",
        "“Season tickets for the ferry will be dearer next year,” said Ada Morrow.",
        "“The fishing quota is unfair to small boats,” said Norrbus.",
        "“The closing of the west port is a scandal for every island,” said Edda Lund, chair of Norrbus.",
        "“I drive past the west port every day and it is a scandal,” said Udo Kern, driver at Norrbus.",
    ]
    articles = [
        Article(id=f"{n}", text=text, title="The harbour", published=f"2026-01-0{n + 1}T09:00:00Z")
        for n, text in enumerate(texts)
    ]
    with engine_over(tmp_path_factory.mktemp("harbour"), articles, Told()) as engine:
        yield engine


def test_who_asks_more_than_what_was_said_is_not_told_anything(harbour: Engine) -> None:
    why = "Why was Ada Morrow disappointed?"
    anything = "What did Ada Morrow say?", "What did Ada Morrow say most recently?", "Ada Morrow's views"
    for question in (why, *anything):
        first = harbour.ask(question).citations[0]
        assert ("disappointed" in first.quote) is (question == why)


def test_nobody_is_their_own_lawyer_and_no_reason_names_whom_an_office_may_not_mean(tmp_path: Path) -> None:
    texts = [
        "“The fish quota must be cut this year,” said Paul Morrow, minister for fish.",
        "“The fish are few and the quota is too high,” said Edda Lund, chair of Norrbus.",
    ]
    articles = [Article(id=f"{n}", text=text, title="The quota") for n, text in enumerate(texts)]
    with engine_over(tmp_path, articles, Told()) as engine:
        for who in ("Paul Morrow's lawyer", "Morrow's successor", "the fish minister's predecessor"):
            answer = engine.ask(f"What did {who} say about the fish quota?")
            shown = (*answer.citations, *answer.closest)
            assert all(one.statement is None or one.statement.speaker != "Paul Morrow" for one in shown), who
        refused = engine.ask("What did the chair of Norrbus say about the opera?")
        assert "the chair of Norrbus said something" in (refused.reason or "")


class First:
    """Finds the statement of an article's first paragraph."""

    def find(self, article: Article) -> list[Statement]:
        first = replace(article, text=article.text.split("\n")[0])
        return [replace(one, article=article) for one in Told().find(first)]


def test_no_reason_says_that_nothing_is_on_a_topic_that_the_article_names(tmp_path: Path) -> None:
    text = (
        "“It was not four dollars, and it was no insult either,” said Ioane Leota.\n\nThe mill opens again on"
        " Monday. Bread was handed out at the gate.\n\nThe settlement was signed at noon."
    )
    with engine_over(tmp_path, [Article(id="a", text=text, title="Mill opens")], First()) as engine:
        for topic, refusal in (("settlement", "below_threshold"), ("opera", "nothing_on_topic")):
            answer = engine.ask(f"what did Ioane Leota say about the {topic}")
            assert answer.refusal == refusal
            assert ("nothing of theirs" in (answer.reason or "")) is (topic == "opera")


@pytest.mark.parametrize(
    ("asked", "name"), [("the closing of the west port", "Edda Lund"), ("the fishing quota", "Norrbus")]
)
def test_the_head_of_a_body_speaks_for_it(harbour: Engine, asked: str, name: str) -> None:
    answer = harbour.ask(f"What does Norrbus say about {asked}?")
    assert answer.answered
    said = [one.statement.speaker for one in answer.citations if one.statement]
    assert said[0] == name
    assert "Udo Kern" not in said


def test_each_of_several_is_asked_for_alone_where_both_are_refused(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Answers._answered

    def answered(self: Answers, considered: Considered) -> Said:
        if len(considered.asked.speakers) > 1:
            return Said((), 0.2, "below_threshold", "Not near enough.")
        return alone(self, considered)

    monkeypatch.setattr(Answers, "_answered", answered)
    answer = engine.ask("what did Otto Varley and Ann Poe say about the lighthouse?")
    assert answer.answered
    assert answer.reason is None
    assert [one.quote for one in answer.citations] == ["The lighthouse stays,"]


def test_whoever_is_asked_for_is_named_beside_the_words(tmp_path: Path) -> None:
    ray = "Inspector Gus Ray said Brenner had paid him. “In cash, twice,” Ray said."
    text = "Hal Brenner denied that he had paid the inspector. “Not a coin,” Brenner said."
    articles = [Article(id="a", text=ray), Article(id="b", text=text)]
    with engine_over(tmp_path, articles, StatementFinder.load()) as engine:
        for question in ("who denied paying the inspector", "who denied paying the inspector?"):
            first = engine.ask(question).citations[0].statement
            assert first is not None
            assert first.speaker == "Hal Brenner"
