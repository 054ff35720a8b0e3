"""What a terminal is shown of text that nobody can trust."""

import io
import unicodedata
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from onrecord.api.cli.failures import explain, one_line
from onrecord.api.cli.render import (
    render_answer,
    render_results,
    render_speakers,
    render_statements,
    render_timeline,
)
from onrecord.api.cli.text import clean, day
from onrecord.api.records import also_searched, citation_record
from onrecord.index import Article, Hit, IndexLocked, Kind, Passage, Span, Statement
from onrecord.search import Answer, Citation, Results, Speaker

HOSTILE = Article(
    id="a\x1b[2J/1",
    text="She said: “We\x9b31m will\u202e not [red]yield[/red].”\nNothing else.",
    title="\x1b]0;owned\x07 Headline",
    source="Post",
    published="2025-10-02T08:00:00",
    url="https://post.example/1",
)


def shown(renderable: object, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False)
    console.print(renderable)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def answer(citation: Citation) -> Answer:
    return Answer("q", answered=True, reason=None, confidence=0.9, text="", citations=(citation,), hits=())


def test_a_quote_is_shown_with_who_where_and_when() -> None:
    start, end = HOSTILE.text.index("We"), HOSTILE.text.index("”")
    statement = Statement(HOSTILE, "Ada Brook", "She", None, "mayor", "said", (Span(start, end),), "direct", 0)
    text = shown(render_answer(answer(Citation(HOSTILE, start, end, 0, 0.9, statement))))
    assert text.splitlines() == [
        "[1] “We31m will not [red]yield[/red].”",
        "    — Ada Brook (“She”), mayor · said, direct quote",
        "    Post · 2 October 2025",
        "    ]0;owned Headline",
        "    https://post.example/1",
        f"    a[2J/1:{start}-{end}",
        "",
    ]


def test_a_refusal_gives_its_reason_and_what_is_near() -> None:
    hit = Hit(Passage(HOSTILE, 0, 20, 0), 0.5, 0)
    refusal = Answer(
        "q", answered=False, reason="Nobody said so.", confidence=0.1, text="", citations=(), hits=(hit,)
    )
    text = shown(render_answer(refusal))
    assert text.startswith("No answer. Nobody said so.\n\nNearest passages")
    assert "1. Post" in text


def test_passages_without_a_word_of_the_query_are_said_to_be_near_by_meaning() -> None:
    results = Results("zzzqq", (Hit(Passage(HOSTILE, 0, 20, 0), 0.5, 0),), by_meaning=True)
    assert shown(render_results(results)).startswith("No passage of this corpus has these words")


@given(st.text(max_size=400), st.integers(min_value=30, max_value=120))
def test_no_line_is_too_wide_or_steers_the_terminal(text: str, width: int) -> None:
    article = Article(id="a", text=text or "x", title=text[:50], source=text[:20])
    drawn = shown(render_results(Results("why", (Hit(Passage(article, 0, len(article.text), 0), 1.0, 0),))), width)
    lines = drawn.split("\n")
    assert not {unicodedata.category(one) for one in drawn.replace("\n", "")} & {"Cc", "Cf", "Zl", "Zp"}
    assert all(cell_len(line) <= width and line == line.rstrip() for line in lines)


@given(st.text())
def test_clean_keeps_one_harmless_line(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not any(one in clean(text) for one in "\n\r\x1b\x9b\u202e")


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2025-10-02", "2 October 2025"),
        ("2025-10-02T23:00:00+02:00", "2 October 2025"),
        ("soon", "soon"),
        (None, ""),
    ],
)
def test_days_are_written_out(published: str | None, written: str) -> None:
    assert day(published) == written


def test_errors_are_explained_in_a_line() -> None:
    assert explain(IndexLocked("archive: process 7\nis writing")) == "archive: process 7 is writing"
    assert explain(PermissionError(13, "Permission denied", "/root/x")) == "/root/x: Permission denied"
    assert explain(OSError(28, "No space left on device")) == "No space left on device"
    assert explain(ValueError("a\nb")).startswith("ValueError: a b (this is a fault of onrecord")
    assert one_line("\x1b[2J") == "�[2J"


def said(
    article: Article, words: str, *, speaker: str = "Ada Brook", written: str = "Brook", kind: Kind = "indirect"
) -> Citation:
    start = article.text.index(words)
    content = (Span(start, start + len(words)),)
    statement = Statement(article, speaker, written, None, None, "told", content, kind, 0)
    return Citation(article, start, start + len(words), 0, 0.9, statement)


def wire(id_: str, source: str | None, published: str | None) -> Article:
    text = 'The bridge is safe, Brook told us. "It held," she told us, "and will hold."'
    return Article(id_, text, "The bridge", None, source, None, published)


def test_only_direct_quotes_stand_in_the_marks_of_their_article() -> None:
    article = wire("a", "Post", "2025-10-02")
    direct = said(article, 'It held," she told us, "and will hold.', written="she", kind="direct")
    assert shown(render_statements([direct, said(article, "The bridge is safe")])).splitlines() == [
        '1. "It held," she told us, "and will hold."',
        "   — Ada Brook (“she”) · told, direct quote",
        "   Post · 2 October 2025 · a:36-74",
        "",
        "2. The bridge is safe",
        "   — Ada Brook · told, indirect",
        "   Post · 2 October 2025 · a:0-18",
        "",
    ]


