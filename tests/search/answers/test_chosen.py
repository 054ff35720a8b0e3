"""What is cited of a small archive: words that hold all that is asked, what shows who, a fact by itself."""

from collections.abc import Iterator

import numpy as np
import pytest

from onrecord.index import Article, Kind, Span, Statement
from onrecord.search import Engine
from onrecord.search.answers.asked import Asked, AskedSpeaker
from onrecord.search.answers.not_theirs import says_nothing, tells_no_words, words_first
from onrecord.search.answers.units import Unit
from tests.search.answers.archive import engine_over

PLANK = (
    "The pier stays public. “We will hold it until the last plank,” Olga Brandt said. The lease runs out in May."
)
TALK = "Clara Weiss spoke of the winter.\n\nQ: Will there be power cuts?\n\nA: No. The grid will hold."
AYE = "Farmer Udo Reim said he supported the merger of the dairies. “It saves the cheese,” Reim said."
NAY = "Driver Mette Skov said she did not support the merger of the dairies. “It sells the cows twice,” Skov said."
TALL = "The lighthouse at Stavik is 31 metres tall. Its lamp dates from 1911. The keeper retires in May."
LIVE = (
    "“We have lost the harbour wards,” says Abara’s agent, Mina Joubert.\n\n"
    "“Every ballot counts,” says Ada Long.\n\nNeil Abara has not been seen."
)
MUTE = "“The levee was never checked,” said Ugo Tarr. Minister Lena Fry refused to comment on the levee."
BUSES = "“The buses run tomorrow,” Tessa Orr, a spokeswoman for Norrbus, said. Rain fell in the hills all day."
COURT = "“The lists are forged,” prosecutor Yvonne Acht said. The judge ate lunch."
RULING = "The broker was acquitted. Acht said she would appeal against the acquittal. The broker went home."
STRIKE = "The crane union declined to comment on the talks.\n\n“It ends on Friday,” the crane union said in May."
TEXTS = {
    "court": COURT,
    "ruling": RULING,
    "buses": BUSES,
    "live": LIVE,
    "mute": MUTE,
    "plank": PLANK,
    "talk": TALK,
    "aye": AYE,
    "nay": NAY,
    "tall": TALL,
}

FOUND: dict[str, list[tuple[str, str, Kind, str]]] = {
    "live": [
        ("Mina Joubert", "Abara’s agent, Mina Joubert", "direct", "We have lost the harbour wards,"),
        ("Ada Long", "Ada Long", "direct", "Every ballot counts,"),
    ],
    "buses": [("Tessa Orr", "Tessa Orr, a spokeswoman for Norrbus", "direct", "The buses run tomorrow,")],
    "court": [("Yvonne Acht", "prosecutor Yvonne Acht", "direct", "The lists are forged,")],
    "ruling": [("Acht", "Acht", "indirect", "she would appeal against the acquittal")],
    "mute": [("Ugo Tarr", "Ugo Tarr", "direct", "The levee was never checked,")],
    "plank": [("Olga Brandt", "Olga Brandt", "direct", "We will hold it until the last plank,")],
    "talk": [("Clara Weiss", "A", "direct", "No. The grid will hold.")],
    "aye": [
        ("Udo Reim", "Udo Reim", "indirect", "he supported the merger of the dairies"),
        ("Udo Reim", "Reim", "direct", "It saves the cheese,"),
    ],
    "nay": [
        ("Mette Skov", "Mette Skov", "indirect", "she did not support the merger of the dairies"),
        ("Mette Skov", "Skov", "direct", "It sells the cows twice,"),
    ],
}


class Told:
    """Finds what this test says."""

    def find(self, article: Article) -> list[Statement]:
        return [_statement(article, *one) for one in FOUND.get(article.id, ())]


def _statement(article: Article, speaker: str, written: str, kind: Kind, words: str) -> Statement:
    start, source = article.text.index(words), article.text.index(written)
    content = (Span(start, start + len(words)),)
    span = Span(source, source + len(written))
    role = "spokeswoman for Norrbus" if "spokeswoman" in written else None
    paragraph = article.text.count("\n\n", 0, start)
    return Statement(article, speaker, written, span, role, "said", content, kind, paragraph, 0.96)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    articles = [Article(id=name, text=text) for name, text in TEXTS.items()]
    with engine_over(tmp_path_factory.mktemp("chosen"), articles, Told()) as engine:
        yield engine


def _cited(engine: Engine, question: str) -> list[str]:
    return [one.quote for one in engine.ask(question).citations]


def test_words_that_hold_the_whole_topic_answer_however_unsure_that_is(engine: Engine) -> None:
    assert _cited(engine, "what did Olga Brandt say about the plank")[0] == "We will hold it until the last plank,"
    assert not engine.ask("what did Olga Brandt say about the price of ferries").answered


def test_what_somebody_answers_is_on_what_they_were_asked(engine: Engine) -> None:
    assert _cited(engine, "what did Clara Weiss say about power cuts")[0] == "No. The grid will hold."