@pytest.mark.parametrize(
    ("sources", "line"),
    [
        (["Post", "Ledger", "Wire"], "carried by 3 outlets: Post, Ledger, Wire"),
        (["Post", "Ledger", "Ledger"], "carried by 2 outlets: Post, Ledger"),
        (["Post", "Post"], "carried by 2 articles: a0, a1"),
        (["A", "B", "C", "D", "E", "F"], "carried by 6 outlets: A, B, C, D and 2 more"),
    ],
)
def test_what_several_carry_is_shown_once(sources: list[str], line: str) -> None:
    first, *others = (wire(f"a{n}", source, "2025-10-02") for n, source in enumerate(sources))
    citation = replace(said(first, "The bridge is safe"), also=tuple(others))
    assert line in shown(render_statements([citation]))
    passages = [Passage(article, 0, 18, 0) for article in (first, *others)]
    hit = Hit(passages[0], 0.5, 0, tuple(passages[1:]))
    assert "also in: " in shown(render_results(Results("why", (hit,))))


def test_a_timeline_goes_by_month_and_day() -> None:
    days = ["2025-09-30T23:59:00", "2025-10-02", "2025-10-02T09:00:00", "2025-10-14", None]
    articles = [wire(f"a{n}", None, published) for n, published in enumerate(days)]
    lines = shown(render_timeline([said(one, "The bridge is safe") for one in articles])).splitlines()
    assert [line for line in lines if line and not line.startswith("   ")] == [
        "September 2025",
        "30 The bridge is safe",
        "October 2025",
        " 2 The bridge is safe",
        "14 The bridge is safe",
        "Without a date",
    ]
    assert sum("The bridge is safe" in line for line in lines) == len(days)


def test_a_refusal_keeps_what_is_no_answer_apart() -> None:
    article = wire("a", "Post", "2025-10-02")
    refusal = Answer(
        "what did Mayor Carrow say about Kiev",
        answered=False,
        reason="Carrow is quoted, but not on this.",
        confidence=0.1,
        text="",
        citations=(),
        hits=(Hit(Passage(article, 0, 20, 0), 0.5, 0),),
        refusal="nothing_on_topic",
        others=(said(article, "The bridge is safe"),),
        instead=(said(article, "It held", speaker="Ines Carrow", written="Carrow", kind="direct"),),
        respelt={"Kyiv": ("Kiev", "Kyjiv")},
    )
    assert [line for line in shown(render_answer(refusal)).splitlines() if line and line[0] != " "] == [
        "No answer. Carrow is quoted, but not on this.",
        "also searched: Kyiv, Kyjiv",
        "Others said (not an answer to the question):",
        "1. The bridge is safe",
        "Ines Carrow also said (not an answer to the question):",
        "1. “It held”",
    ]
    assert also_searched(refusal.question, refusal.respelt) == {"Kiev": ["Kyiv", "Kyjiv"]}


def test_what_is_closest_to_a_refusal_is_said_to_be_so_and_shown_once() -> None:
    article = wire("a", "Post", "2025-10-02")
    nearest = said(article, "The bridge is safe")
    also = said(article, "It held", speaker="Ines Carrow", written="Carrow", kind="direct")
    refusal = Answer(
        "what did Carrow say about Kiev", answered=False, reason="Not sure.", confidence=0.1, text="",
        citations=(), hits=(), refusal="below_threshold", closest=(nearest, also), others=(nearest,),
        instead=(nearest, also),
    )  # fmt: skip
    lines = shown(render_answer(refusal)).splitlines()
    assert [line for line in lines if line and line[0] != " "] == [
        "No answer. Not sure.",
        "Closest, may not answer:",
        "1. “It held”",
        "Others said (not an answer to the question):",
        "1. The bridge is safe",
    ]
    assert "   90% probable that this answers the question" in lines


def test_what_is_of_another_time_says_so() -> None:
    article = wire("a", "Post", "2025-10-02")
    cited = replace(said(article, "The bridge is safe"), outside=True)
    answer = Answer("why", answered=True, reason=None, confidence=0.9, text="", citations=(cited,), hits=())
    assert "published at another time than the question names" in shown(render_answer(answer))
    assert citation_record(1, cited)["outside"] is True
    assert "outside" not in citation_record(1, replace(cited, outside=False))


def test_speakers_are_counted_with_their_names_and_roles() -> None:
    brook = Speaker("Ada Brook", ["Ada Brook", "Brook"], Counter({"mayor": 3, "Mayor": 1}), 12)
    police = Speaker("Police", ["Police"], Counter(), 3)
    assert shown(render_speakers([brook, police], 7)).splitlines() == [
        "12 Ada Brook · mayor (3), Mayor (1)",
        "   also Brook",
        " 3 Police",
        "2 of 7 speakers; --offset 2 goes on, --all shows all",
    ]
    assert shown(render_speakers([], 0)) == "Nobody is quoted under such a name.\n"