def test_who_does_not_support_something_is_of_the_other_side_with_all_that_they_say(engine: Engine) -> None:
    cited = _cited(engine, "who did not support the merger of the dairies")
    assert cited[0] == "she did not support the merger of the dairies"
    assert "It saves the cheese," not in cited


def test_nothing_without_a_word_of_the_question_stands_beside_a_fact_that_has_them_all(engine: Engine) -> None:
    assert _cited(engine, "how tall is the lighthouse at Stavik") == [
        "The lighthouse at Stavik is 31 metres tall."
    ]


def test_a_sentence_that_holds_anothers_words_or_tells_of_none_gives_nobody_elses(engine: Engine) -> None:
    live = engine.ask("what did Neil Abara say about the harbour wards")
    assert not live.answered
    mute = engine.ask("what did Lena Fry say about the levee")
    assert not mute.answered
    assert "gives nothing that Lena Fry said" in (mute.reason or "")
    assert not engine.ask("what did the minister say about the levee").answered
    assert (
        engine.ask("did Lena Fry comment on the levee").citations[0].quote.startswith("Minister Lena Fry refused")
    )


def test_who_declined_to_comment_is_cited_with_what_they_said_all_the_same() -> None:
    article = Article("strike", STRIKE)
    end = STRIKE.index("\n")
    said = _statement(article, "Crane union", "the crane union", "direct", "It ends on Friday,")
    units = [Unit(article, 0, end, 0, 0, None), Unit(article, said.start, said.end, 0, 1, said)]
    union = AskedSpeaker("the crane union", (), by_name=False, description=())
    asked = Asked(speech=True, certain=True, who=False, speakers=(union,), mentions=(), topic="the talks")

    def likeliest(*scores: float) -> int:
        question = "what did the crane union say about the talks?"
        found = words_first(question, asked, units, np.array(scores), least=0.2, sure=True)
        return int(np.argmax(found))

    assert likeliest(2.0, 0.5) == 1
    assert likeliest(2.0, -4.0) == 0


def test_who_speaks_for_a_body_that_says_nothing_itself_answers_for_it(engine: Engine) -> None:
    for question in ("what did Norrbus say about the buses", "what did Norrbus say"):
        answer = engine.ask(question)
        assert [one.quote for one in answer.citations] == ["The buses run tomorrow,"]
        assert answer.citations[0].statement is not None
        assert answer.citations[0].statement.speaker == "Tessa Orr"
    refused = engine.ask("what did Norrbus say about the lighthouse")
    assert not refused.answered
    assert refused.reason is not None
    assert refused.reason.startswith("Norrbus is quoted in this corpus, but nothing of theirs")


def test_nothing_of_theirs_is_not_said_where_it_stands_under_the_surname_alone(engine: Engine) -> None:
    answer = engine.ask("what did Yvonne Acht say about the acquittal")
    assert answer.refusal == "below_threshold"
    assert "what an article gives to “Acht”, without a first name, is listed" in (answer.reason or "")
    assert [one.quote for one in answer.closest] == ["she would appeal against the acquittal"]
    assert engine.ask("what did Yvonne Acht say about the lighthouse").refusal == "nothing_on_topic"


@pytest.mark.parametrize(
    ("text", "question", "nothing"),
    [
        ("A fake account of Ida Fry said on Friday that the levee was sold.", "what did Ida Fry say", True),
        ("An earlier version of this story misattributed a comment to Ida Fry.", "what did Ida Fry say", True),
        ("Ida Fry made no comment on the levee.", "Ida Fry levee comment", True),
        ("Ida Fry made no comment on the levee.", "did Ida Fry comment on the levee", False),
        ("Ida Fry said that a fake account was at work.", "what did Ida Fry say", False),
    ],
)
def test_forgeries_and_corrections_and_silence_give_no_words(text: str, question: str, nothing: bool) -> None:  # noqa: FBT001
    one = AskedSpeaker("Ida Fry", (), by_name=True)
    asked = Asked(speech=True, certain=True, who=False, speakers=(one,), mentions=(), topic="the levee")
    unit = Unit(Article("a", text), 0, len(text), 0, 0, None)
    assert tells_no_words(question, asked, unit, sure=True) is nothing


def test_who_says_nothing_is_not_answered_for_by_who_accuses_them() -> None:
    text = "“We can count,” Philomena Braith said. The health board did not answer calls."
    article, end = Article("a", text), text.index(" The")
    said = _statement(article, "Philomena Braith", "Philomena Braith", "direct", "We can count,")
    units = [Unit(article, 1, 14, 0, 0, said), Unit(article, end + 1, len(text), 0, 0, None)]
    one = AskedSpeaker("the health board", (), by_name=False)
    asked = Asked(speech=True, certain=True, who=False, speakers=(one,), mentions=(), topic="nurses")
    assert says_nothing(asked, units, units[0])
    assert not says_nothing(asked, units[:1], units[0])
